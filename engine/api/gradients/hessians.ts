/** `tf.hessians`: second derivatives, row by row, in a loop. */

import { GraphError, Tensor } from '../../graph/index.ts';
import { sizeTensor } from '../../ops/index.ts';
import { concat } from '../array/join.ts';
import { reshape, shape as shapeOf } from '../array/shape.ts';
import { vectorTensorItem } from '../array/slice.ts';
import { TensorArray } from '../control/tensor-array.ts';
import { whileLoop } from '../control/while-loop.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { less } from '../math/comparison.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { type GradientsOptions, gradients } from './gradients.ts';

export interface HessiansOptions
  extends Pick<GradientsOptions, 'gateGradients' | 'aggregationMethod' | 'colocateGradientsWithOps'> {
  /** Taken for compatibility. */
  readonly name?: string;
}

/** One for each x, of its type. */
export type HessiansOf<X> = X extends readonly unknown[]
  ? { -readonly [K in keyof X]: Tensor<DTypeOf<X[K]>> }
  : [Tensor<DTypeOf<X>>];

/**
 * The second derivatives of the sum of all elements of all `ys` with respect to each of `xs` (tensors or variables): for
 * an x of shape [a, b], a tensor of shape [a, b, a, b]. They are computed in a loop over the elements of x.
 *
 * @returns One entry an x.
 * @throws GraphError for an x that no y depends on, or only linearly; otherwise as `tf.gradients`.
 */
export const hessians = publicFunction(
  'hessians(ys: tensors, xs: tensors, {name, colocateGradientsWithOps = false, gateGradients = false, aggregationMethod})',
  <const X extends TensorLike | readonly TensorLike[]>(
    ys: TensorLike | readonly TensorLike[],
    xs: X,
    options: HessiansOptions = {},
  ): HessiansOf<X> => {
    const { name: _name, ...given } = options;
    const sources: readonly TensorLike[] = Array.isArray(xs) ? xs : [xs as TensorLike];
    const firsts: readonly (Tensor | null)[] = gradients(ys, sources, given);
    return firsts.map((first, i) => hessian(first, sources[i])) as HessiansOf<X>;
  },
);

function hessian(first: Tensor | null, x: TensorLike): Tensor {
  const gradient = reshape(existing(first, x), [-1]);
  const tensor = convertToTensor(x);
  const count = sizeTensor(tensor);
  const start = convertToTensor(0, { dtype: 'int32' });
  const [, rows] = whileLoop(
    (j: Tensor) => less(j, count),
    (j: Tensor, written: TensorArray): [Tensor, TensorArray] => {
      const next = j.add(1);
      const [row] = gradients(vectorTensorItem(gradient, j), [x]);
      return [next, written.write(j, existing(row, x))];
    },
    [start, new TensorArray(tensor.dtype, count)] as const as never,
  ) as unknown as [Tensor, TensorArray];
  const shape = shapeOf(tensor);
  return reshape(rows.stack(), concat([shape, shape], 0));
}

/** @throws GraphError where there is none, as TensorFlow does. */
function existing(gradient: Tensor | null, x: TensorLike): Tensor {
  if (gradient) return gradient;
  const what = x instanceof Tensor ? x : String(x);
  throw new GraphError(`None values not supported: the gradient does not depend on ${what}, so it has no Hessian.`);
}
