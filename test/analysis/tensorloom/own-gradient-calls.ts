/** Functions with gradients of their own, second derivatives and shared variables, for public-function-calls.ts. */

import type * as tensorloom from '../../../engine/index.ts';
import type { Program } from './public-function-calls.ts';

type Tensor = tensorloom.Tensor;

export const ownGradientCalls: Readonly<Record<string, Program>> = {
  customGradient: (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    const w = new tf.Variable(tf.ones([3]), { name: 'w' });
    const clipped = tf.customGradient((a: Tensor) => [tf.identity(a), (dy: Tensor) => tf.clipByValue(dy, -1, 1)]);
    const scaled = tf.customGradient((a: Tensor, b: Tensor) => [
      { sum: a.add(b).mul(w), first: a },
      (sum: Tensor, first: Tensor, { variables }: tensorloom.CustomGradientOptions) => [
        [sum.mul(variables[0]).add(first), null],
        variables.map((variable) => tf.reduceSum(sum, 0).mul(variable)),
      ],
    ]);
    const { sum, first } = scaled(clipped(x), 2);
    return tf.gradients([sum.mul(first), clipped(w)], [x, w]);
  },
  RegisterGradient: (tf) => {
    tf.RegisterGradient('GuidedReluOfCalls', (op, dy) => tf.where(op.inputs[0].greater(0), tf.nn.relu(dy), dy.mul(0)));
    const x = tf.placeholder('float32', [null, 3]);
    const [guided, sign] = tf
      .getDefaultGraph()
      .gradientOverrideMap({ Relu: 'GuidedReluOfCalls', Sign: 'Identity' }, () => [tf.nn.relu(x), tf.sign(x)]);
    return [tf.gradients(guided, x), tf.gradients(sign, x)];
  },
  hessians: (tf) => {
    const x = tf.placeholder('float32', [2, 3]);
    return tf.hessians(tf.reduceSum(tf.square(x).mul(x)), x).map((hessian) => hessian.neg());
  },
  makeTemplate: (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    const layer = tf.makeTemplate('layer', (values: Tensor, scale: number) => {
      const w = tf.getVariable('w', [3, 3]);
      return { out: tf.matmul(values, w).mul(scale), w };
    });
    const { out } = layer(x, 2);
    const early = tf.makeTemplate('layer', (v: Tensor) => v.mul(tf.getVariable('s', [])), { createScopeNow: true });
    return [
      layer(out, 3).w.initializedValue(),
      early(x),
      early(out),
      tf.constant(1, { name: `${layer.variableScopeName}scoped` }),
      ...layer.trainableVariables.map((variable) => variable.value().neg()),
    ];
  },
};
