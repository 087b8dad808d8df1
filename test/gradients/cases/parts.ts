/** Operations that take tensors apart and put them together: slices, lists, gathered and scattered rows. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { type GradientCase, type GradientCases, gradientCase, ints, longs, sample } from '../gradient-case.ts';

const cube = () => sample([2, 3, 2]);

interface StridedSlice {
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly strides: readonly number[];
  readonly masks?: Readonly<Record<string, number>>;
}

/** Slices of a [3, 4, 2] tensor, with the shapes they give. */
const stridedSlices: Readonly<Record<string, StridedSlice & { readonly result: readonly number[] }>> = {
  'a range of rows': { begin: [1], end: [3], strides: [1], result: [2, 4, 2] },
  'every other column, backwards': { begin: [0, -1], end: [2, 0], strides: [1, -2], result: [2, 2, 2] },
  'one row': { begin: [1, 0], end: [2, 3], strides: [1, 1], masks: { shrink_axis_mask: 1 }, result: [3, 2] },
  'open ends': {
    begin: [1, 0],
    end: [0, 3],
    strides: [1, 2],
    masks: { begin_mask: 2, end_mask: 1 },
    result: [2, 2, 2],
  },
  'all before the last axis': {
    begin: [0, 1],
    end: [0, 2],
    strides: [1, 1],
    masks: { ellipsis_mask: 1 },
    result: [3, 4, 1],
  },
  'a new axis': { begin: [0, 1], end: [0, 3], strides: [1, 1], masks: { new_axis_mask: 1 }, result: [1, 2, 4, 2] },
  nothing: { begin: [2], end: [1], strides: [1], result: [0, 4, 2] },
};

function stridedSliceCases(): GradientCase[] {
  return Object.entries(stridedSlices).map(([name, { begin, end, strides, masks }]) =>
    gradientCase(name, [sample([3, 4, 2])], (x) =>
      op('StridedSlice', [x, ints(begin), ints(end), ints(strides)], masks),
    ),
  );
}

function stridedSliceGradCases(): GradientCase[] {
  return Object.entries(stridedSlices).map(([name, { begin, end, strides, masks, result }]) =>
    gradientCase(name, [sample(result)], (dy) =>
      op('StridedSliceGrad', [ints([3, 4, 2]), ints(begin), ints(end), ints(strides), dy], masks),
    ),
  );
}

/** Integers of which a graph knows no shape. */
const unknownRank = (value: Parameters<typeof ints>[0]) =>
  op('PlaceholderWithDefault', [ints(value)], { dtype: 'int32', shape: tf.TensorShape.unknown });

const rankOfParams = /needs a constant axis and inputs of known rank/;

