/** Functions that change variables. */

import type { DType, RankKind, Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { AssignOptions, Variable } from './variable.ts';

/** A variable, or the reference that another assignment gave. */
export type VariableLike<D extends DType = DType, R extends RankKind = RankKind> = Variable<D, R> | Tensor<D, R>;

/** Replaces the value of `ref`; gives the variable with its new value. `validateShape: false` allows another shape. */
export const assign = publicFunction(
  'assign(ref: variable, value: tensor, {validateShape = true, useLocking = true, name})',
  <D extends DType, R extends RankKind>(
    ref: VariableLike<D, R>,
    value: TensorLike,
    options: AssignOptions & { readonly validateShape?: boolean } = {},
  ): Tensor<D, R> => {
    const { validateShape, useLocking, name } = options;
    const attributes = { validate_shape: validateShape, use_locking: useLocking };
    return apply('Assign', [ref, value], attributes, { name }) as Tensor<D, R>;
  },
);

function updater(type: string) {
  return <D extends DType, R extends RankKind>(
    ref: VariableLike<D, R>,
    value: TensorLike,
    { useLocking, name }: AssignOptions = {},
  ): Tensor<D, R> => apply(type, [ref, value], { use_locking: useLocking }, { name }) as Tensor<D, R>;
}

/** Adds `value`, of the variable's shape, to the variable; gives the variable with its new value. */
export const assignAdd = publicFunction(
  'assignAdd(ref: variable, value: tensor, {useLocking = false, name})',
  updater('AssignAdd'),
);

/** Subtracts `value`, of the variable's shape, from the variable; gives the variable with its new value. */
export const assignSub = publicFunction(
  'assignSub(ref: variable, value: tensor, {useLocking = false, name})',
  updater('AssignSub'),
);

function scatterer(type: string) {
  return <D extends DType, R extends RankKind>(
    ref: VariableLike<D, R>,
    indices: TensorLike,
    updates: TensorLike,
    { useLocking, name }: AssignOptions = {},
  ): Tensor<D, R> => apply(type, [ref, indices, updates], { use_locking: useLocking }, { name }) as Tensor<D, R>;
}

/** Replaces the slices of the variable that `indices` name by `updates` ([...indices.shape, ...slice]). */
export const scatterUpdate = publicFunction(
  'scatterUpdate(ref: variable, indices: tensor, updates: tensor, {useLocking = true, name})',
  scatterer('ScatterUpdate'),
);

/** Adds `updates` to the slices of the variable that `indices` name; repeated indices add up. */
export const scatterAdd = publicFunction(
  'scatterAdd(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterAdd'),
);

/** Subtracts `updates` from the slices of the variable that `indices` name. */
export const scatterSub = publicFunction(
  'scatterSub(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterSub'),
);

/** Multiplies the slices of the variable that `indices` name by `updates`. */
export const scatterMul = publicFunction(
  'scatterMul(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterMul'),
);

/** Divides the slices of the variable that `indices` name by `updates`; integers lose what is behind the point. */
export const scatterDiv = publicFunction(
  'scatterDiv(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterDiv'),
);

/** The larger of slice and update, element by element. */
export const scatterMax = publicFunction(
  'scatterMax(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterMax'),
);

/** The smaller of slice and update, element by element. */
export const scatterMin = publicFunction(
  'scatterMin(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterMin'),
);

/**
 * Replaces what `indices` name by `updates`. The last axis of `indices` holds coordinates along the first axes of the
 * variable: [..., depth] → updates [..., ...slice]. Of updates to one place the last one stays.
 */
export const scatterNdUpdate = publicFunction(
  'scatterNdUpdate(ref: variable, indices: tensor, updates: tensor, {useLocking = true, name})',
  scatterer('ScatterNdUpdate'),
);

/** Adds `updates` to the elements or slices at the coordinates `indices`, as scatterNdUpdate finds them. */
export const scatterNdAdd = publicFunction(
  'scatterNdAdd(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterNdAdd'),
);

/** Subtracts `updates` from the elements or slices at the coordinates `indices`, as scatterNdUpdate finds them. */
export const scatterNdSub = publicFunction(
  'scatterNdSub(ref: variable, indices: tensor, updates: tensor, {useLocking = false, name})',
  scatterer('ScatterNdSub'),
);
