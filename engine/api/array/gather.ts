/** Elements and slices by index. */

import { type DType, DTypeError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import type { GatherRank } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOfShape } from '../static-types.ts';

export interface GatherOptions {
  /** The axis that is indexed; default 0. */
  readonly axis?: TensorLike;
  readonly name?: string;
}

/** The slices of `params` along `axis` that `indices` (int32 or int64, any shape) name; its gradient is dense. */
export const gather = publicFunction(
  'gather(params: tensor, indices: tensor, {axis = 0, name})',
  <X extends TensorLike, I extends TensorLike>(
    params: X,
    indices: I,
    options: GatherOptions = {},
  ): Tensor<DTypeOf<X>, GatherRank<I>> =>
    apply('GatherV2', [params, indices, options.axis ?? 0], {}, { name: options.name }),
);

/** The slices of `params` at the coordinates along the last axis of `indices`. */
export const gatherNd = publicFunction(
  'gatherNd(params: tensor, indices: tensor, {name})',
  <X extends TensorLike>(
    params: X,
    indices: TensorLike,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>> => apply('GatherNd', [params, indices], {}, options),
);

/** Zeros of shape `shape` with `updates` added at the coordinates `indices`. */
export const scatterNd = publicFunction(
  'scatterNd(indices: tensor, updates: tensor, shape: shape, {name})',
  <X extends TensorLike, const S extends TensorLike>(
    indices: TensorLike,
    updates: X,
    shape: S,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, RankOfShape<S>> => apply('ScatterNd', [indices, updates, shape], {}, options),
);

export interface OneHotOptions<V extends TensorLike = TensorLike, D extends DType = DType> {
  /** Default 1. */
  readonly onValue?: V;
  /** Default 0. */
  readonly offValue?: V;
  /** Where the new axis goes; default -1: last. */
  readonly axis?: number;
  /** Default: the type of the values given, else float32. */
  readonly dtype?: D;
  readonly name?: string;
}

/** A new axis of `depth` elements with `onValue` at each index; an index outside has none. */
export const oneHot = publicFunction(
  'oneHot(indices: tensor, depth: tensor, {onValue = 1, offValue = 0, axis = -1, dtype, name})',
  <V extends TensorLike = number, D extends DType = DTypeOf<V>>(
    indices: TensorLike,
    depth: TensorLike,
    options: OneHotOptions<V, D> = {},
  ): Tensor<NoInfer<D>, 'array'> => {
    const { onValue, offValue, axis = -1, name } = readOptions<OneHotOptions>([], [options]);
    return opScope(name, 'one_hot', [indices, depth, onValue, offValue], (scope) => {
      const tensors = [onValue, offValue].map((value) => (value === undefined ? undefined : asTensor(value)));
      const dtype = options.dtype ?? tensors.find(Boolean)?.dtype;
      const given = [onValue, offValue].map((value) =>
        value === undefined ? undefined : convertToTensor(value, dtype ? { dtype } : {}),
      );
      const type = dtype ?? given.find(Boolean)?.dtype ?? 'float32';
      const mismatch = given.find((value) => value && value.dtype !== type);
      if (mismatch)
        throw new DTypeError(`dtype ${mismatch.dtype} of onValue or offValue does not match dtype ${type}.`);
      const plain = (value: number) => (type === 'bool' ? value === 1 : value);
      const [on, off] = [
        given[0] ?? convertToTensor(plain(1), { dtype: type, name: 'on_value' }),
        given[1] ?? convertToTensor(plain(0), { dtype: type, name: 'off_value' }),
      ];
      return apply('OneHot', [indices, depth, on, off], { axis }, { name: scope });
    });
  },
);
