/** Tensors kept within bounds, by element or by length. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op, scalarTensor, sizeTensor } from '../../ops/index.ts';
import { stack } from '../array/join.ts';
import { rank } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import { clipAlong, keepsShape } from './clip-along.ts';
import { type NameOption, operator } from './elementwise.ts';
import { reduce } from './reduce-op.ts';
import { range } from './sequence.ts';

const multiply = operator('Mul', 'mul');
const divide = operator('RealDiv', 'truediv');
const maximum = operator('Maximum', 'Maximum');
const minimum = operator('Minimum', 'Minimum');

/** Elements of `t` below `clipValueMin` become it, those above `clipValueMax` become that. @throws ShapeError if a bound has more axes than `t`. */
export const clipByValue = publicFunction(
  'clipByValue(t: tensor, clipValueMin: tensor, clipValueMax: tensor, {name})',
  <X extends TensorLike>(
    t: X,
    clipValueMin: TensorLike,
    clipValueMax: TensorLike,
    options: NameOption = {},
  ): TensorOf<X> =>
    opScope(options.name, 'clip_by_value', [t, clipValueMin, clipValueMax], (scope) => {
      const values = convertToTensor(t, { name: 't' });
      const below = keepsShape(values, minimum(values, clipValueMax));
      return keepsShape(values, maximum(below, clipValueMin, { name: scope })) as TensorOf<X>;
    }),
);

export interface ClipByNormOptions extends NameOption {
  /** The axes that one vector spans; default all. */
  readonly axes?: readonly number[];
}

/** `t` scaled so that its Euclidean length along `axes` is at most `clipNorm`; what is shorter stays as it is. */
export const clipByNorm = publicFunction(
  'clipByNorm(t: tensor, clipNorm: tensor, axes?: axis, {name})',
  <X extends TensorLike>(
    t: X,
    clipNorm: TensorLike,
    axes?: readonly number[] | ClipByNormOptions | null,
    options?: ClipByNormOptions,
  ): TensorOf<X> => {
    const { axes: along, name } = readOptions<ClipByNormOptions>(['axes'], [axes, options]);
    return clipAlong(t, clipNorm, along, name) as TensorOf<X>;
  },
);

/**
 * `t` (float32) scaled so that its Euclidean length over the number of its elements is at most `clipNorm`; what is shorter stays as
 * it is, but for rounding.
 */
export const clipByAverageNorm = publicFunction(
  'clipByAverageNorm(t: tensor, clipNorm: tensor, {name})',
  <X extends TensorLike>(t: X, clipNorm: TensorLike, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'clip_by_average_norm', [t, clipNorm], (scope) => {
      const values = convertToTensor(t, { name: 't' });
      const count = op('Cast', [sizeTensor(values)], { DstT: 'float32' });
      const inverse = op('Rsqrt', [reduce('Sum', multiply(values, values), range(rank(values)))]);
      const scaled = multiply(values, clipNorm);
      const factor = minimum(multiply(inverse, count), divide(scalarTensor(1, 'float32'), clipNorm));
      return op('Identity', [multiply(scaled, factor)], {}, scope) as TensorOf<X>;
    }),
);

/** The Euclidean length of all tensors of the list as one vector; null entries are skipped. @throws GraphError if there is none. */
export const globalNorm = publicFunction(
  'globalNorm(tList: tensors, {name})',
  <X extends TensorLike>(tList: readonly (X | null)[], options: NameOption = {}): Tensor<DTypeOf<X>, 'scalar'> =>
    opScope(options.name, 'global_norm', tList, () => {
      const halves = convertList(tList).flatMap((tensor) => (tensor ? [op('L2Loss', [tensor])] : []));
      if (halves.length === 0) throw new GraphError('globalNorm needs at least one tensor that is not null.');
      const half = reduce('Sum', stack(halves), null);
      const two = scalarTensor(2, half.dtype);
      return op('Sqrt', [multiply(half, two)], {}, 'global_norm') as Tensor<DTypeOf<X>, 'scalar'>;
    }),
);

export interface ClipByGlobalNormOptions extends NameOption {
  /** The global norm, where it is known already. */
  readonly useNorm?: TensorLike;
}

/**
 * The tensors scaled by one factor so that their global norm is at most `clipNorm`; null entries stay null. All become
 * NaN if the norm is not finite.
 * @returns the clipped list, and the global norm before.
 */
export const clipByGlobalNorm = publicFunction(
  'clipByGlobalNorm(tList: tensors, clipNorm: tensor, useNorm?: tensor, {name})',
  <X extends TensorLike>(
    tList: readonly (X | null)[],
    clipNorm: TensorLike,
    useNorm?: TensorLike | ClipByGlobalNormOptions | null,
    options?: ClipByGlobalNormOptions,
  ): [clipped: (TensorOf<X> | null)[], norm: Tensor<DTypeOf<X>, 'scalar'>] => {
    const { useNorm: known, name } = readOptions<ClipByGlobalNormOptions>(['useNorm'], [useNorm, options]);
    const length = known === undefined ? globalNorm(tList, name === undefined ? {} : { name }) : convertToTensor(known);
    const clipped = opScope(name, 'clip_by_global_norm', [...tList, clipNorm], (scope) => {
      const one = scalarTensor(1, length.dtype);
      const factor = multiply(clipNorm, minimum(divide(1, length), divide(one, clipNorm)));
      const notANumber = scalarTensor(Number.NaN, length.dtype);
      const scale = op('Select', [op('IsFinite', [length]), factor, notANumber]);
      return convertList(tList).map((tensor, index) =>
        tensor ? op('Identity', [multiply(tensor, scale)], {}, `${scope}_${index}`) : null,
      );
    });
    return [clipped as (TensorOf<X> | null)[], length as Tensor<DTypeOf<X>, 'scalar'>];
  },
);

function convertList(list: readonly (TensorLike | null)[]): (Tensor | null)[] {
  return list.map((item, index) => (item === null ? null : convertToTensor(item, { name: `t_${index}` })));
}
