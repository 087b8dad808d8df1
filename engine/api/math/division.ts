/** The many divisions. Integers divided by zero are a run-time error; floats give an infinity or NaN. */

import { type DType, DTypeError, isFloating, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import type { BroadcastRank, OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import { binaryFunction, type NameOption } from './elementwise.ts';

/** The type in which a quotient is computed. */
const quotientType = {
  float32: 'float32',
  float64: 'float64',
  uint8: 'float32',
  int32: 'float64',
  int64: 'float64',
} as const satisfies Partial<Record<DType, DType>>;
/** The type of a quotient. */
export type QuotientType<D extends DType> = D extends keyof typeof quotientType ? (typeof quotientType)[D] : never;

type QuotientFunction = <X extends TensorLike, Y extends TensorLike>(
  x: X,
  y: Y,
  options?: NameOption,
) => Tensor<QuotientType<OperandType<X, Y>>, BroadcastRank<X, Y>>;

const trueQuotient: QuotientFunction = (x, y, { name } = {}) => {
  return opScope(name, 'truediv', [x, y], (scope) => {
    const [left, right] = convertPair(x, y);
    const dtype = (quotientType as Partial<Record<DType, DType>>)[left.dtype];
    if (!dtype) throw new DTypeError(`Invalid dtype ${left.dtype} in truediv: it divides numbers.`, left.op.describe());
    const operands = [left, right].map((t) => (t.dtype === dtype ? t : op('Cast', [t], { DstT: dtype })));
    return op('RealDiv', operands, {}, scope);
  }) as never;
};

/** x / y as Python 3 divides: int32 and int64 give float64, uint8 gives float32. */
export const truediv: QuotientFunction = publicFunction('truediv(x: tensor, y: tensor, {name})', (x, y, options) =>
  trueQuotient(x, y, options),
);
/** x / y, as truediv. */
export const divide: QuotientFunction = publicFunction('divide(x: tensor, y: tensor, {name})', (x, y, options) =>
  trueQuotient(x, y, options),
);
/** x / y as Python 2 divides: floats exactly, integers rounded down. */
export const div = publicFunction(
  'div(x: tensor, y: tensor, {name})',
  <X extends TensorLike, Y extends TensorLike>(
    x: X,
    y: Y,
    options: NameOption = {},
  ): Tensor<OperandType<X, Y>, BroadcastRank<X, Y>> =>
    opScope(options.name, 'div', [x, y], (scope) => {
      const [left, right] = convertPair(x, y);
      return op(isFloating(left.dtype) ? 'RealDiv' : 'FloorDiv', [left, right], {}, scope) as never;
    }),
);

/** x / y of floats. */
export const realdiv = binaryFunction('realdiv', 'RealDiv');
/** ⌊x / y⌋, of the operands' type. */
export const floordiv = binaryFunction('floordiv', 'FloorDiv', 'floordiv');
/** x / y of integers, rounded towards zero. */
export const truncatediv = binaryFunction('truncatediv', 'TruncateDiv');
/** x / y of floats, and 0 where y is 0. */
export const divNoNan = binaryFunction('divNoNan', 'DivNoNan', 'div_no_nan');
/** The remainder with the divisor's sign, as Python's %. */
export const floormod = binaryFunction('floormod', 'FloorMod');
/** The remainder with the divisor's sign, as Python's %. */
export const mod = binaryFunction('mod', 'FloorMod');
/** The remainder with the dividend's sign, as JavaScript's %. */
export const truncatemod = binaryFunction('truncatemod', 'TruncateMod');
