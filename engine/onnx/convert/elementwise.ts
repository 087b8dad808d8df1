/** Operations that work element by element. */

import { isFloating } from '../../graph/index.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import { Float, type Value } from '../value.ts';

/** onnxruntime's arithmetic knows no uint8, in versions that are in use: what fits into 8 bits is computed in 32. */
export function widened(c: Conversion, values: readonly Value[], compute: (...of: Value[]) => Value): Value {
  const { dtype } = values[0];
  if (dtype !== 'uint8') return compute(...values);
  return c.b.cast(compute(...values.map((value) => c.b.cast(value, 'int32'))), dtype);
}

const unary =
  (type: string, attributes?: (c: Conversion) => Record<string, Float>): Converter =>
  (c) =>
    widened(c, [c.inputs[0]], (x) => c.b.elementwise(type, [x], attributes?.(c)));

const binary =
  (type: string): Converter =>
  (c) =>
    widened(c, c.inputs, (x, y) => c.b.elementwise(type, [x, y]));

const comparison =
  (type: string): Converter =>
  (c) =>
    compare(c, type, c.inputs[0], c.inputs[1]);

const add: Converter = (c) => {
  if (c.dtype === 'string') return c.fail('it joins texts, which ONNX does not add');
  return binary('Add')(c);
};

export function compare(c: Conversion, type: string, x: Value, y: Value): Value {
  if (x.dtype === 'string' && c.opset < 19) {
    c.fail('ONNX compares strings from opset 19 on: export with { opset: 19 }');
  }
  const [a, b] = x.dtype === 'uint8' ? [c.b.cast(x, 'int32'), c.b.cast(y, 'int32')] : [x, y];
  return c.b.elementwise(type, [a, b], {}, 'bool');
}

const passOn: Converter = (c) => c.inputs[0];

const like =
  (number: number): Converter =>
  (c) =>
    c.b.filled(c.b.scalar(c.dtype, c.dtype === 'string' ? '' : number), c.b.shape(c.inputs[0]));

const number = (c: Conversion, value: Value, n: number): Value => c.b.scalar(value.dtype, n);

/** Of integers, the quotient below; ONNX's division rounds to zero. */
function floorDivide(c: Conversion, x: Value, y: Value): Value {
  const { b } = c;
  if (isFloating(x.dtype)) return b.elementwise('Floor', [b.elementwise('Div', [x, y])]);
  return b.elementwise('Div', [b.elementwise('Sub', [x, b.elementwise('Mod', [x, y])]), y]);
}

/** The remainder with the sign of the divisor. ONNX has it for integers; of floats it gives that with the dividend's. */
function floorModulo(c: Conversion, x: Value, y: Value): Value {
  const { b } = c;
  if (!isFloating(x.dtype)) return b.elementwise('Mod', [x, y]);
  const rest = b.elementwise('Mod', [x, y], { fmod: 1 });
  const zero = number(c, x, 0);
  const negative = [rest, y].map((value) => b.elementwise('Less', [value, zero], {}, 'bool'));
  const differ = b.elementwise('Xor', negative, {}, 'bool');
  const isZero = b.elementwise('Equal', [rest, zero], {}, 'bool');
  const off = b.elementwise('And', [differ, b.elementwise('Not', [isZero])], {}, 'bool');
  return b.where(off, b.elementwise('Add', [rest, y]), rest);
}

const truncatedModulo: Converter = (c) => widened(c, c.inputs, (x, y) => c.b.elementwise('Mod', [x, y], { fmod: 1 }));

function finite(c: Conversion, x: Value): Value {
  const { b } = c;
  const [nan, infinite] = ['IsNaN', 'IsInf'].map((type) => b.elementwise(type, [x], {}, 'bool'));
  return b.elementwise('Not', [b.elementwise('Or', [nan, infinite], {}, 'bool')]);
}

const select: Converter = (c) => {
  const [condition, x, y] = c.inputs;
  const [rank, other] = [c.shape(0).rank, c.shape(1).rank];
  // A vector of conditions chooses whole rows.
  if (c.op.type === 'SelectV2' || rank === other) return c.b.where(condition, x, y);
  if (rank === 0) return c.b.where(condition, x, y);
  const axes = Array.from({ length: c.rank(1) - c.rank(0) }, (_, i) => c.rank(0) + i);
  return c.b.where(c.b.unsqueeze(condition, axes), x, y);
};

const sum: Converter = (c) =>
  widened(c, c.inputs, (...terms) => terms.reduce((total, term) => c.b.elementwise('Add', [total, term])));

/** ONNX's own has its two numbers in single precision. */
const selu: Converter = (c) => {
  const { b } = c;
  const [x] = c.inputs;
  if (x.dtype === 'float32') return b.elementwise('Selu', [x]);
  const scale = 1.0507009873554805;
  const zero = number(c, x, 0);
  const below = b.elementwise('Sub', [b.elementwise('Exp', [b.elementwise('Min', [x, zero])]), number(c, x, 1)]);
  const curved = b.elementwise('Mul', [below, number(c, x, scale * 1.6732632423543772)]);
  const straight = b.elementwise('Mul', [b.elementwise('Max', [x, zero]), number(c, x, scale)]);
  return b.elementwise('Add', [curved, straight]);
};