export const partsCases: GradientCases = {
  SparseToDense: [
    gradientCase('into a matrix', [sample([2]), sample([])], (values, otherwise) => {
      const places = ints([
        [0, 1],
        [2, 0],
      ]);
      return op('SparseToDense', [places, ints([3, 2]), values, otherwise]);
    }),
    gradientCase('into a vector', [sample([2]), sample([])], (values, otherwise) =>
      op('SparseToDense', [longs([0, 3]), longs([5]), values, otherwise]),
    ),
    gradientCase('one value for all', [sample([]), sample([])], (value, otherwise) =>
      op('SparseToDense', [ints([1, 2]), ints([4]), value, otherwise]),
    ),
    gradientCase('at a vector of unknown rank', [sample([2]), sample([])], (values, otherwise) =>
      op('SparseToDense', [unknownRank([0, 3]), ints([5]), values, otherwise]),
    ),
    gradientCase('at a matrix of unknown rank', [sample([2]), sample([])], (values, otherwise) => {
      const places = unknownRank([
        [0, 1],
        [2, 0],
      ]);
      return op('SparseToDense', [places, ints([3, 2]), values, otherwise]);
    }),
  ],
  Slice: [
    gradientCase('to the ends', [cube()], (x) => op('Slice', [x, ints([1, 0, 1]), ints([-1, 2, 1])])),
    gradientCase('of int64', [sample([4])], (x) => op('Slice', [x, longs([1]), longs([2])])),
    gradientCase('all of it', [sample([2, 2])], (x) => op('Slice', [x, ints([0, 0]), ints([-1, -1])])),
  ],
  StridedSlice: stridedSliceCases(),
  StridedSliceGrad: stridedSliceGradCases(),
  ConcatV2: [
    ...[0, 1, -1].map((axis) =>
      gradientCase(`axis ${axis}`, [sample([2, 2, 1]), sample([2, 2, 1], 1, 3)], (...xs) =>
        op('ConcatV2', [xs, ints(axis)]),
      ),
    ),
    gradientCase('different sizes', [sample([2, 1]), sample([2, 3]), sample([2, 0])], (...xs) =>
      op('ConcatV2', [xs, longs(-1)]),
    ),
    gradientCase('of one', [sample([3])], (x) => op('ConcatV2', [[x], ints(0)])),
    gradientCase('of the same twice', [sample([3])], (x) => op('ConcatV2', [[x, x], ints(0)])),
  ],
  Concat: [
    gradientCase('rows', [sample([1, 2]), sample([2, 2])], (...xs) => op('Concat', [ints(0), xs])),
    gradientCase('columns', [sample([2, 1]), sample([2, 2])], (...xs) => op('Concat', [ints(1), xs])),
  ],
  Pack: [0, 1, -1].map((axis) =>
    gradientCase(`axis ${axis}`, [sample([2, 2]), sample([2, 2], 1, 3)], (...xs) => op('Pack', [xs], { axis })),
  ),
  Merge: [false, true].map((taken) => {
    const build = (x: tf.Tensor) => {
      const [no, yes] = addOp('Switch', [tf.zeros([2, 2], { dtype: x.dtype }), tf.constant(taken)]).outputs;
      return addOp('Merge', [taken ? [no, x] : [x, yes]]).outputs[0];
    };
    return gradientCase(`of the ${taken ? 'second' : 'first'} branch`, [sample([2, 2])], build);
  }),
  Switch: [false, true].map((taken) => {
    const build = (x: tf.Tensor) => {
      const [no, yes] = addOp('Switch', [x, tf.constant(taken)]).outputs;
      return addOp('Merge', [[tf.square(no), tf.sin(yes)]]).outputs[0];
    };
    return gradientCase(`to the ${taken ? 'second' : 'first'} branch`, [sample([2, 2])], build);
  }),
  Unpack: [
    ...[
      [0, 2],
      [1, 3],
      [-1, 2],
    ].map(([axis, num]) => gradientCase(`axis ${axis}`, [cube()], (x) => addOp('Unpack', [x], { axis, num }).outputs)),
    gradientCase('one part used', [cube()], (x) => addOp('Unpack', [x], { axis: 1, num: 3 }).outputs[1]),
  ],
  Split: [
    ...[0, -1].map((axis) =>
      gradientCase(
        `axis ${axis}`,
        [sample([2, 3, 4])],
        (x) => addOp('Split', [ints(axis), x], { num_split: 2 }).outputs,
      ),
    ),
    gradientCase('one part used', [sample([6])], (x) => addOp('Split', [ints(0), x], { num_split: 3 }).outputs[2]),
  ],
  SplitV: [
    gradientCase(
      'rows',
      [sample([4, 2])],
      (x) => addOp('SplitV', [x, longs([1, 3]), ints(0)], { num_split: 2 }).outputs,
    ),
    gradientCase(
      'the rest',
      [sample([2, 4])],
      (x) => addOp('SplitV', [x, ints([1, -1, 0]), ints(-1)], { num_split: 3 }).outputs,
    ),
    gradientCase(
      'one part used',
      [sample([5])],
      (x) => addOp('SplitV', [x, longs([2, 3]), ints(0)], { num_split: 2 }).outputs[0],
    ),
  ],
  Gather: [
    gradientCase('rows, some twice', [sample([3, 2])], (x) => op('Gather', [x, ints([2, 0, 2])])),
    gradientCase('a matrix of rows', [sample([3, 2])], (x) =>
      op('Gather', [
        x,
        longs([
          [2, 0],
          [1, 2],
        ]),
      ]),
    ),
    gradientCase('one row', [sample([3, 2])], (x) => op('Gather', [x, ints(1)])),
  ],
  GatherV2: [
    gradientCase('rows, some twice', [sample([3, 2])], (x) => op('GatherV2', [x, ints([2, 0, 2]), ints(0)])),
    gradientCase('columns', [sample([2, 3, 2])], (x) => op('GatherV2', [x, longs([2, 0, 2]), ints(1)]), {
      needsRank: rankOfParams,
    }),
    gradientCase(
      'of the last axis, a matrix',
      [sample([2, 3])],
      (x) =>
        op('GatherV2', [
          x,
          ints([
            [2, 0],
            [1, 1],
          ]),
          ints(-1),
        ]),
      {
        needsRank: rankOfParams,
      },
    ),
    gradientCase('one column', [sample([2, 3])], (x) => op('GatherV2', [x, ints(1), longs(1)]), {
      needsRank: rankOfParams,
    }),
  ],
  GatherNd: [
    gradientCase('elements, one twice', [sample([2, 3])], (x) =>
      op('GatherNd', [
        x,
        ints([
          [1, 2],
          [0, 0],
          [1, 2],
        ]),
      ]),
    ),
    gradientCase('rows', [sample([2, 3])], (x) => op('GatherNd', [x, longs([[1], [0], [1]])])),
    gradientCase('one slice', [sample([2, 3, 2])], (x) => op('GatherNd', [x, ints([1, 0])])),
  ],
  ScatterNd: [
    gradientCase('elements, two to one place', [sample([3])], (x) =>
      op('ScatterNd', [ints([[1], [3], [1]]), x, ints([5])]),
    ),
    gradientCase('rows', [sample([2, 3])], (x) => op('ScatterNd', [longs([[2], [0]]), x, longs([4, 3])])),
    gradientCase('into a matrix', [sample([2])], (x) =>
      op('ScatterNd', [
        ints([
          [0, 1],
          [1, 2],
        ]),
        x,
        ints([2, 3]),
      ]),
    ),
  ],
  DynamicStitch: [
    gradientCase('rows', [sample([2, 3]), sample([1, 3], 1, 3)], (x, y) =>
      op('DynamicStitch', [
        [ints([2, 0]), ints([1])],
        [x, y],
      ]),
    ),
    gradientCase('a scalar and a matrix of places', [sample([]), sample([2, 2])], (x, y) =>
      op('DynamicStitch', [
        [
          ints(3),
          ints([
            [0, 2],
            [4, 1],
          ]),
        ],
        [x, y],
      ]),
    ),
  ],
  MatrixDiag: [
    gradientCase('of a vector', [sample([3])], (x) => op('MatrixDiag', [x])),
    gradientCase('of rows', [sample([2, 3])], (x) => op('MatrixDiag', [x])),
  ],
  MatrixDiagPart: [
    gradientCase('of a square', [sample([3, 3])], (x) => op('MatrixDiagPart', [x])),
    gradientCase('of wide matrices', [sample([2, 2, 3])], (x) => op('MatrixDiagPart', [x])),
    gradientCase('of a tall matrix', [sample([3, 2])], (x) => op('MatrixDiagPart', [x])),
  ],
  MatrixSetDiag: [
    gradientCase('of a square', [sample([3, 3]), sample([3], 1, 3)], (x, d) => op('MatrixSetDiag', [x, d])),
    gradientCase('of tall matrices', [sample([2, 3, 2]), sample([2, 2], 1, 3)], (x, d) => op('MatrixSetDiag', [x, d])),
    gradientCase('of a wide matrix', [sample([2, 4]), sample([2], 1, 3)], (x, d) => op('MatrixSetDiag', [x, d])),
  ],
  MatrixBandPart: [
    gradientCase('the lower triangle', [sample([3, 3])], (x) => op('MatrixBandPart', [x, longs(-1), longs(0)])),
    gradientCase('a band', [sample([2, 3, 4])], (x) => op('MatrixBandPart', [x, ints(1), ints(1)])),
  ],
  TopK: [
    gradientCase('two of each row', [sample([2, 4])], (x) => addOp('TopK', [x], { k: 2 }).outputs[0]),
    gradientCase('one of a vector', [sample([4])], (x) => addOp('TopK', [x], { k: 1 }).outputs[0]),
  ],
  TopKV2: [
    gradientCase('three of each row', [sample([2, 2, 4])], (x) => addOp('TopKV2', [x, ints(3)]).outputs[0]),
    gradientCase(
      'all, in any order',
      [sample([2, 3])],
      (x) => addOp('TopKV2', [x, ints(3)], { sorted: false }).outputs[0],
    ),
    gradientCase('of a vector', [sample([5])], (x) => addOp('TopKV2', [x, ints(2)]).outputs[0]),
  ],
};
