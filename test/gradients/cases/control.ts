/** Loops, and lists that they hand on. */

import * as tf from '../../../engine/index.ts';
import { type GradientCase, type GradientCases, gradientCase, sample } from '../gradient-case.ts';

const start = () => tf.constant(0, 'int32');
const list = (x: tf.Tensor, size: number) => new tf.TensorArray(x.dtype, size, { clearAfterRead: false });

/** What a list holds is not known to have a shape. */
function shaped(tensor: tf.Tensor, shape: readonly number[]): tf.Tensor {
  tensor.setShape(shape);
  return tensor;
}

/** The gradient of a loop, or of a list, has none of its own, as in TensorFlow. */
const once = { second: 'missing' } as const;

const loop = gradientCase(
  'of a variable and a constant',
  [sample([2]), sample([2], 0.2, 0.9)],
  (x, w) =>
    tf.whileLoop(
      (i) => i.less(3),
      (i, a) => [i.add(1), tf.sin(a).mul(w)],
      [start(), x],
    )[1],
  once,
);
const neverRun = gradientCase(
  'of a loop that runs no pass',
  [sample([2]), sample([2], 0.2, 0.9)],
  (x, w) =>
    tf.whileLoop(
      (i) => i.less(0),
      (i, a) => [i.add(1), tf.sin(a).mul(w)],
      [start(), x],
    )[1],
  once,
);
const nested = gradientCase(
  'of loops in loops',
  [sample([]), sample([], 0.2, 0.9)],
  (x, w) =>
    tf.whileLoop(
      (i) => i.less(3),
      (i, a) => [
        i.add(1),
        tf
          .whileLoop(
            (j) => j.less(i),
            (j, b) => [j.add(1), tf.cos(b).mul(w).add(a)],
            [start(), a],
          )[1]
          .mul(x),
      ],
      [start(), x],
    )[1],
  once,
);
const branching = gradientCase(
  'of branches in loops',
  [sample([2]), sample([2], 0.2, 0.9)],
  (x, w) =>
    tf.whileLoop(
      (i) => i.less(4),
      (i, a) => [
        i.add(1),
        tf.cond(
          tf.equal(tf.mod(i, 2), 0),
          () => tf.sin(a).mul(w),
          () => tf.square(a),
        ),
      ],
      [start(), x],
    )[1],
  once,
);
const loops: readonly GradientCase[] = [loop, neverRun, nested, branching];

export const controlCases: GradientCases = {
  Enter: loops,
  Exit: loops,
  NextIteration: loops,
  TensorArrayWriteV3: [
    gradientCase(
      'two elements',
      [sample([2]), sample([2], 1, 2)],
      (x, y) => shaped(list(x, 2).write(0, tf.square(x)).write(1, y.mul(x)).stack(), [2, 2]),
      once,
    ),
  ],
  TensorArrayReadV3: [
    gradientCase(
      'twice the same',
      [sample([3, 2])],
      (x) => {
        const array = list(x, 3).unstack(x);
        return shaped(array.read(1).mul(array.read(2)).add(array.read(1)), [2]);
      },
      once,
    ),
  ],
  TensorArrayScatterV3: [
    gradientCase(
      'in another order',
      [sample([2, 2])],
      (x) => shaped(list(x, 2).scatter([1, 0], tf.square(x)).stack(), [2, 2]),
      once,
    ),
  ],
  TensorArrayGatherV3: [
    gradientCase(
      'some',
      [sample([3, 2])],
      (x) => shaped(tf.square(list(x, 3).unstack(x).gather([2, 0])), [2, 2]),
      once,
    ),
  ],
  TensorArraySplitV3: [
    gradientCase(
      'into parts',
      [sample([3, 2])],
      (x) => {
        const options = { inferShape: false, clearAfterRead: false };
        const parts = new tf.TensorArray(x.dtype, 2, options).split(tf.sin(x), [1, 2]);
        return tf.square(shaped(parts.read(1), [2, 2]));
      },
      once,
    ),
  ],
  TensorArrayConcatV3: [
    gradientCase(
      'of parts',
      [sample([3, 2])],
      (x) => {
        const parts = new tf.TensorArray(x.dtype, 2, { inferShape: false }).split(x, [1, 2]);
        return tf.square(shaped(parts.concat(), [3, 2]));
      },
      once,
    ),
  ],
};
