/** Copies of a tensor with some of it changed; variables are changed in place by `scatterNdUpdate` and its likes. */

import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';

function scattered(type: string) {
  return <X extends TensorLike>(
    tensor: X,
    indices: TensorLike,
    updates: TensorLike,
    options: { readonly name?: string } = {},
  ): TensorOf<X> => apply(type, [tensor, indices, updates], {}, options);
}

/**
 * `tensor` with the slices at the coordinates along the last axis of `indices` replaced by those of `updates`: indices
 * [...outer, depth] and updates [...outer, ...tensor.shape[depth:]]. Of several for one place the last stays.
 * @throws ShapeError where the shapes do not fit; InvalidArgumentError when it runs, for an index outside.
 */
export const tensorScatterUpdate = publicFunction(
  'tensorScatterUpdate(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterUpdate'),
);
/** `tensor` with the slices of `updates` added at the coordinates `indices`, as tensorScatterUpdate finds them; of several for one place, all. */
export const tensorScatterAdd = publicFunction(
  'tensorScatterAdd(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterAdd'),
);
/** `tensor` with the slices of `updates` subtracted at the coordinates `indices`, as tensorScatterUpdate finds them; of several for one place, all. */
export const tensorScatterSub = publicFunction(
  'tensorScatterSub(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterSub'),
);
/** As tensorScatterUpdate, under its other name. */
export const tensorScatterNdUpdate = publicFunction(
  'tensorScatterNdUpdate(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterUpdate'),
);
/** As tensorScatterAdd, under its other name. */
export const tensorScatterNdAdd = publicFunction(
  'tensorScatterNdAdd(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterAdd'),
);
/** As tensorScatterSub, under its other name. */
export const tensorScatterNdSub = publicFunction(
  'tensorScatterNdSub(tensor: tensor, indices: tensor, updates: tensor, {name})',
  scattered('TensorScatterSub'),
);
