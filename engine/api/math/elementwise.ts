/** How the public functions of one elementwise operation are declared. */

import type { DType, RankKind, Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';

export interface NameOption {
  /** The operation's name; default as in TensorFlow. */
  readonly name?: string;
}

/** Same shape, same type. */
export interface UnaryFunction {
  <D extends DType, R extends RankKind>(x: Tensor<D, R>, options?: NameOption): Tensor<D, R>;
  (x: TensorLike, options?: NameOption): Tensor;
}

/** Both operands have one type and are broadcast to one shape; a plain number takes the other's type. */
export interface BinaryFunction {
  <D extends DType>(x: Tensor<D>, y: TensorLike, options?: NameOption): Tensor<D>;
  <D extends DType>(x: TensorLike, y: Tensor<D>, options?: NameOption): Tensor<D>;
  (x: TensorLike, y: TensorLike, options?: NameOption): Tensor;
}

/** A truth value for each element. */
export type UnaryPredicate = (x: TensorLike, options?: NameOption) => Tensor<'bool'>;
/** A truth value for each pair of elements; operands as of arithmetic. */
export type BinaryPredicate = (x: TensorLike, y: TensorLike, options?: NameOption) => Tensor<'bool'>;

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
export function operator(type: string, fallback: string) {
  return (x: TensorLike, y: TensorLike, options: NameOption = {}): Tensor =>
    apply(type, [x, y], {}, { name: options.name, fallback });
}
