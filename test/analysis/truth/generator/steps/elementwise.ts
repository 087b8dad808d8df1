/** Steps that keep shapes, or broadcast them. */

import type { DType } from '../../../../../engine/graph/index.ts';
import {
  isFloat,
  isInteger,
  isNumeric,
  isOpen,
  type Size,
  sameSizes,
  sameType,
  type TensorType,
  typeOf,
} from '../tensor-type.ts';
import type { Known, Step, Writer } from '../writer.ts';

/** Functions of one float tensor, with the method of the same meaning where there is one. */
const unary: readonly (readonly [path: string, method?: string])[] = [
  ['nn.relu', 'relu'],
  ['nn.relu6', 'relu6'],
  ['nn.elu', 'elu'],
  ['nn.selu', 'selu'],
  ['nn.softplus', 'softplus'],
  ['nn.softsign', 'softsign'],
  ['nn.leakyRelu', 'leakyRelu'],
  ['sigmoid', 'sigmoid'],
  ['tanh', 'tanh'],
  ['square', 'square'],
  ['exp', 'exp'],
  ['sin', 'sin'],
  ['cos', 'cos'],
  ['abs', 'abs'],
  ['negative', 'neg'],
  ['sign', 'sign'],
  ['floor', 'floor'],
  ['erf', 'erf'],
  ['atan'],
  ['expm1'],
  ['identity', 'identity'],
  ['stopGradient', 'stopGradient'],
  ['zerosLike', 'zerosLike'],
  ['onesLike', 'onesLike'],
];

/** `tf.relu(x)`, or `x.relu()` where there is such a method. */
export function applied(w: Writer, x: string, [path, method]: readonly [path: string, method?: string]): string {
  if (method !== undefined && w.random.chance(0.4)) return `${x}.${method}()`;
  return `${w.tf(path)}(${x}${w.named()})`;
}

export const anyUnary = (w: Writer, x: string): string => applied(w, x, w.random.of(unary));

const binary = [
  ['add', 'add'],
  ['subtract', 'sub'],
  ['multiply', 'mul'],
  ['maximum', 'maximum'],
  ['minimum', 'minimum'],
  ['squaredDifference', 'squaredDifference'],
] as const;

const comparisons = [
  ['less', 'less'],
  ['greater', 'greater'],
  ['equal', 'equal'],
  ['lessEqual', 'lessEqual'],
  ['notEqual', 'notEqual'],
  ['greaterEqual', 'greaterEqual'],
] as const;

/** Something of the type that broadcasts into `x` without making it larger: a tensor in scope, a number, or a new constant. */
function operand(w: Writer, x: Known): string {
  const { sizes, dtype } = x.type;
  const fits = (type: TensorType) => type.dtype === dtype && broadcastsInto(type.sizes, sizes);
  const found = w.random.chance(0.6) ? w.any(fits) : undefined;
  if (found) return found.name;
  if (w.random.chance(0.5)) return String(w.random.between(1, 3));
  const from = w.random.below(sizes.length + 1);
  const part = sizes.slice(from).map((size) => (isOpen(size) || w.random.chance(0.3) ? 1 : size));
  return `${w.tf(w.random.of(['zeros', 'ones']))}(${w.numbers.ints(part)}${dtypeArgument(w, dtype)})`;
}

export const dtypeArgument = (w: Writer, dtype: DType): string =>
  dtype === 'float32' && w.random.chance(0.8) ? '' : `, ${writtenDType(w, dtype)}`;

export const writtenDType = (w: Writer, dtype: DType): string => (w.random.chance(0.3) ? w.tf(dtype) : w.text(dtype));

/** Sizes of 1 stretch; an open size fits itself alone. */
function broadcastsInto(small: readonly Size[], large: readonly Size[]): boolean {
  if (small.length > large.length) return false;
  const tail = large.slice(large.length - small.length);
  return small.every((size, i) => size === 1 || size === tail[i]);
}

function binaryStep(
  names: readonly (readonly [string, string])[],
  fits: (type: TensorType) => boolean,
  dtype?: DType,
): Step {
  return (w) => {
    const x = w.any(fits);
    if (!x) return false;
    const y = operand(w, x);
    const [path, method] = w.random.of(names);
    const written = w.random.chance(0.5) ? `${x.name}.${method}(${y})` : `${w.tf(path)}(${x.name}, ${y}${w.named()})`;
    w.declare(written, typeOf(dtype ?? x.type.dtype, x.type.sizes));
    return true;
  };
}

export const elementwiseSteps: Readonly<Record<string, Step>> = {
  unary(w) {
    const x = w.any(isFloat);
    if (!x) return false;
    w.declare(anyUnary(w, x.name), typeOf(x.type.dtype, x.type.sizes));
    return true;
  },
  chain(w) {
    const x = w.any(({ dtype }) => dtype === 'float32');
    if (!x) return false;
    const y = operand(w, x);
    w.declare(`${x.name}.mul(${y}).relu().add(${w.numbers.int(1)})`, typeOf('float32', x.type.sizes));
    return true;
  },
  binary: binaryStep(binary, isNumeric),
  quotient: binaryStep([['divide', 'div']], isFloat),
  comparison: binaryStep(comparisons, isNumeric, 'bool'),
  logical(w) {
    const x = w.any(({ dtype }) => dtype === 'bool');
    if (!x) return false;
    const y = w.any((type) => sameType(type, x.type)) ?? x;
    const written = w.random.of([
      () => `${w.tf('logicalNot')}(${x.name})`,
      () => `${w.tf('logicalAnd')}(${x.name}, ${y.name})`,
      () => `${x.name}.logicalOr(${y.name})`,
    ])();
    w.declare(written, typeOf('bool', x.type.sizes));
    return true;
  },
  cast(w) {
    const x = w.any(({ dtype }) => dtype !== 'string');
    if (!x) return false;
    const dtype = w.random.of<DType>(['float32', 'float64', 'int32', 'int64']);
    const written = writtenDType(w, dtype);
    const { below } = x.type;
    w.declare(
      w.random.chance(0.5) ? `${w.tf('cast')}(${x.name}, ${written})` : `${x.name}.cast(${written})`,
      typeOf(dtype, x.type.sizes, isInteger({ dtype, sizes: [] }) ? below : undefined),
    );
    return true;
  },
  select(w) {
    const x = w.any(isNumeric);
    if (!x) return false;
    const found = w.any(({ dtype, sizes }) => dtype === 'bool' && sameSizes(sizes, x.type.sizes));
    const condition = found?.name ?? `${x.name}.${w.random.of(comparisons)[1]}(${w.numbers.int(1)})`;
    w.declare(`${w.tf('where')}(${condition}, ${x.name}, ${x.name}.add(1))`, typeOf(x.type.dtype, x.type.sizes));
    return true;
  },
  clip(w) {
    const x = w.any(isFloat);
    if (!x) return false;
    w.declare(
      `${w.tf('clipByValue')}(${x.name}, ${w.numbers.int(-1)}, ${w.numbers.int(2)})`,
      typeOf(x.type.dtype, x.type.sizes),
    );
    return true;
  },
  addN(w) {
    const x = w.any(isNumeric);
    if (!x) return false;
    const others = w.known((type) => sameType(type, x.type)).map(({ name }) => name);
    const terms = w.random.shuffled(others).slice(0, 3);
    w.declare(`${w.tf('addN')}([${[x.name, ...terms].join(', ')}])`, typeOf(x.type.dtype, x.type.sizes));
    return true;
  },
};
