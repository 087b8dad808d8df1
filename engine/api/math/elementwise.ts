/** How the public functions of one elementwise operation are declared. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import type { BroadcastRank, OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { RankOf, TensorOf } from '../static-types.ts';

export interface NameOption {
  /** The operation's name; default as in TensorFlow. */
  readonly name?: string;
}

/** Same shape, same type. */
export type UnaryFunction = <X extends TensorLike>(x: X, options?: NameOption) => TensorOf<X>;

/** Both operands have one type and are broadcast to one shape; a plain number takes the other's type. */
export type BinaryFunction = <X extends TensorLike, Y extends TensorLike>(
  x: X,
  y: Y,
  options?: NameOption,
) => Tensor<OperandType<X, Y>, BroadcastRank<X, Y>>;

/** A truth value for each element. */
export type UnaryPredicate = <X extends TensorLike>(x: X, options?: NameOption) => Tensor<'bool', RankOf<X>>;
/** A truth value for each pair of elements; operands as of arithmetic. */
export type BinaryPredicate = <X extends TensorLike, Y extends TensorLike>(
  x: X,
  y: Y,
  options?: NameOption,
) => Tensor<'bool', BroadcastRank<X, Y>>;

/** The public function `name` of one operand. @param fallback - The node's name; default the operation's type. */
export function unaryFunction<F = UnaryFunction>(name: string, type: string, fallback: string = type): F {
  return publicFunction(`${name}(x: tensor, {name})`, ((x: TensorLike, options: NameOption = {}) =>
    apply(type, [x], {}, { name: options.name, fallback })) as F);
}

/** The public function `name` of two operands. */
export function binaryFunction<F = BinaryFunction>(name: string, type: string, fallback: string = type): F {
  return publicFunction(`${name}(x: tensor, y: tensor, {name})`, operator(type, fallback) as F);
}

/** Two operands, without a public name of its own: the methods that stand for Python's operators. */
export function operator(type: string, fallback: string): BinaryFunction {
  return (x, y, options = {}) => apply(type, [x, y], {}, { name: options.name, fallback });
}
