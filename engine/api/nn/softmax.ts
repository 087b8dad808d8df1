/** `tf.nn.softmax` and `tf.nn.logSoftmax`, along any axis. */

import { ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { transpose } from './operator.ts';

export interface SoftmaxOptions {
  /** Default: the last. */
  readonly axis?: number;
  /** The old name of `axis`. */
  readonly dim?: number;
  readonly name?: string;
}

/** The operation works on the last axis: another one changes places with it, before and after. */
function alongAxis(type: 'Softmax' | 'LogSoftmax') {
  return <X extends TensorLike>(logits: X, axis?: number | SoftmaxOptions, options?: SoftmaxOptions): TensorOf<X> => {
    const given = readOptions<SoftmaxOptions>(['axis'], [axis, options]);
    return softmaxOf(type, convertToTensor(logits, { name: 'logits' }), given) as TensorOf<X>;
  };
}

function softmaxOf(type: string, x: Tensor, options: Partial<SoftmaxOptions>): Tensor {
  const axis = options.axis ?? options.dim ?? -1;
  const { rank } = x.shape;
  if (axis === -1 || (rank !== null && axis === rank - 1)) return op(type, [x], {}, options.name);
  if (rank === null) {
    throw new ShapeError(`The rank of ${x} must be known to take its softmax along axis ${axis}.`, x.op.describe());
  }
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ShapeError(
      `Dimension (${axis}) must be in the range [${-rank}, ${rank}) where ${rank} is the number of dimensions in the input.`,
      x.op.describe(),
    );
  }
  const order = swapped(rank, axis < 0 ? axis + rank : axis);
  const output = transpose(op(type, [transpose(x, order)]), order, options.name);
  output.setShape(x.shape);
  return output;
}

/** exp(x) / Σ exp(x) along `axis` (default: last), of the shape of `logits`. */
export const softmax = publicFunction('nn.softmax(logits: tensor, axis = -1, {name})', alongAxis('Softmax'));

/** x − log Σ exp(x) along `axis` (default: last), of the shape of `logits`. */
export const logSoftmax = publicFunction('nn.logSoftmax(logits: tensor, axis = -1, {name})', alongAxis('LogSoftmax'));

function swapped(rank: number, axis: number): number[] {
  const order = Array.from({ length: rank }, (_, i) => i);
  [order[axis], order[rank - 1]] = [rank - 1, axis];
  return order;
}
