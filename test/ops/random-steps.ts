/** Steps that grow twin graphs at random: on floats, on the integers that serve as shapes, and with both. */

import type { Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';
import { addOp, op } from '../../engine/ops/index.ts';
import type { Choices } from '../compiler/choices.ts';
import { sizesOf, type Twin, type TwinGraphs } from './twin-graphs.ts';

export interface Growth {
  readonly c: Choices;
  readonly graphs: TwinGraphs;
  /** Tensors of floats, and of int32, whose sizes are known where all are said. */
  readonly floats: Twin[];
  readonly ints: Twin[];
}

type Make = Parameters<TwinGraphs['build']>[0];

const rankOf = (twin: Twin) => sizesOf(twin)!.length;

/** An axis, counted from either end. */
const axisOf = (c: Choices, rank: number) => c.below(rank) - (c.below(2) ? rank : 0);

const vectors = (twins: readonly Twin[]) => twins.filter((twin) => rankOf(twin) === 1 && sizesOf(twin)![0] > 0);
const scalars = (twins: readonly Twin[]) => twins.filter((twin) => rankOf(twin) === 0);

/** The elements of a twin, where the graph with all sizes knows them. */
const valuesOf = ({ known }: Twin): readonly number[] | undefined =>
  known.partialValue?.every((value) => typeof value === 'number') ? (known.partialValue as number[]) : undefined;

/** On one float tensor of rank 1 or more. */
const onFloats: readonly ((x: Twin, c: Choices, floats: readonly Twin[]) => Make | undefined)[] = [
  (x) => (of) => tf.exp(tf.negative(tf.square(of(x)))),
  (x) => (of) => tf.nn.softmax(of(x)),
  (x, c, floats) => {
    const y = c.of(floats);
    return (of) => tf.maximum(of(x), of(y));
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    const keepDims = c.below(2) === 0;
    return (of) => tf.reduceMean(of(x), axis, keepDims);
  },
  (x) => (of) => tf.reduceMax(of(x)),
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    return (of) => tf.cumsum(of(x), axis);
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    // The largest of nothing is nowhere.
    return sizesOf(x)!.at(axis) ? (of) => tf.argmax(of(x), axis) : undefined;
  },
  (x) => (of) => tf.transpose(of(x)),
  (x, c) => {
    const shift = c.below(3);
    const order = sizesOf(x)!.map((_, i) => (i + shift) % rankOf(x));
    return (of) => tf.transpose(of(x), order);
  },
  (x) => (of) => tf.reshape(of(x), [-1]),
  (x, c) => {
    const size = c.of(sizesOf(x)!);
    return (of) => tf.reshape(of(x), [size, -1]);
  },
  (x, c) => {
    const axis = c.below(rankOf(x) + 1) - (c.below(2) ? rankOf(x) + 1 : 0);
    return (of) => tf.expandDims(of(x), axis);
  },
  (x) => (of) => tf.squeeze(of(x)),
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    return (of) => tf.squeeze(of(x), [axis]);
  },
  (x, c, floats) => {
    const [y, axis] = [c.of(floats), axisOf(c, rankOf(x))];
    return (of) => tf.concat([of(x), of(y), of(x)], axis);
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x) + 1);
    return (of) => tf.stack([of(x), of(x)], axis);
  },
  (x, c) => {
    const [axis, parts] = [axisOf(c, rankOf(x)), 1 + c.below(3)];
    return (of) => tf.split(of(x), parts, axis);
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    const size = sizesOf(x)!.at(axis)!;
    const first = c.below(size + 1);
    return (of) => tf.split(of(x), [first, size - first], axis);
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    const num = sizesOf(x)!.at(axis)!;
    return (of) => addOp('Unpack', [of(x)], { axis, num }).outputs;
  },
  (x, c) => {
    const paddings = sizesOf(x)!.map(() => [c.below(2), c.below(3)]);
    return (of) => tf.pad(of(x), paddings);
  },
  (x, c) => {
    const times = sizesOf(x)!.map(() => c.below(3));
    return (of) => tf.tile(of(x), times);
  },
  (x, c) => {
    const begin = sizesOf(x)!.map((size) => c.below(size + 1));
    const size = sizesOf(x)!.map((n, i) => (c.below(2) ? -1 : c.below(n - begin[i] + 1)));
    return (of) => tf.slice(of(x), begin, size);
  },
  (x, c) => {
    const rank = 1 + c.below(rankOf(x));
    const pick = (limit: number) => Array.from({ length: rank }, () => c.below(limit));
    const [begin, end] = [pick(5).map((n) => n - 2), pick(7).map((n) => n - 3)];
    const strides = pick(4).map((n) => [1, 2, -1, -2][n]);
    const masks = {
      beginMask: c.below(8),
      endMask: c.below(8),
      ellipsisMask: c.of([0, 0, 1, 2]),
      newAxisMask: c.of([0, 0, 1, 2, 4]),
    };
    return (of) => tf.stridedSlice(of(x), begin, end, strides, masks);
  },
  (x, c) => {
    const index = c.below(sizesOf(x)![0] || 1);
    return (of) => tf.stridedSlice(of(x), [index], [index + 1], [1], { shrinkAxisMask: 1 });
  },
  (x, c) => {
    const axis = axisOf(c, rankOf(x));
    const size = sizesOf(x)!.at(axis)!;
    const indices = size ? [c.below(size), c.below(size), c.below(size)] : [];
    return (of) => tf.gather(of(x), tf.constant(indices, { dtype: 'int32' }), { axis });
  },
  (x) => (of) => tf.where(tf.greater(of(x), 0), of(x), tf.zerosLike(of(x))),
  (x) => (of) => tf.where(tf.greater(of(x), 0)),
  (x, c, floats) => {
    const y = c.of(floats);
    const [transposeA, transposeB] = [c.below(2) === 0, c.below(2) === 0];
    return (of) => tf.matmul(of(x), of(y), { transposeA, transposeB });
  },
  (x) => (of) => tf.matmul(of(x), of(x), { transposeB: true }),
  (x, c) => {
    const depth = sizesOf(x)!.at(-1)!;
    const k = c.below(depth + 1);
    return (of) => tf.nn.topK(of(x), k);
  },
  (x) => {
    const channels = sizesOf(x)!.at(-1)!;
    return (of) => tf.nn.biasAdd(of(x), tf.zeros([channels]));
  },
  (x, c) => {
    const padding = c.of(['SAME', 'VALID'] as const);
    const [window, stride] = [1 + c.below(3), 1 + c.below(3)];
    return (of) => tf.nn.avgPool(of(x), [1, window, 1, 1], [1, stride, 1, 1], padding);
  },
  (x, c) => {
    const padding = c.of(['SAME', 'VALID'] as const);
    const [window, stride, depth] = [1 + c.below(3), 1 + c.below(2), sizesOf(x)!.at(-1)!];
    const dilations = [1, 1, 1 + (stride === 1 ? c.below(2) : 0), 1];
    return (of) => tf.nn.conv2d(of(x), tf.ones([1, window, depth, 2]), [1, stride, stride, 1], padding, { dilations });
  },
  (x) => (of) => tf.nn.softmaxCrossEntropyWithLogits({ labels: of(x), logits: of(x) }),
  (x) => (of) => tf.nn.moments(of(x), [0]),
  (x) => (of) => tf.gradients(tf.reduceSum(tf.square(of(x)), 0), of(x)) as Tensor[],
  (x) => (of) => tf.gradients(tf.reduceMean(of(x), -1), of(x)) as Tensor[],
];

