/** Random shapes, views, data and expressions for properties. */

import fc from 'fast-check';
import { allocateData, type DType, isFloating, sizeOf, type TensorData } from '../../engine/graph/index.ts';
import {
  type BinaryOp,
  binary,
  cast,
  coordinate,
  type Expr,
  literal,
  select,
  type UnaryOp,
  unary,
  type View,
} from '../../engine/ops/kernel-language/index.ts';

export const numericTypes = ['float32', 'float64', 'int32', 'int64', 'uint8'] as const;

export const shapes = (options: { min?: number; max?: number; maxRank?: number } = {}): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: options.min ?? 0, max: options.max ?? 4 }), { maxLength: options.maxRank ?? 4 });

const floats = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -8, max: 8, noNaN: true }) },
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }).map((x) => x / 2) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 1e30, -1e30, 1e-30) },
);
const elementsOf: Record<DType, fc.Arbitrary<number | bigint | string>> = {
  float32: floats,
  float64: floats,
  int32: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer()),
  int64: fc.oneof(fc.bigInt({ min: -9n, max: 9n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  uint8: fc.integer({ min: 0, max: 255 }),
  bool: fc.integer({ min: 0, max: 1 }),
  string: fc.string({ maxLength: 3 }),
  resource: fc.integer({ min: 0, max: 9 }),
};

/** Elements for a tensor; `finite` leaves out NaN and the infinities. */
export function dataFor(dtype: DType, shape: readonly number[], finite = false): fc.Arbitrary<TensorData> {
  const size = sizeOf(shape);
  const element =
    finite && isFloating(dtype) ? fc.integer({ min: -64, max: 64 }).map((x) => x / 8 + x / 1024) : elementsOf[dtype];
  return fc.array(element, { minLength: size, maxLength: size }).map((list) => {
    const data = allocateData(dtype, size) as (number | bigint | string)[];
    for (let i = 0; i < size; i++) data[i] = list[i];
    return data as TensorData;
  });
}

interface Operand {
  readonly shape: readonly number[];
  readonly view: View;
}

/** An operand's shape and a view that stays inside it at every point of `space`. */
export function viewsOf(space: readonly number[]): fc.Arbitrary<Operand> {
  const axis = fc.record({
    driver: fc.option(fc.integer({ min: 0, max: Math.max(0, space.length - 1) }), { freq: 4 }),
    step: fc.constantFrom(1, 1, 1, 2, -1, -2),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  });
  const build = (axes: { driver: number | null; step: number; before: number; after: number }[]): Operand => {
    const shape: number[] = [];
    const view = axes.map(({ driver, step, before, after }) => {
      if (driver === null || space.length === 0) {
        shape.push(before + after + 1);
        return { axis: null, start: before, step: 0 };
      }
      const reach = Math.abs(step) * Math.max(0, space[driver] - 1);
      shape.push(before + reach + 1 + after);
      return { axis: driver, start: step < 0 ? before + reach : before, step };
    });
    return { shape, view };
  };
  const identity = fc.constant<Operand>({
    shape: [...space],
    view: space.map((_, i) => ({ axis: i, start: 0, step: 1 })),
  });
  return fc.oneof(identity, fc.array(axis, { maxLength: 3 }).map(build));
}

const floatUnary: UnaryOp[] =
  'neg abs sign exp expm1 log log1p sqrt rsqrt reciprocal sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid softplus erf erfc lgamma digamma erfinv ndtri besselI0e besselI1e ceil floor round'.split(
    ' ',
  ) as UnaryOp[];
const wholeUnary: UnaryOp[] = ['neg', 'abs', 'sign', 'ceil', 'floor', 'round', 'bitNot'];
const floatBinary: BinaryOp[] = 'add sub mul div floorDiv floorMod truncateMod pow max min atan2'.split(
  ' ',
) as BinaryOp[];
const wholeBinary = 'add sub mul max min bitAnd bitOr bitXor shiftLeft shiftRight'.split(' ') as BinaryOp[];
const comparing: BinaryOp[] = ['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual'];
const targets: DType[] = ['float32', 'float64', 'int32', 'int64', 'uint8'];

/** Expressions of a numeric type over leaves of any type. */
export function expressions(dtype: DType, leaves: readonly Expr[], rank: number, depth: number): fc.Arbitrary<Expr> {
  const ownLeaves = leaves.filter((leaf) => leaf.dtype === dtype);
  const value = dtype === 'int64' ? fc.bigInt({ min: -4n, max: 4n }) : fc.integer({ min: 0, max: 5 });
  const leaf = fc.oneof(
    ...(ownLeaves.length > 0 ? [{ weight: 5, arbitrary: fc.constantFrom(...ownLeaves) }] : []),
    { weight: 1, arbitrary: value.map((x) => literal(x, dtype)) },
    ...(rank > 0 && (dtype === 'int32' || dtype === 'int64')
      ? [{ weight: 1, arbitrary: fc.integer({ min: 0, max: rank - 1 }).map((axis) => coordinate(axis, dtype)) }]
      : []),
  );
  if (depth === 0) return leaf;
  const inner = expressions(dtype, leaves, rank, depth - 1);
  const floating = isFloating(dtype);
  const condition = fc.tuple(fc.constantFrom(...comparing), inner, inner).map(([op, x, y]) => binary(op, x, y));
  const logic = fc.oneof(
    condition,
    condition.map((x) => unary('not', x)),
    fc.tuple(fc.constantFrom<BinaryOp[]>('and', 'or'), condition, condition).map(([op, x, y]) => binary(op, x, y)),
    inner.map((x) => unary(floating ? 'isNan' : 'isFinite', x)),
  );
  return fc.oneof(
    leaf,
    fc.tuple(fc.constantFrom(...(floating ? floatUnary : wholeUnary)), inner).map(([op, x]) => unary(op, x)),
    fc
      .tuple(fc.constantFrom(...(floating ? floatBinary : wholeBinary)), inner, inner)
      .map(([op, x, y]) => binary(op, x, y)),
    inner.map((x) => binary('mul', x, x)),
    fc.tuple(logic, inner, inner).map(([c, x, y]) => select(c, x, y)),
    logic.map((x) => cast(x, dtype)),
    fc
      .constantFrom(...targets)
      .chain((from) => expressions(from, leaves, rank, depth - 1))
      .map((x) => cast(x, dtype)),
  );
}
