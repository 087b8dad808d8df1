/** `tf.batchGather`: elements by index, each batch from its own. */

import { GraphError, isKnown, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { gather } from './gather.ts';
import { concat, stack } from './join.ts';
import { reshape, shape } from './shape.ts';
import { vectorItem, vectorRange } from './slice.ts';

/**
 * The slices of `params` that `indices` (int32 or int64) name, batch by batch: all axes of `indices` but the last are batches, and
 * the same axes of `params` too. params [...batch, n, ...slice], indices [...batch, k] → [...batch, k, ...slice].
 * @throws GraphError for indices of unknown rank; ShapeError where the batches differ or `params` has too few axes.
 */
export const batchGather = publicFunction(
  'batchGather(params: tensor, indices: tensor, {name})',
  <X extends TensorLike>(
    params: X,
    indices: TensorLike,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'BatchGather', [params, indices], () => {
      const picks = convertToIndex(indices, 'indices');
      const rows = convertToTensor(params, { name: 'params' });
      return gatherBatches(rows, picks);
    }) as Tensor<DTypeOf<X>, 'array'>,
);

function gatherBatches(params: Tensor, indices: Tensor): Tensor {
  const { rank } = indices.shape;
  if (rank === null) {
    throw new GraphError(
      'batchGather needs indices of known rank: give them a shape with setShape.',
      indices.op.describe(),
    );
  }
  const depth = rank - 1;
  if (rank === 0 || (params.shape.rank !== null && depth >= params.shape.rank)) {
    throw new ShapeError(
      `batchGather takes params of more axes than there are batches: indices have shape ${indices.shape}, params ${params.shape}.`,
      indices.op.describe(),
    );
  }
  const { dtype } = indices;
  const one = () => scalarTensor(1, dtype, 'ones');
  const sizes = shape(params);
  const counted = dtype === 'int32' ? sizes : op('Cast', [sizes], { DstT: dtype });
  // The rows of each batch follow those before it, so that its indices are moved on by as many.
  let moved = indices;
  let stride = one();
  for (let axis = depth; axis > 0; axis--) {
    const size = vectorItem(counted, axis - 1);
    stride = op('Mul', [stride, vectorItem(counted, axis)], {}, 'mul');
    const starts = op('Mul', [op('Range', [scalarTensor(0, dtype, 'zeros'), size, one()]), stride], {}, 'mul');
    const ones = (count: number) => new Array<number>(count).fill(1);
    const place = [...ones(axis - 1), vectorItem(sizes, axis - 1), ...ones(rank - axis)];
    moved = apply('Add', [moved, reshape(starts, stack(place))], {}, { fallback: 'add' });
  }
  const rest = vectorRange(sizes, depth + 1, null);
  const count = apply('Prod', [vectorRange(sizes, null, depth + 1), [0]]);
  const flat = reshape(params, concat([[count], rest], 0));
  const picked = gather(flat, reshape(moved, [-1]));
  const result = reshape(picked, concat([shape(indices), rest], 0)) as Tensor;
  const known = params.shape.dims;
  if (!known) return result;
  const batches = indices.shape.dims!.slice(0, depth).map((dim, axis) => (isKnown(dim) ? dim : known[axis]));
  result.setShape(new TensorShape([...batches, indices.shape.dims![depth], ...known.slice(depth + 1)]));
  return result;
}
