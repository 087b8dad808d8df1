/** The programs of own_gradients.py, written with our API. Each gives the tensors to fetch. */

import type { CustomGradientOptions, TensorLike } from '../../engine/api/index.ts';
import type { Operation, Tensor } from '../../engine/graph/index.ts';
import type { Api } from './engine.ts';

type Program = (tf: Api) => (Tensor | null)[];

let registered = 0;

export const ownGradientPrograms: Readonly<Record<string, Program>> = {
  customGradient(tf) {
    const x = tf.placeholder('float32', [3], { name: 'x' });
    const y = tf.placeholder('float32', [3], { name: 'y' });
    const scaled = tf.customGradient((a: Tensor, b: Tensor) => [
      [tf.exp(a).mul(b), tf.reduceSum(a)],
      (d1: Tensor, d2: Tensor) => [d1.mul(2).add(a), d2.mul(tf.square(b))],
    ]);
    const [product, total] = scaled(x, y);
    const first = tf.gradients([tf.square(product), total], [x, y]);
    return [product, total, ...first, ...tf.gradients(first as Tensor[], [x, y])];
  },

  customGradientWithVariables(tf) {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const w = tf.getVariable('w', { initializer: [0.5, -2] });
    const b = tf.getVariable('b', { initializer: [1, 3] });
    const line = tf.customGradient((a: Tensor) => [
      a.mul(w).add(b),
      (dy: Tensor, { variables }: CustomGradientOptions) => {
        if (variables.map((variable) => variable.op.name).join() !== 'b,w')
          throw new Error('The variables are b and w.');
        return [dy.mul(10), [dy.add(1), dy.mul(a)]];
      },
    ]);
    return [line(x), ...tf.gradients(tf.square(line(x)), [x, w, b])];
  },

  gradientOverride(tf) {
    const x = tf.placeholder('float32', [4], { name: 'x' });
    // The program is built more than once, and a name registered once.
    const guided = `GuidedRelu${registered++ || ''}`;
    tf.RegisterGradient(guided, (op: Operation, grad: Tensor) => {
      const zeros = () => tf.zerosLike(grad);
      return tf.where(grad.greater(0), tf.where(op.inputs[0].greater(0), grad, zeros()), zeros());
    });
    const weights = tf.constant([1, -1, 1, 1], { name: 'weights' });
    const graph = tf.getDefaultGraph();
    const [kept, inner, sign] = graph.gradientOverrideMap({ Relu: guided, Sign: 'Identity' }, () => [
      tf.nn.relu(x, { name: 'kept' }),
      graph.gradientOverrideMap({ Relu: 'Relu' }, () => tf.nn.relu(x, { name: 'inner' })),
      tf.sign(x, { name: 'sign' }),
    ]);
    const plain = tf.nn.relu(x, { name: 'plain' });
    return [kept, inner, sign, plain].map((y) => tf.gradients(tf.multiply(y, weights), x)[0]);
  },

  gradientsOfPooling(tf) {
    const x = tf.placeholder('float32', [1, 5, 4, 2], { name: 'x' });
    const v = tf.placeholder('float32', [1, 5, 4, 2], { name: 'v' });
    const pools = [
      [[1, 2, 2, 1], [1, 2, 2, 1], 'SAME'],
      [[1, 3, 2, 1], [1, 1, 1, 1], 'VALID'],
    ] as const;
    return pools.flatMap(([ksize, strides, padding]) => {
      const y = tf.nn.maxPool(x, ksize, strides, padding);
      const [first] = tf.gradients(tf.square(y).mul(y), [x]);
      const [second] = tf.gradients(first!.mul(v), [x]);
      return [second, ...tf.gradients(second!.mul(v), [x])];
    });
  },

  gradientsOfPoolingVolumes(tf) {
    const x = tf.placeholder('float32', [1, 3, 4, 3, 1], { name: 'x' });
    const v = tf.placeholder('float32', [1, 3, 4, 3, 1], { name: 'v' });
    const pools = [
      [[1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'SAME'],
      [[1, 2, 3, 2, 1], [1, 1, 1, 1, 1], 'VALID'],
    ] as const;
    return pools.flatMap(([ksize, strides, padding]) => {
      const [first] = tf.gradients(tf.square(tf.nn.maxPool3d(x, ksize, strides, padding)), [x]);
      return tf.gradients(first!.mul(v), [x]);
    });
  },

  gradientsOfBatchNorm(tf) {
    const x = tf.placeholder('float32', [2, 3, 2, 2], { name: 'x' });
    const v = tf.placeholder('float32', [2, 3, 2, 2], { name: 'v' });
    const scale = tf.placeholder('float32', [2], { name: 'scale' });
    const offset = tf.placeholder('float32', [2], { name: 'offset' });
    const given = {
      mean: tf.constant([0.25, -0.5], { name: 'mean' }),
      variance: tf.constant([2, 0.5], { name: 'variance' }),
    };
    return [{}, given].flatMap((moments) => {
      const isTraining = !('mean' in moments);
      const [y] = tf.nn.fusedBatchNorm(x, scale, offset, { epsilon: 0.1, isTraining, ...moments });
      const first = tf.gradients(y.mul(y).mul(v), [x, scale, offset]) as Tensor[];
      return tf.gradients([first[0].mul(v), first[1].mul(first[1]), first[2]], [x, scale, offset]);
    });
  },

  hessian(tf) {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const w = tf.getVariable('w', {
      initializer: [
        [0.5, -2],
        [1, 3],
      ] as TensorLike,
    });
    const product = tf.reduceSum(tf.matmul(w, tf.expandDims(x, 1)).mul(tf.expandDims(x.mul(x), 1)));
    return tf.hessians([product, tf.reduceSum(tf.sin(w).mul(w))], [x, w]);
  },

  template(tf) {
    const x = tf.placeholder('float32', [null, 2], { name: 'x' });
    const layer = (size: number) => (values: Tensor) => {
      const w = tf.getVariable('w', [2, size], { initializer: tf.constantInitializer(0.5) });
      return tf.nn.relu(tf.matmul(values, w, { name: 'product' }), { name: 'out' });
    };
    const shared = tf.makeTemplate('layer', layer(2));
    const first = shared(x);
    const second = shared(first);
    const other = tf.makeTemplate('layer', layer(3))(x);
    const [early, unique] = tf.variableScope('around', () => [
      tf.makeTemplate('early', layer(1), { createScopeNow: true }),
      tf.makeTemplate('any', layer(1), { uniqueName: 'named' }),
    ]);
    const results = [early(x), early(x), unique(x), unique(x)];
    const third = tf.nameScope('elsewhere', () => shared(second));
    return [first, second, other, ...results, third];
  },
};
