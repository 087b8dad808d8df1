/** Rows sorted by number and put to their places. */

import { addOp, op } from '../../../engine/ops/index.ts';
import { type GradientCase, type GradientCases, gradientCase, ints, longs, sample } from '../gradient-case.ts';

function scattered(type: string): GradientCase[] {
  return [
    gradientCase('rows', [sample([4, 2]), sample([2, 2], 3, 5)], (x, updates) =>
      op(type, [x, ints([[1], [3]]), updates]),
    ),
    gradientCase('elements, indices int64', [sample([2, 3]), sample([2], 3, 5)], (x, updates) =>
      op(type, [
        x,
        longs([
          [0, 1],
          [1, 2],
        ]),
        updates,
      ]),
    ),
  ];
}

export const rowCases: GradientCases = {
  DynamicPartition: [
    gradientCase(
      'rows',
      [sample([5, 2])],
      (x) => addOp('DynamicPartition', [x, ints([0, 1, 0, 2, 1])], { num_partitions: 3 }).outputs,
    ),
    gradientCase('elements of a matrix, one part of no use', [sample([2, 2])], (x) => {
      const numbers = ints([
        [1, 0],
        [0, 1],
      ]);
      return addOp('DynamicPartition', [x, numbers], { num_partitions: 2 }).outputs[1];
    }),
  ],
  ParallelDynamicStitch: [
    gradientCase('rows', [sample([2, 3]), sample([1, 3], 1, 3)], (x, y) =>
      op('ParallelDynamicStitch', [
        [ints([2, 0]), ints([1])],
        [x, y],
      ]),
    ),
  ],
  EnsureShape: [gradientCase('of a matrix', [sample([2, 3])], (x) => op('EnsureShape', [x], { shape: x.shape }))],
  TensorScatterAdd: [
    ...scattered('TensorScatterAdd'),
    gradientCase('twice to one place', [sample([3]), sample([2], 3, 5)], (x, updates) =>
      op('TensorScatterAdd', [x, ints([[1], [1]]), updates]),
    ),
  ],
  TensorScatterSub: scattered('TensorScatterSub'),
  TensorScatterUpdate: scattered('TensorScatterUpdate'),
};