const elementwise = [tf.add, tf.subtract, tf.multiply, tf.maximum, tf.minimum] as const;

/** On the integers that serve as shapes. */
const onInts: readonly ((growth: Growth) => Make | undefined)[] = [
  ({ c, floats }) => {
    const x = c.of(floats);
    return (of) => tf.shape(of(x));
  },
  ({ c, floats }) => {
    const x = c.of(floats);
    return (of) => [tf.size(of(x)), tf.rank(of(x))];
  },
  ({ c, ints }) => {
    const [f, x, y] = [c.of(elementwise), c.of(ints), c.of(ints)];
    return (of) => f(of(x), of(y));
  },
  ({ c, ints }) => {
    const [f, x, n] = [c.of([tf.floordiv, tf.mod, tf.truncatediv, tf.truncatemod]), c.of(ints), c.of([2, 3, -2, 1])];
    return (of) => f(of(x) as never, n as never);
  },
  ({ c, ints }) => {
    const [f, x] = [c.of([tf.negative, tf.square, tf.abs]), c.of(ints)];
    return (of) => f(of(x));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const [begin, end, stride] = [c.below(4) - 2, c.below(6) - 3, c.of([1, 2, -1])];
    const masks = { beginMask: c.below(2), endMask: c.below(2) };
    return x && ((of) => tf.stridedSlice(of(x), [begin], [end], [stride], masks));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const index = x && c.below(sizesOf(x)![0]);
    return x && ((of) => tf.stridedSlice(of(x), [index], [index + 1], [1], { shrinkAxisMask: 1 }));
  },
  ({ c, ints }) => {
    const [x, y] = [c.of(scalars(ints)), c.of(scalars(ints))];
    return x && ((of) => tf.stack([of(x), of(y)]));
  },
  ({ c, ints }) => {
    const [x, y] = [c.of(vectors(ints)), c.of(vectors(ints))];
    return x && ((of) => tf.concat([of(x), of(y)], 0));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const [f, keepDims] = [c.of([tf.reduceProd, tf.reduceSum, tf.reduceMax, tf.reduceMin]), c.below(2) === 0];
    return x && ((of) => f(of(x), null, keepDims));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const indices = x && [c.below(sizesOf(x)![0]), c.below(sizesOf(x)![0])];
    return x && ((of) => tf.gather(of(x), tf.constant(indices, { dtype: 'int32' })));
  },
  ({ c, ints }) => {
    const x = c.of(ints);
    return (of) => tf.cast(tf.cast(of(x), 'int64'), 'int32');
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    return x && ((of) => tf.reverse(of(x), [0]));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const times = c.below(3);
    return (
      x &&
      ((of) => [tf.tile(of(x), [times]), tf.reshape(of(x), [1, -1]), tf.expandDims(of(x), -1), tf.transpose(of(x))])
    );
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const count = x && sizesOf(x)![0];
    return x && ((of) => addOp('Unpack', [of(x)], { axis: 0, num: count }).outputs);
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const first = x && c.below(sizesOf(x)![0] + 1);
    return x && ((of) => tf.split(of(x), [first, sizesOf(x)![0] - first]));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    return x && ((of) => [tf.zerosLike(of(x)), tf.onesLike(of(x)), tf.pad(of(x), [[1, 1]]), tf.identity(of(x))]);
  },
  ({ c, ints }) => {
    const x = c.of(scalars(ints).filter((twin) => (valuesOf(twin)?.[0] ?? 99) < 20 && valuesOf(twin)![0] >= 0));
    const start = c.below(2);
    return x && ((of) => (start && valuesOf(x)![0] > 0 ? tf.range(start, of(x)) : tf.range(of(x))));
  },
  ({ c, ints }) => {
    const x = c.of(vectors(ints));
    const limit = c.below(5);
    return x && ((of) => tf.where(tf.greater(of(x), limit), of(x), tf.zerosLike(of(x))));
  },
  ({ c, ints }) => {
    const [x, y] = [c.of(vectors(ints)), c.of(vectors(ints))];
    return (
      x &&
      ((of) =>
        op('DynamicStitch', [
          [tf.range(tf.size(of(x))), tf.constant([0], { dtype: 'int32' })],
          [of(x), tf.slice(of(y), [0], [1])],
        ]))
    );
  },
];