const castTo: Converter = (c) => {
  const [x] = c.inputs;
  const to = c.dtype;
  if (x.dtype === 'string' || to === 'string') return c.fail('ONNX formats numbers in a way of its own');
  // Not the number as it was counted: a cast to fewer bits is one.
  const { wide: _, ...plain } = x;
  return c.b.cast(to === 'int64' && x.wide && x.dtype === 'int32' ? x : plain, to);
};

const float = (name: string) => (c: Conversion) => ({ [name]: new Float(c.attr(name, 'float')) });

export const elementwise: Converters = {
  ...Object.fromEntries(
    [
      ...['Abs', 'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Elu', 'Erf', 'Exp'],
      ...['Floor', 'Log', 'Neg', 'Relu', 'Round', 'Sigmoid', 'Sign', 'Sin', 'Sinh', 'Softplus', 'Softsign'],
      ...['Sqrt', 'Tan', 'Tanh', 'Reciprocal'],
    ].map((type) => [type, unary(type)]),
  ),
  Inv: unary('Reciprocal'),
  Rint: unary('Round'),
  Selu: selu,
  LeakyRelu: unary('LeakyRelu', float('alpha')),
  Relu6: (c) => widened(c, [c.inputs[0]], (x) => c.b.elementwise('Clip', [x, number(c, x, 0), number(c, x, 6)])),
  Square: (c) => widened(c, [c.inputs[0]], (x) => c.b.elementwise('Mul', [x, x])),
  Rsqrt: (c) => c.b.elementwise('Reciprocal', [c.b.elementwise('Sqrt', [c.inputs[0]])]),
  Expm1: (c) => c.b.elementwise('Sub', [c.b.elementwise('Exp', [c.inputs[0]]), number(c, c.inputs[0], 1)]),
  Log1p: (c) => c.b.elementwise('Log', [c.b.elementwise('Add', [c.inputs[0], number(c, c.inputs[0], 1)])]),
  Erfc: (c) => c.b.elementwise('Sub', [number(c, c.inputs[0], 1), c.b.elementwise('Erf', [c.inputs[0]])]),
  IsNan: (c) => c.b.elementwise('IsNaN', [c.inputs[0]], {}, 'bool'),
  IsInf: (c) => c.b.elementwise('IsInf', [c.inputs[0]], {}, 'bool'),
  IsFinite: (c) => finite(c, c.inputs[0]),
  LogicalNot: unary('Not'),
  Identity: passOn,
  StopGradient: passOn,
  PreventGradient: passOn,
  CheckNumerics: passOn,
  Print: passOn,
  PlaceholderWithDefault: passOn,
  IdentityN: (c) => c.inputs,
  OnesLike: like(1),
  ZerosLike: like(0),
  Cast: castTo,
  ...Object.fromEntries(
    [
      ['Sub', 'Sub'],
      ['Mul', 'Mul'],
      ['RealDiv', 'Div'],
      ['Div', 'Div'],
      ['TruncateDiv', 'Div'],
      ['Maximum', 'Max'],
      ['Minimum', 'Min'],
      ['Pow', 'Pow'],
      ['LogicalAnd', 'And'],
      ['LogicalOr', 'Or'],
    ].map(([type, onnx]) => [type, binary(onnx)]),
  ),
  Add: add,
  AddV2: add,
  FloorDiv: (c) => widened(c, c.inputs, (x, y) => floorDivide(c, x, y)),
  FloorMod: (c) => widened(c, c.inputs, (x, y) => floorModulo(c, x, y)),
  Mod: truncatedModulo,
  TruncateMod: truncatedModulo,
  SquaredDifference: (c) =>
    widened(c, c.inputs, (x, y) => {
      const difference = c.b.elementwise('Sub', [x, y]);
      return c.b.elementwise('Mul', [difference, difference]);
    }),
  DivNoNan: (c) => {
    const [x, y] = c.inputs;
    const zero = number(c, y, 0);
    return c.b.where(compare(c, 'Equal', y, zero), zero, c.b.elementwise('Div', [x, y]));
  },
  ApproximateEqual: (c) => {
    const [x, y] = c.inputs;
    const distance = c.b.elementwise('Abs', [c.b.elementwise('Sub', [x, y])]);
    return compare(c, 'Less', distance, number(c, x, c.attr('tolerance', 'float')));
  },
  Equal: comparison('Equal'),
  NotEqual: (c) => c.b.elementwise('Not', [compare(c, 'Equal', c.inputs[0], c.inputs[1])]),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Select: select,
  SelectV2: select,
  AddN: sum,
  AccumulateNV2: sum,
};
