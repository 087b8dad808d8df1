/** Steps that move elements about, and those that make and read indices and shapes. */

import { type DType, sizeOf } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import type { Twin } from '../../ops/twin-graphs.ts';
import { allTypes, floatTypes, indexTypes, numericTypes, rankOf, type Step, signedTypes, sizes } from './grower.ts';

const all = (...given: Parameters<typeof addOp>) => addOp(...given).outputs;
const isNumeric = ({ known }: Twin) => (numericTypes as readonly DType[]).includes(known.dtype);

const strided: Step = (g) => {
  const x = g.any(allTypes, 1);
  const count = 1 + g.c.below(rankOf(x));
  const part = sizes(x).slice(0, count);
  const begin = part.map((size) => g.c.below(2 * size + 2) - size - 1);
  const end = part.map((size) => g.c.below(2 * size + 2) - size - 1);
  const strides = part.map(() => g.c.of([1, 1, 2, -1, -2, 3]));
  const masks = {
    begin_mask: g.c.below(8),
    end_mask: g.c.below(8),
    ellipsis_mask: g.c.of([0, 0, 0, 1, 2]),
    new_axis_mask: g.c.of([0, 0, 0, 1, 2]),
    shrink_axis_mask: 0,
  };
  if (g.c.chance(4) && part[0] > 0) {
    begin[0] = g.axis(part[0]);
    strides[0] = 1;
    Object.assign(masks, { shrink_axis_mask: 1, ellipsis_mask: 0, new_axis_mask: 0, begin_mask: 0 });
  }
  const dtype = g.c.of(indexTypes);
  const parts = [begin, end, strides].map((values) => g.ints(values, dtype));
  return (of) => {
    const operands = parts.map((part) => part());
    const y = op('StridedSlice', [of(x), ...operands], masks);
    return isNumeric(x)
      ? [y, op('StridedSliceGrad', [tf.shape(of(x), { outType: dtype } as never), ...operands, y], masks)]
      : y;
  };
};

