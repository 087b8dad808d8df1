/** Steps of special functions, and those that move rows by number. */

import { type DType, sizeOf } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { allTypes, floatTypes, indexTypes, numericTypes, rankOf, type Step, signedTypes, sizes } from './grower.ts';

/** Where TensorFlow's own answers are exact: away from 0 and not far out. */
const within = (x: tf.Tensor, low: number, high: number) => tf.clipByValue(tf.abs(x), low, high) as tf.Tensor;

const partNumbers = (count: number, limit: number, below: (limit: number) => number) =>
  Array.from({ length: count }, () => below(limit));

const tensorScatter =
  (type: string, types: readonly DType[]): Step =>
  (g) => {
    const x = g.any(types, 1, 3);
    const [size, ...rest] = sizes(x);
    // TensorFlow refuses to change tensors without elements.
    if (sizes(x).includes(0)) return undefined;
    const n = 1 + g.c.below(3);
    const updates = g.of(x.known.dtype, [n, ...rest]);
    // Of several for one place TensorFlow keeps any.
    const places = type === 'TensorScatterUpdate' ? [g.c.below(size)] : partNumbers(n, size, (m) => g.c.below(m));
    const rows = type === 'TensorScatterUpdate' ? g.of(x.known.dtype, [1, ...rest]) : updates;
    const indices = g.ints(places);
    return (of) => op(type, [of(x), tf.reshape(indices(), [-1, 1]), of(rows)]);
  };

export const specialSteps: Readonly<Record<string, Step>> = {
  erfinv(g) {
    const x = g.any(floatTypes);
    // Near 1, TensorFlow loses digits.
    return (of) => op('Erfinv', [tf.clipByValue(of(x), -0.9, 0.9)]);
  },
  incompleteGamma(g) {
    const a = g.any(floatTypes);
    const x = g.broadcast(a);
    return (of) => {
      const pair = [within(of(a), 0.2, 15), within(of(x), 0.1, 20)];
      return [op('Igamma', pair), op('Igammac', pair), op('IgammaGradA', pair)];
    };
  },
  incompleteBeta(g) {
    const x = g.any(floatTypes);
    const { dtype } = x.known;
    // With respect to a and b it has no gradient, so that they are not fed.
    const halves = [1, 2].map(() => {
      const numbers = g.ints(
        partNumbers(sizeOf(sizes(x)), 9, (limit) => 1 + g.c.below(limit)),
        'int32',
      );
      return () => tf.multiply(tf.cast(tf.reshape(numbers(), [...sizes(x)]), dtype), 0.5);
    });
    return (of) => op('Betainc', [halves[0](), halves[1](), within(of(x), 0.01, 0.99)]);
  },
  cumulativeLogsumexp(g) {
    const x = g.any(floatTypes, 1);
    const axis = g.ints(g.axis(rankOf(x)));
    const [exclusive, reverse] = [g.flip(), g.flip()];
    // Of not-a-number TensorFlow makes some number or other.
    return (of) => {
      const known = tf.where(tf.isNan(of(x)), tf.zerosLike(of(x)), of(x));
      return op('CumulativeLogsumexp', [tf.clipByValue(known, -50, 50), axis()], { exclusive, reverse });
    };
  },
  euclideanNorm(g) {
    // The root of a sum of squares that has wrapped is what the processor makes of it.
    const x = g.any(signedTypes);
    const axes = g.ints(Array.from({ length: rankOf(x) }, (_, i) => i).filter(() => g.flip()));
    const keep = g.flip();
    return (of) => op('EuclideanNorm', [tf.clipByValue(of(x), -9, 9), axes()], { keep_dims: keep });
  },
  dynamicPartition(g) {
    const x = g.any(allTypes, 1, 3);
    const count = 1 + g.c.below(3);
    const [n] = sizes(x);
    const numbers = g.ints(
      partNumbers(n, count, (limit) => g.c.below(limit)),
      'int32',
    );
    const known = g.ints(
      Array.from({ length: n }, (_, i) => i),
      'int32',
    );
    return (of) => {
      const parts = addOp('DynamicPartition', [of(x), numbers()], { num_partitions: count }).outputs;
      const places = addOp('DynamicPartition', [known(), numbers()], { num_partitions: count }).outputs;
      return [...parts, op('ParallelDynamicStitch', [places, parts])];
    };
  },
  tensorScatterUpdate: tensorScatter('TensorScatterUpdate', allTypes),
  tensorScatterAdd: tensorScatter('TensorScatterAdd', numericTypes),
  tensorScatterSub: tensorScatter('TensorScatterSub', numericTypes),
  searchSorted(g) {
    const type = g.c.of(numericTypes);
    const [rows, length] = [1 + g.c.below(3), 1 + g.c.below(5)];
    const data = Array.from({ length: rows * length }, () => g.c.below(9));
    const sorted = Array.from({ length: rows }, (_, row) =>
      data.slice(row * length, (row + 1) * length).sort((a, b) => a - b),
    ).flat();
    const list = g.ints(sorted, 'int32');
    const values = g.of(type, [rows, g.size()]);
    const attributes = { out_type: g.c.of(indexTypes) };
    return (of) => {
      const table = tf.cast(tf.reshape(list(), [rows, length]), type);
      return ['LowerBound', 'UpperBound'].map((bound) => op(bound, [table, of(values)], attributes));
    };
  },
  unravelIndex(g) {
    const dims = [1 + g.c.below(3), 1 + g.c.below(3), 1 + g.c.below(3)];
    const total = dims.reduce((a, b) => a * b);
    const dtype = g.c.of(indexTypes);
    const numbers = partNumbers(1 + g.c.below(4), total, (limit) => g.c.below(limit));
    const [indices, shape] = [g.ints(g.flip() ? numbers : numbers[0], dtype), g.ints(dims, dtype)];
    return () => op('UnravelIndex', [indices(), shape()]);
  },
  ensureShape(g) {
    const x = g.any(allTypes);
    const shape = sizes(x).map((size) => (g.flip() ? size : null));
    return (of) => tf.ensureShape(of(x), shape);
  },
  bitcast(g) {
    const x = g.any(['float32', 'float64', 'int32', 'int64']);
    const type = x.known.dtype.endsWith('32')
      ? g.c.of(['float32', 'int32', 'uint8'])
      : g.c.of(['float64', 'int64', 'uint8']);
    // A float of any bits may be not-a-number, of which the bits do not always stay.
    const target = type.startsWith('float') && !x.known.dtype.startsWith('float') ? 'uint8' : type;
    return (of) => op('Bitcast', [of(x)], { type: target });
  },
  specialComposites(g) {
    const x = g.any(floatTypes, 1, 3);
    if (x.open.shape.rank === null) return undefined;
    const times = g.c.below(3);
    const axis = g.axis(rankOf(x));
    return (of) =>
      [
        tf.math.reciprocalNoNan(of(x)),
        tf.lbeta(tf.clipByValue(tf.abs(of(x)), 0.5, 9)),
        tf.math.besselI0(tf.clipByValue(of(x), -9, 9)),
        tf.math.polyval([1, 2, of(x)], of(x)),
        tf.repeat(of(x), times, axis),
      ] as tf.Tensor[];
  },
};
