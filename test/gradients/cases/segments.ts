/** Reductions over segments. */

import { op } from '../../../engine/ops/index.ts';
import { type GradientCase, type GradientCases, gradientCase, ints, longs, sample } from '../gradient-case.ts';

const rankOfData = /UnsortedSegment\w+ needs segment ids and data of known rank/;

/** All ids are there: those left out would divide by a count of 0 in the second derivative, as in TensorFlow. */
function sortedCases(type: string): GradientCase[] {
  return [
    gradientCase('rows', [sample([5, 2])], (x) => op(type, [x, ints([0, 0, 1, 1, 1])])),
    gradientCase('elements, ids int64', [sample([4])], (x) => op(type, [x, longs([0, 1, 1, 2])])),
  ];
}

function unsortedCases(type: string): GradientCase[] {
  return [
    gradientCase('rows, one dropped', [sample([5, 2])], (x) => op(type, [x, ints([1, 0, -1, 1, 1]), ints(2)]), {
      needsRank: rankOfData,
    }),
    gradientCase(
      'elements of a matrix',
      [sample([2, 3])],
      (x) =>
        op(type, [
          x,
          longs([
            [0, 2, 1],
            [2, 1, 2],
          ]),
          ints(3),
        ]),
      { needsRank: rankOfData },
    ),
  ];
}

const named = (types: readonly string[], cases: (type: string) => GradientCase[]) =>
  Object.fromEntries(types.map((type) => [type, cases(type)]));

export const segmentCases: GradientCases = {
  ...named(['SegmentMean', 'SegmentMax', 'SegmentMin', 'SegmentProd'], sortedCases),
  SegmentSum: [
    ...sortedCases('SegmentSum'),
    gradientCase('one id left out', [sample([3, 2])], (x) => op('SegmentSum', [x, ints([1, 1, 3])])),
  ],
  ...named(['UnsortedSegmentMax', 'UnsortedSegmentMin', 'UnsortedSegmentProd'], unsortedCases),
  UnsortedSegmentSum: [
    ...unsortedCases('UnsortedSegmentSum'),
    gradientCase(
      'one id left out',
      [sample([4, 2])],
      (x) => op('UnsortedSegmentSum', [x, ints([1, 0, -1, 1]), ints(3)]),
      { needsRank: rankOfData },
    ),
  ],
};