export const arraySteps: Readonly<Record<string, Step>> = {
  strided,
  stridedAgain: strided,
  reshape(g) {
    const x = g.any(allTypes);
    const total = sizeOf(sizes(x));
    const first = [1, 2, 3, 4, 5, 6].filter((n) => total % n === 0);
    const shape = g.c.of([[-1], [g.c.of(first), -1], [1, total, 1], [total === 0 ? 0 : -1, 1]]);
    return (of) => op('Reshape', [of(x), g.ints(shape, 'int32')()]);
  },
  reshapeLike(g) {
    const x = g.any(allTypes, 1);
    return (of) => tf.reshape(tf.transpose(of(x)), tf.shape(of(x)));
  },
  expandSqueeze(g) {
    const x = g.any(allTypes, 0, 3);
    const axis = g.axis(rankOf(x) + 1);
    const dim = g.ints(axis);
    const y = g.any(allTypes, 1);
    const ones = sizes(y).flatMap((size, i) => (size === 1 ? [i - (g.flip() ? rankOf(y) : 0)] : []));
    return (of) => [
      op('ExpandDims', [of(x), dim()]),
      op('Squeeze', [op('ExpandDims', [of(x), dim()])], { squeeze_dims: [axis] }),
      ...(ones.length > 0 ? [op('Squeeze', [of(y)], { squeeze_dims: ones }), op('Squeeze', [of(y)])] : []),
    ];
  },
  concat(g) {
    const x = g.any(allTypes, 1);
    const axis = g.axis(rankOf(x));
    const at = (axis + rankOf(x)) % rankOf(x);
    const y = g.of(
      x.known.dtype,
      sizes(x).map((size, i) => (i === at ? g.size() : size)),
    );
    const values = g.flip() ? [x, y] : [y, x, y];
    const [v2, dim] = [g.ints(axis), g.ints(at, 'int32')];
    return (of) => [
      op('ConcatV2', [values.map(of), v2()]),
      op('Concat', [dim(), values.map(of)]),
      ...all('ConcatOffset', [dim(), values.map((value) => tf.shape(of(value)))]),
    ];
  },
  pack(g) {
    const x = g.any(allTypes, 0, 3);
    const y = g.of(x.known.dtype, sizes(x));
    const axis = g.axis(rankOf(x) + 1);
    return (of) => op('Pack', [[of(x), of(y), of(x)]], { axis });
  },
  unpack(g) {
    const x = g.any(allTypes, 1);
    const axis = g.axis(rankOf(x));
    const num = sizes(x).at(axis)!;
    return num === 0 ? undefined : (of) => all('Unpack', [of(x)], { axis, num });
  },
  split(g) {
    const x = g.any(allTypes, 1);
    const axis = g.axis(rankOf(x));
    const size = sizes(x).at(axis)!;
    const parts = g.c.of([1, 2, 3].filter((n) => size % n === 0));
    const first = g.c.below(size + 1);
    const [dim, pieces] = [g.ints(axis, 'int32'), g.ints([first, g.flip() ? -1 : size - first])];
    return (of) => [
      ...all('Split', [dim(), of(x)], { num_split: parts }),
      ...all('SplitV', [of(x), pieces(), dim()], { num_split: 2 }),
    ];
  },
  slice(g) {
    const x = g.any(allTypes, 1);
    const begin = sizes(x).map((size) => g.c.below(size + 1));
    const size = sizes(x).map((n, i) => (g.flip() ? -1 : g.c.below(n - begin[i] + 1)));
    const dtype = g.c.of(indexTypes);
    const [b, s] = [g.ints(begin, dtype), g.ints(size, dtype)];
    return (of) => op('Slice', [of(x), b(), s()]);
  },
  transpose(g) {
    const x = g.any(allTypes, 1);
    const shift = g.c.below(4);
    const order = sizes(x).map((_, i) => (i * (rankOf(x) === 3 && shift === 3 ? 2 : 1) + shift) % rankOf(x));
    const perm = g.ints(order);
    return (of) => [op('Transpose', [of(x), perm()]), op('InvertPermutation', [perm()])];
  },
  tile(g) {
    const x = g.any(allTypes, 0, 3);
    const multiples = g.ints(sizes(x).map(() => g.c.of([1, 2, 3, 1, 0])));
    return (of) => op('Tile', [of(x), multiples()]);
  },
  broadcastTo(g) {
    const x = g.any(allTypes, 0, 3);
    const shape = [...(g.flip() ? [g.size()] : []), ...sizes(x).map((size) => (size === 1 ? g.size() : size))];
    const to = g.ints(shape);
    return (of) => op('BroadcastTo', [of(x), to()]);
  },
  pad(g) {
    const x = g.any(allTypes, 1);
    const filling = g.of(x.known.dtype, []);
    const paddings = sizes(x).map(() => [g.c.below(3), g.c.below(3)]);
    const y = g.any([...numericTypes, 'bool'], 1);
    // There is nothing to mirror in nothing.
    if (sizes(y).includes(0)) return undefined;
    const modes = ['REFLECT', 'SYMMETRIC'] as const;
    const mode = g.c.of(modes);
    const mirrored = sizes(y).map((size) => {
      const most = mode === 'REFLECT' ? Math.max(size, 1) : size + 1;
      return [g.c.below(most), g.c.below(most)];
    });
    return (of) => [
      tf.pad(of(x), paddings),
      op('PadV2', [of(x), tf.constant(paddings, { dtype: 'int32', shape: [rankOf(x), 2] }), of(filling)]),
      tf.pad(of(y), mirrored, mode),
    ];
  },
  mirrorPadGrad(g) {
    const x = g.any(numericTypes, 1, 3);
    if (sizes(x).some((size) => size < 2)) return undefined;
    const paddings = sizes(x).map(() => [g.c.below(2), g.c.below(2)]);
    const mode = g.c.of(['REFLECT', 'SYMMETRIC']);
    return (of) => {
      const pads = tf.constant(paddings, { dtype: 'int32' });
      return op('MirrorPadGrad', [op('MirrorPad', [of(x), pads], { mode }), pads], { mode });
    };
  },
  reverse(g) {
    const x = g.any(allTypes, 1);
    const axes = sizes(x).flatMap((_, i) => (g.flip() ? [i - (g.flip() ? rankOf(x) : 0)] : []));
    const axis = g.ints(axes);
    return (of) => op('ReverseV2', [of(x), axis()]);
  },
  gather(g) {
    const x = g.any(allTypes, 1, 3);
    const axis = g.axis(rankOf(x));
    const size = sizes(x).at(axis)!;
    const shape = g.c.of([[], [2], [2, 3], [0]]);
    const dtype = g.c.of(indexTypes);
    const indices = size && g.fresh(dtype, shape, g.array(dtype, shape, 0, size));
    const flat = sizes(x)[0] && g.fresh(dtype, [3], g.array(dtype, [3], 0, sizes(x)[0]));
    const dim = g.ints(axis);
    return indices
      ? (of) => [op('GatherV2', [of(x), of(indices), dim()]), ...(flat ? [op('Gather', [of(x), of(flat)])] : [])]
      : undefined;
  },
  gatherNd(g) {
    const x = g.any(allTypes, 1, 3);
    if (sizeOf(sizes(x)) === 0) return undefined;
    const depth = 1 + g.c.below(rankOf(x));
    const dtype = g.c.of(indexTypes);
    const rows = [0, 1, 2].map(() => g.below(sizes(x).slice(0, depth)));
    const indices = g.ints(rows.flat(), dtype);
    return (of) => op('GatherNd', [of(x), tf.reshape(indices(), [3, depth])]);
  },
  scatterNd(g) {
    const size = 2 + g.c.below(4);
    const updates = g.any(allTypes, 1, 2);
    const dtype = g.c.of(indexTypes);
    const [n, ...rest] = sizes(updates);
    // TensorFlow refuses to scatter into nothing.
    if (rest.includes(0) || updates.open.shape.rank === null) return undefined;
    const indices = g.fresh(dtype, [n, 1], g.array(dtype, [n, 1], 0, size));
    const shape = g.ints([size, ...rest], dtype);
    const segments = g.ints(
      Array.from({ length: n }, () => g.c.below(size + 1) - 1),
      dtype,
    );
    return (of) => [
      op('ScatterNd', [of(indices), of(updates), shape()]),
      ...(isNumeric(updates) ? [op('UnsortedSegmentSum', [of(updates), segments(), tf.constant(size, 'int32')])] : []),
    ];
  },
  sparseToDense(g) {
    const [dtype, indexType] = [g.type(allTypes), g.c.of(indexTypes)];
    const [rows, columns] = [1 + g.c.below(4), 1 + g.c.below(4)];
    const places = Array.from({ length: rows * columns }, (_, i) => i).filter(() => g.c.chance(2));
    const coordinates = places.flatMap((place) => [Math.floor(place / columns), place % columns]);
    // TensorFlow's gradient does not add up what goes to one value for all.
    const isScalar = dtype !== 'float32' && dtype !== 'float64' && g.flip();
    const values = g.of(dtype, isScalar ? [] : [places.length]);
    const otherwise = g.of(dtype, []);
    const [indices, shape] = [g.ints(coordinates, indexType), g.ints([rows, columns], indexType)];
    const attributes = { validate_indices: g.flip() };
    return (of) => {
      const matrix = tf.reshape(indices(), [places.length, 2]);
      return op('SparseToDense', [matrix, shape(), of(values), of(otherwise)], attributes);
    };
  },
  segments(g) {
    const x = g.any(numericTypes, 1, 3);
    const [n, ...rest] = sizes(x);
    // What TensorFlow makes of rows without elements, or of no rows, depends on the operation.
    if (n === 0 || rest.includes(0) || x.open.shape.rank === null) return undefined;
    const dtype = g.c.of(indexTypes);
    const count = 1 + g.c.below(4);
    const sorted = Array.from({ length: n }, () => g.c.below(4)).sort((a, b) => a - b);
    const ids = g.ints(sorted, dtype);
    const unsorted = g.ints(
      Array.from({ length: n }, () => g.c.below(count + 1) - 1),
      dtype,
    );
    const segment = ['SegmentSum', 'SegmentMean', 'SegmentMax', 'SegmentMin', 'SegmentProd'];
    return (of) => [
      ...segment.map((type) => op(type, [of(x), ids()])),
      ...['UnsortedSegmentMax', 'UnsortedSegmentMin', 'UnsortedSegmentProd'].map((type) =>
        op(type, [of(x), unsorted(), tf.constant(count, 'int32')]),
      ),
    ];
  },
  dynamicStitch(g) {
    const x = g.any(allTypes, 1, 2);
    const [n, ...rest] = sizes(x);
    const y = g.of(x.known.dtype, [2, ...rest]);
    // What is written over has a gradient all the same, in TensorFlow.
    const last = [n, g.smooth ? n + 1 : 0];
    return (of) =>
      op('DynamicStitch', [
        [tf.range(n), tf.constant(last, 'int32')],
        [of(x), of(y)],
      ]);
  },
  oneHot(g) {
    const x = g.any(['int32', 'int64', 'uint8'], 0, 2);
    const axis = g.c.below(rankOf(x) + 2) - 1;
    const dtype = g.type(allTypes);
    const [on, off] = [g.of(dtype, []), g.of(dtype, [])];
    const depth = g.c.below(5);
    return (of) => op('OneHot', [of(x), tf.constant(depth, 'int32'), of(on), of(off)], { axis });
  },
  where(g) {
    const x = g.any([...numericTypes, 'bool'], 1);
    return (of) => op('Where', [of(x)]);
  },
  unique(g) {
    const x = g.any(allTypes, 1, 1);
    const [a, b] = [g.any(['int32', 'int64'], 1, 1), g.c.of(indexTypes)];
    const y = g.of(a.known.dtype, [2]);
    return (of) => [
      ...all('Unique', [of(x)], { out_idx: b }),
      ...all('UniqueWithCounts', [of(x)], { out_idx: b }),
      ...all('ListDiff', [of(a), of(y)], { out_idx: b }),
    ];
  },
  counts(g) {
    const values = g.c.of(['int32', 'int64', 'float32', 'float64'] as const);
    // Small numbers: a histogram takes no NaN, and differences of large integers overflow in TensorFlow.
    const x = g.fresh(values, [2, 3], g.array(values, [2, 3], -3, 6));
    const dtype = g.c.of(indexTypes);
    const parts = 1 + g.c.below(5);
    const [low, width] = [g.c.below(5) - 3, 1 + g.c.below(6)];
    const integers = g.fresh('int32', [6], g.array('int32', [6], 0, 5));
    const kind = g.c.of(['int32', 'int64', 'float32', 'float64'] as const);
    const weights = g.flip() ? g.of(kind, [6]) : undefined;
    return (of) => [
      op('HistogramFixedWidth', [of(x), tf.constant([low, low + width], x.known.dtype), tf.constant(parts, 'int32')], {
        dtype,
      }),
      op('Bincount', [of(integers), tf.constant(parts, 'int32'), weights ? of(weights) : tf.zeros([0], kind)]),
    ];
  },
  matrixParts(g) {
    const x = g.any([...numericTypes, 'bool'], 2, 3);
    const diagonal = g.of(x.known.dtype, [...sizes(x).slice(0, -2), Math.min(...sizes(x).slice(-2))]);
    const dtype = g.c.of(indexTypes);
    const [lower, upper] = [g.ints(g.c.below(4) - 1, dtype), g.ints(g.c.below(4) - 1, dtype)];
    return (of) => [
      op('MatrixDiagPart', [of(x)]),
      op('MatrixDiag', [of(diagonal)]),
      op('MatrixSetDiag', [of(x), of(diagonal)]),
      op('MatrixBandPart', [of(x), lower(), upper()]),
    ];
  },
  sequences(g) {
    const dtype = g.type(signedTypes);
    const [start, count, delta] = [g.c.below(5) - 2, g.c.below(6), g.c.of([1, 2, -1, 3])];
    const num = 1 + g.c.below(6);
    const float = g.type(floatTypes);
    return () => [
      op(
        'Range',
        [start, start + count * delta, delta].map((n) => tf.cast(n, dtype)),
      ),
      op('LinSpace', [tf.constant(start, float), tf.constant(2.5, float), tf.constant(num, 'int32')]),
      tf.eye(num, 3),
      ...tf.meshgrid([tf.range(num), tf.range(2)]),
      tf.sequenceMask(tf.constant([1, 0, num], 'int32'), 4),
    ];
  },
  shapes(g) {
    const [x, y] = [g.any(allTypes), g.any(allTypes)];
    const z = g.broadcast(x);
    const filling = g.of(g.type(allTypes), []);
    return (of) => [
      ...all('ShapeN', [[of(x), of(x)]]),
      op('Fill', [tf.shape(of(y)), of(filling)]),
      ...all('BroadcastGradientArgs', [tf.shape(of(x)), tf.shape(of(z))]),
    ];
  },
  booleanMask(g) {
    const x = g.any(allTypes, 1, 3);
    const mask = g.of('bool', sizes(x).slice(0, 1 + g.c.below(rankOf(x))));
    if (mask.open.shape.rank === null) return undefined;
    return (of) => tf.booleanMask(of(x), of(mask));
  },
};
