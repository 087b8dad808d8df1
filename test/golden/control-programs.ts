/** The programs of control.py, written with our API. Each gives the tensors to fetch. */

import type { TensorArray } from '../../engine/api/index.ts';
import type { Tensor } from '../../engine/graph/index.ts';
import type { Api } from './engine.ts';
import { ownGradientPrograms } from './own-gradient-programs.ts';
import { recurrentPrograms } from './recurrent-programs.ts';

type Program = (tf: Api) => (Tensor | null)[];

export const programs: Readonly<Record<string, Program>> = {
  ...recurrentPrograms,
  ...ownGradientPrograms,

  cond(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const y = tf.placeholder('float32', [2], { name: 'y' });
    const result = tf.cond(
      p,
      () => tf.multiply(x, y),
      () => x,
    );
    return [result, ...tf.gradients(result, [x, y])];
  },

  condNested(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const q = tf.placeholder('bool', [], { name: 'q' });
    const x = tf.placeholder('float32', [], { name: 'x' });
    const v = new tf.Variable(2, { name: 'v' });
    const inner = () =>
      tf.cond(
        q,
        () => tf.square(x),
        () => tf.multiply(x, v),
      );
    const result = tf.cond(
      p,
      () => tf.multiply(inner(), 3),
      () => tf.sin(v),
    );
    return [result, ...tf.gradients(result, [x, v])];
  },

  condStructures(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [null], { name: 'x' });
    const result = tf.cond(
      p,
      () => ({ a: x, b: [tf.reduceSum(x), 1] }),
      () => ({ a: tf.square(x), b: [2, 3] }),
    );
    return [result.a, ...result.b, ...tf.gradients([result.a, result.b[0]], [x])];
  },

  condWithZeroGradient(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [null, 2], { name: 'x' });
    const result = tf.cond(
      p,
      () => tf.reduceSum(x),
      () => tf.constant(3),
    );
    return [result, ...tf.gradients(result, [x])];
  },

  case(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const pairs = [
      [tf.less(x, 0), () => tf.negative(x)],
      [tf.less(x, 2), () => tf.square(x)],
    ];
    const result = tf.case(pairs, { default: () => tf.multiply(x, 10) });
    return [result, ...tf.gradients(result, [x])];
  },

  whileCounts(tf) {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const n = tf.placeholder('int32', [], { name: 'n' });
    const start = tf.constant(0, 'int32', { name: 'start' });
    return tf.whileLoop(
      (i: Tensor) => tf.less(i, n),
      (i: Tensor, a: Tensor) => [tf.add(i, 1), a.mul(x).add(tf.reduceSum(x))],
      [start, tf.ones([2])],
    );
  },

  whileWithBranches(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const body = (a: Tensor) =>
      tf.cond(
        tf.greater(a, 2),
        () => tf.multiply(a, 2),
        () => tf.add(a, 0.5),
      );
    return [tf.whileLoop((a: Tensor) => tf.less(a, 20), body, [x], { maximumIterations: 5 })];
  },

  whileNested(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const v = new tf.Variable(1.5, { name: 'v' });
    const inner = (a: Tensor) =>
      tf.whileLoop(
        (b: Tensor) => tf.less(b, 4),
        (b: Tensor) => tf.multiply(b, v),
        [a],
      );
    const body = (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.subtract(inner(a), 3)];
    return tf.whileLoop((i: Tensor) => tf.less(i, 5), body, [tf.constant(0, { name: 'start' }), x]);
  },

  whileInCond(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [], { name: 'x' });
    const loop = () =>
      tf.whileLoop(
        (a: Tensor) => tf.less(a, 10),
        (a: Tensor) => tf.add(a, x),
        [x],
      );
    return [tf.cond(p, loop, () => tf.negative(x))];
  },

  whileAssigns(tf) {
    const n = tf.placeholder('int32', [], { name: 'n' });
    const v = new tf.Variable(1, { name: 'v' });
    const body = (i: Tensor) => tf.controlDependencies([tf.assignAdd(v, 2)], () => tf.add(i, 1));
    const start = tf.constant(0, 'int32', { name: 'start' });
    const count = tf.whileLoop((i: Tensor) => tf.less(i, n), body, [start]);
    const after = tf.controlDependencies([count], () => tf.identity(v, { name: 'after' }));
    return [count, after];
  },

  whileGrows(tf) {
    const x = tf.placeholder('float32', [null], { name: 'x' });
    return tf.whileLoop(
      (_: Tensor, a: Tensor) => tf.less(tf.size(a), 20),
      (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.concat([a, a], 0)],
      [tf.constant(0, 'int32', { name: 'start' }), x],
      { shapeInvariants: [[], [null]] },
    );
  },

  whileGradient(tf) {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const w = tf.placeholder('float32', [2], { name: 'w' });
    const n = tf.placeholder('int32', [], { name: 'n' });
    const body = (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.sin(a).mul(w).add(tf.square(a))];
    const start = tf.constant(0, 'int32', { name: 'start' });
    const result = tf.whileLoop((i: Tensor) => tf.less(i, n), body, [start, x])[1];
    return [result, ...tf.gradients(result, [x, w])];
  },

  whileGradientOfUnused(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const y = tf.placeholder('float32', [], { name: 'y' });
    const z = tf.placeholder('float32', [], { name: 'z' });
    const body = (i: Tensor, a: Tensor, b: Tensor, c: Tensor) => [tf.add(i, 1), tf.multiply(a, b), tf.add(b, c), z];
    const start = tf.constant(0, 'int32', { name: 'start' });
    const result = tf.whileLoop((i: Tensor) => tf.less(i, 3), body, [start, x, y, tf.identity(x, { name: 'c' })]);
    return [result[1], ...tf.gradients(result[1], [x, y, z])];
  },

  whileGradientNested(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const v = new tf.Variable(0.7, { name: 'v' });
    const inner = (i: Tensor, a: Tensor) =>
      tf.whileLoop(
        (j: Tensor) => tf.less(j, i),
        (j: Tensor, b: Tensor) => [tf.add(j, 1), tf.multiply(tf.sin(b), v).add(a)],
        [tf.constant(0, 'int32', { name: 'inner' }), a],
      )[1];
    const body = (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.multiply(inner(i, a), x)];
    const result = tf.whileLoop((i: Tensor) => tf.less(i, 4), body, [tf.constant(0, 'int32', { name: 'start' }), x])[1];
    return [result, ...tf.gradients(result, [x, v])];
  },

  whileGradientWithBranches(tf) {
    const x = tf.placeholder('float32', [null], { name: 'x' });
    const w = tf.placeholder('float32', [], { name: 'w' });
    const v = new tf.Variable(0.5, { name: 'v' });
    const body = (i: Tensor, given: Tensor) => {
      const big = tf.greater(tf.reduceSum(given), 2);
      const a = tf.cond(
        big,
        () => tf.multiply(given, v),
        () => tf.square(given).add(w),
      );
      const b = tf.cond(
        tf.equal(i, 1),
        () => tf.exp(a),
        () =>
          tf.cond(
            big,
            () => tf.multiply(a, w),
            () => a,
          ),
      );
      return [tf.add(i, 1), b];
    };
    const result = tf.whileLoop((i: Tensor) => tf.less(i, 4), body, [tf.constant(0, 'int32', { name: 'start' }), x])[1];
    return [result, ...tf.gradients(result, [x, w, v])];
  },

  whileGradientInCond(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [], { name: 'x' });
    const y = tf.placeholder('float32', [], { name: 'y' });
    const loop = () =>
      tf.whileLoop(
        (a: Tensor) => tf.less(a, 10),
        (a: Tensor) => tf.multiply(a, x).add(y),
        [tf.multiply(x, y)],
      );
    const result = tf.cond(p, loop, () => tf.square(x));
    return [result, ...tf.gradients(result, [x, y])];
  },

  whileGradientGrows(tf) {
    const x = tf.placeholder('float32', [null], { name: 'x' });
    const result = tf.whileLoop(
      (a: Tensor) => tf.less(tf.size(a), 12),
      (a: Tensor) => tf.concat([a, tf.square(a)], 0),
      [x],
      { shapeInvariants: [[null]] },
    );
    return [result, ...tf.gradients(result, [x])];
  },

  recurrent(tf) {
    const x = tf.placeholder('float32', [null, 4, 2], { name: 'x' });
    const w = new tf.Variable(
      [
        [0.1, -0.2, 0.3],
        [0.4, 0.5, -0.6],
      ],
      { name: 'w' },
    );
    const u = new tf.Variable(
      [
        [0.2, 0.1, 0],
        [-0.3, 0.2, 0.1],
        [0.5, 0, -0.1],
      ],
      { name: 'u' },
    );
    const inputs = new tf.TensorArray('float32', 4, { name: 'inputs' }).unstack(tf.transpose(x, [1, 0, 2]));
    const outputs = new tf.TensorArray('float32', 4, { name: 'outputs' });
    const batch = tf.stridedSlice(tf.shape(x), [0], [1], { strides: [1], shrinkAxisMask: 1 });
    const h0 = tf.zeros(tf.stack([batch, 3]));
    const body = (i: Tensor, h: Tensor, out: TensorArray) => {
      const next = tf.tanh(tf.matmul(inputs.read(i), w).add(tf.matmul(h, u)));
      return [tf.add(i, 1), next, out.write(i, next)];
    };
    const [, last, out] = tf.whileLoop(
      (i: Tensor) => tf.less(i, 4),
      body,
      [tf.constant(0, 'int32', { name: 'start' }), h0, outputs],
      { shapeInvariants: [[], [null, 3], []] },
    );
    const states = out.stack();
    const loss = tf.reduceSum(tf.square(states)).add(tf.reduceSum(last));
    return [states, last, ...tf.gradients(loss, [w, u, x])];
  },

  tensorArrays(tf) {
    const x = tf.placeholder('float32', [3, 2], { name: 'x' });
    const array = new tf.TensorArray('float32', 3, { clearAfterRead: false }).unstack(x);
    const picked = array.gather([2, 0]);
    const split = new tf.TensorArray('float32', 2, { inferShape: false }).split(x, [1, 2]);
    const joined = tf.multiply(split.concat(), x);
    const written = new tf.TensorArray('float32', 2).write(0, tf.square(x)).write(1, x).stack();
    const loss = tf.reduceSum(tf.multiply(picked, picked)).add(tf.reduceSum(joined)).add(tf.reduceSum(written));
    return [picked, joined, written, array.read(1), ...tf.gradients(loss, [x])];
  },

  functional(tf) {
    const x = tf.placeholder('float32', [null, 2], { name: 'x' });
    const y = tf.placeholder('float32', [null], { name: 'y' });
    const w = new tf.Variable([0.5, -0.25], { name: 'w' });
    const mapped = tf.mapFn((row: Tensor) => tf.square(row).mul(w), x);
    const pairs = tf.mapFn((e: Tensor[]) => [tf.reduceSum(e[0]).mul(e[1]), tf.greater(e[1], 0)], [x, y], {
      dtype: ['float32', 'bool'],
    });
    const left = tf.foldl((a: Tensor, row: Tensor) => tf.sin(a).add(row.mul(w)), x);
    const right = tf.foldr((a: Tensor, row: Tensor) => tf.sin(a).mul(row), x, { initializer: tf.ones([2]) });
    const scanned = tf.scan((a: Tensor, row: Tensor) => a.mul(w).add(row), x);
    const back = tf.scan((a: Tensor[], e: Tensor[]) => [a[0].add(e[1]), a[1].mul(tf.reduceSum(e[0]))], [x, y], {
      initializer: [tf.constant(0), tf.constant(1)],
      reverse: true,
    });
    const loss = tf.addN([mapped, pairs[0], left, right, scanned, ...back].map((tensor) => tf.reduceSum(tensor)));
    return [mapped, ...pairs, left, right, scanned, ...back, ...tf.gradients(loss, [x, y, w])];
  },
};