const isShape = (values: readonly number[] | undefined) =>
  values?.every((value) => value >= 0 && value < 12) && values.length <= 4;

/** Integers as operands of operations on floats. */
const withBoth: readonly ((growth: Growth) => Make | undefined)[] = [
  ({ c, ints }) => {
    const shape = c.of(vectors(ints).filter((twin) => isShape(valuesOf(twin))));
    return shape && ((of) => tf.fill(of(shape), 1.5));
  },
  ({ c, floats, ints }) => {
    const [x, shape] = [c.of(floats), c.of(vectors(ints).filter(valuesOf))];
    return shape && ((of) => tf.reshape(of(x), of(shape)));
  },
  ({ c, floats, ints }) => {
    const [x, size] = [c.of(floats), c.of(scalars(ints).filter(valuesOf))];
    return size && ((of) => tf.reshape(of(x), [of(size), -1] as never));
  },
  ({ c, floats }) => {
    const x = c.of(floats);
    return (of) => tf.reshape(tf.transpose(of(x)), tf.shape(of(x)));
  },
  ({ c, floats, ints }) => {
    const [x, shape] = [c.of(floats), c.of(vectors(ints).filter((twin) => isShape(valuesOf(twin))))];
    return shape && ((of) => tf.broadcastTo(of(x), of(shape)));
  },
  ({ c, floats, ints }) => {
    const [x, times] = [c.of(floats), c.of(vectors(ints).filter((twin) => isShape(valuesOf(twin))))];
    return times && ((of) => tf.tile(of(x), of(times)));
  },
  ({ c, floats, ints }) => {
    const [x, size] = [c.of(floats), c.of(vectors(ints).filter((twin) => isShape(valuesOf(twin))))];
    return size && ((of) => tf.slice(of(x), tf.zerosLike(of(size)), of(size)));
  },
  ({ c, floats, ints }) => {
    const [x, end] = [c.of(floats), c.of(vectors(ints).filter(valuesOf))];
    return end && ((of) => tf.stridedSlice(of(x), tf.zerosLike(of(end)), of(end)));
  },
  ({ c, floats, ints }) => {
    const x = c.of(floats.filter((twin) => rankOf(twin) > 0));
    const axis = c.of(
      scalars(ints).filter((twin) => (valuesOf(twin)?.[0] ?? 99) < rankOf(x) && valuesOf(twin)![0] >= 0),
    );
    return (
      axis &&
      ((of) => [
        tf.reduceSum(of(x), of(axis)),
        tf.expandDims(of(x), of(axis) as never),
        tf.concat([of(x), of(x)], of(axis) as never),
      ])
    );
  },
];

/** Adds one step to the graphs, or nothing where the draw does not fit. */
export function grow(growth: Growth): void {
  const { c, floats, ints, graphs } = growth;
  const x = c.of(floats.filter((twin) => rankOf(twin) > 0));
  const families = [() => x && c.of(onFloats)(x, c, floats), () => c.of(onInts)(growth), () => c.of(withBoth)(growth)];
  const make = c.of(families)();
  if (!make) return;
  for (const twin of graphs.build(make)) {
    if (!sizesOf(twin)) continue;
    if (twin.known.dtype === 'float32') floats.push(twin);
    if (twin.known.dtype === 'int32') ints.push(twin);
  }
}
