/** Matrices from tensors of any rank, as cross entropies need them, with the nodes that TensorFlow makes for it. */

import { multiplyDims, type Tensor, TensorShape } from '../../graph/index.ts';
import { rankTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { reshape, shapeOf, subtract } from './operator.ts';

/** [..., n] as [rows, n]. */
export function flattenOuterDims(x: Tensor): Tensor {
  const rank = rankTensor(x);
  const shape = shapeOf(x);
  const last = apply('Slice', [shape, [subtract(rank, 1, 'Sub')], [1]]);
  const matrix = reshape(x, apply('ConcatV2', [[[-1], last], 0], {}, { fallback: 'concat' }));
  const { dims } = x.shape;
  if (dims && dims.length > 0) {
    const outer = dims.slice(0, -1);
    matrix.setShape(new TensorShape([outer.reduce(multiplyDims, 1), dims[dims.length - 1]]));
  }
  return matrix;
}

/** Gives one value a row its place back: the shape is `inputShape` without its last size. */
export function unflattenRows(rows: Tensor, inputShape: Tensor, inputRank: Tensor): Tensor {
  return reshape(rows, apply('Slice', [inputShape, [0], [subtract(inputRank, 1, 'Sub')]]));
}
