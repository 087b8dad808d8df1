/** `tf.sort` and `tf.argsort`: elements in order, by way of the k largest. */

import { DTypeError, GraphError, isFloating, ShapeError, type Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { subtract } from '../math/arithmetic.ts';
import { negative } from '../math/unary.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { transpose } from './order.ts';
import { shape } from './shape.ts';
import { vectorItem } from './slice.ts';

export type SortDirection = 'ASCENDING' | 'DESCENDING';

export interface SortOptions {
  /** Default: the last. */
  readonly axis?: number;
  /** Default ASCENDING. */
  readonly direction?: SortDirection;
  readonly name?: string;
}

export interface ArgsortOptions extends SortOptions {
  /** Taken for compatibility: equal elements always keep their order. */
  readonly stable?: boolean;
}

/** `values` (signed numbers) in order along `axis`. @throws ShapeError for an axis that is not there. */
export const sort = publicFunction(
  "sort(values: tensor, axis: any = -1, direction = 'ASCENDING', {name})",
  <X extends TensorLike>(
    values: X,
    axis?: number | SortOptions,
    direction?: SortDirection | SortOptions,
    options?: SortOptions,
  ): TensorOf<X> => {
    const given = readOptions<SortOptions>(['axis', 'direction'], [axis, direction, options]);
    const { axis: at = -1, direction: order = 'ASCENDING', name } = given;
    return opScope(name, 'sort', [values], () => sorted(values, at, order).values) as TensorOf<X>;
  },
);

/** The positions (int32) that `values` has its elements from when sorted along `axis`. @throws ShapeError as `sort`. */
export const argsort = publicFunction(
  "argsort(values: tensor, axis: any = -1, direction = 'ASCENDING', stable = false, {name})",
  (
    values: TensorLike,
    axis?: number | ArgsortOptions,
    direction?: SortDirection | ArgsortOptions,
    stable?: boolean | ArgsortOptions,
    options?: ArgsortOptions,
  ): Tensor<'int32', 'array'> => {
    const given = readOptions<ArgsortOptions>(['axis', 'direction', 'stable'], [axis, direction, stable, options]);
    const { axis: at = -1, direction: order = 'ASCENDING', name } = given;
    return opScope(name, 'argsort', [values], () => sorted(values, at, order).indices) as Tensor<'int32', 'array'>;
  },
);

function sorted(given: TensorLike, axis: number, direction: SortDirection): { values: Tensor; indices: Tensor } {
  if (direction !== 'ASCENDING' && direction !== 'DESCENDING') {
    throw new GraphError(`direction should be one of ASCENDING and DESCENDING, not '${direction}'.`);
  }
  const values = convertToTensor(given, { name: 'values' });
  const { rank } = values.shape;
  if (rank === null) throw new ShapeError('sort needs values of known rank.', values.op.describe());
  if (!Number.isSafeInteger(axis) || axis < -rank || axis >= rank) {
    throw new ShapeError(`axis = ${axis} not in [${-rank}, ${rank})`, values.op.describe());
  }
  if (values.dtype === 'uint8') {
    throw new DTypeError('sort needs signed numbers: cast uint8 to int32.', values.op.describe());
  }
  const last = rank - 1;
  const at = axis < 0 ? axis + rank : axis;
  // Exchanging an axis with the last one is its own inverse.
  const order = Int32Array.from({ length: rank }, (_, i) => (i === at ? last : i === last ? at : i));
  const turned = (x: Tensor): Tensor => (at === last ? x : (transpose(x, order) as Tensor));
  const isRising = direction === 'ASCENDING';
  const rows = turned(isRising ? mirrored(values) : values);
  const length = values.shape.dims![at];
  const k = typeof length === 'number' ? length : vectorItem(shape(rows), last);
  const [found, indices] = applyOp('TopKV2', [rows, k], { sorted: true }).outputs;
  const back = turned(found);
  return { values: isRising ? mirrored(back) : back, indices: turned(indices) };
}

/** In the opposite order, and its own inverse. The smallest integer has no negative, so integers are turned about −½. */
function mirrored(x: Tensor): Tensor {
  return (isFloating(x.dtype) ? negative(x) : subtract(-1, x)) as Tensor;
}
