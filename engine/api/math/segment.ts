/** Reductions over segments: slices that have one id become one. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { ones } from '../array/filled.ts';
import { stack } from '../array/join.ts';
import { reshape, shape } from '../array/shape.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { type QuotientType, truediv } from './division.ts';
import type { NameOption } from './elementwise.ts';

function sorted(type: string) {
  return <X extends TensorLike>(
    data: X,
    segmentIds: TensorLike,
    options: NameOption = {},
  ): Tensor<DTypeOf<X>, 'array'> => apply(type, [data, segmentIds], {}, options);
}

/**
 * Sums of neighbouring rows of `data` with the same id: data [n, ...row], ids [n] (int32 or int64, sorted, from 0) →
 * [last id + 1, ...row]. Ids that are left out give zeros. How many rows there are, only a run tells.
 * @throws InvalidArgumentError when it runs, for ids that are negative or not sorted.
 */
export const segmentSum = publicFunction('segmentSum(data: tensor, segmentIds: tensor, {name})', sorted('SegmentSum'));

/** Means of rows with the same id, as segmentSum finds them; zeros for ids that are left out. Those of integers are cut. */
export const segmentMean = publicFunction(
  'segmentMean(data: tensor, segmentIds: tensor, {name})',
  sorted('SegmentMean'),
);

/** The largest elements of rows with the same id, as segmentSum finds them; zeros for ids that are left out. */
export const segmentMax = publicFunction('segmentMax(data: tensor, segmentIds: tensor, {name})', sorted('SegmentMax'));

/** The smallest elements of rows with the same id, as segmentSum finds them; zeros for ids that are left out. */
export const segmentMin = publicFunction('segmentMin(data: tensor, segmentIds: tensor, {name})', sorted('SegmentMin'));

/** Products of rows with the same id, as segmentSum finds them; ones for ids that are left out. */
export const segmentProd = publicFunction(
  'segmentProd(data: tensor, segmentIds: tensor, {name})',
  sorted('SegmentProd'),
);

function unsorted(type: string) {
  return <X extends TensorLike>(
    data: X,
    segmentIds: TensorLike,
    numSegments: TensorLike,
    options: NameOption = {},
  ): Tensor<DTypeOf<X>, 'array'> => apply(type, [data, segmentIds, numSegments], {}, options);
}

/**
 * Sums of the slices of `data` that have the same id: data [...ids, ...slice], ids of any shape and in any order →
 * [numSegments, ...slice]. Negative ids are dropped; an id without slices gives zeros.
 * @throws InvalidArgumentError when it runs, for ids of numSegments and above.
 */
export const unsortedSegmentSum = publicFunction(
  'unsortedSegmentSum(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  unsorted('UnsortedSegmentSum'),
);

/** The largest elements of slices with the same id, as unsortedSegmentSum finds them; without any, the lowest finite number. */
export const unsortedSegmentMax = publicFunction(
  'unsortedSegmentMax(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  unsorted('UnsortedSegmentMax'),
);

/** The smallest elements of slices with the same id, as unsortedSegmentSum finds them; without any, the highest finite number. */
export const unsortedSegmentMin = publicFunction(
  'unsortedSegmentMin(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  unsorted('UnsortedSegmentMin'),
);

/** Products of slices with the same id, as unsortedSegmentSum finds them; ones where there are none. */
export const unsortedSegmentProd = publicFunction(
  'unsortedSegmentProd(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  unsorted('UnsortedSegmentProd'),
);

/** `divisor`: what the sums are divided by, from how many slices there are of each id, at least 1. */
function averaged(fallback: string, divisor: (counts: Tensor) => Tensor) {
  return <X extends TensorLike>(
    data: X,
    segmentIds: TensorLike,
    numSegments: TensorLike,
    options: NameOption = {},
  ): Tensor<QuotientType<DTypeOf<X>>, 'array'> =>
    opScope(options.name, fallback, [data, segmentIds, numSegments], () => {
      const values = convertToTensor(data, { name: 'data' });
      const ids = convertToIndex(segmentIds, 'segment_ids');
      const count = convertToIndex(numSegments, 'num_segments');
      const [rank, depth] = [values.shape.rank, ids.shape.rank];
      if (rank === null || depth === null) {
        throw new GraphError(`${fallback} needs data and segment ids of known rank: give them a shape with setShape.`);
      }
      const each = ones(shape(ids), { dtype: values.dtype as 'float32' });
      const counts = apply('UnsortedSegmentSum', [each, ids, count]);
      const column = stack([count, ...new Array(Math.max(0, rank - depth)).fill(1)]);
      const divided = divisor(apply('Maximum', [reshape(counts, column), 1]));
      return truediv(apply('UnsortedSegmentSum', [values, ids, count]), divided) as never;
    });
}

/** Means of slices with the same id, as unsortedSegmentSum finds them; zeros where there are none. Those of integers are divided as by truediv. */
export const unsortedSegmentMean = publicFunction(
  'unsortedSegmentMean(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  averaged('UnsortedSegmentMean', (counts) => counts),
);

/** Sums of slices with the same id, as unsortedSegmentSum finds them, divided by the root of how many they are. */
export const unsortedSegmentSqrtN = publicFunction(
  'unsortedSegmentSqrtN(data: tensor, segmentIds: tensor, numSegments: tensor, {name})',
  averaged('UnsortedSegmentSqrtN', (counts) => apply('Sqrt', [counts])),
);
