/** Steps of layers, with variables of their own, and of losses. */

import type { Tensor } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, type Step, sizes } from './grower.ts';

/** Weights that differ from each other and are the same in every run. */
const initializer = (g: Grower) => {
  const seed = 1 + g.c.below(1000);
  return () => tf.randomUniformInitializer({ minval: -0.7, maxval: 0.9, seed });
};

/** An image whose channels are known, so that a layer can make its weights. */
function image(g: Grower) {
  const shape = [1 + g.c.below(2), 3 + g.c.below(3), 3 + g.c.below(3), 1 + g.c.below(3)];
  const x = g.of(g.type(floatTypes), shape);
  return g.special || typeof x.open.shape.dims?.[3] !== 'number' ? undefined : x;
}

const layer = (make: (x: Tensor, units: number, kernelInitializer: tf.Initializer) => Tensor): Step => {
  return (g) => {
    const x = image(g);
    const [units, initial] = [1 + g.c.below(3), initializer(g)];
    return x && ((of) => make(of(x), units, initial()));
  };
};

export const layerSteps: Readonly<Record<string, Step>> = {
  denseLayer: layer((x, units, kernelInitializer) => tf.layers.dense(x, units, tf.nn.tanh, { kernelInitializer })),
  convolutionLayer: layer((x, filters, kernelInitializer) =>
    tf.layers.conv2d(x, filters, 2, 1, 'same', { kernelInitializer, activation: tf.nn.softplus }),
  ),
  transposedLayer: layer((x, filters, kernelInitializer) =>
    tf.layers.conv2dTranspose(x, filters, 2, 2, 'valid', { kernelInitializer }),
  ),
  poolingLayers: layer((x) => tf.layers.averagePooling2d(tf.layers.maxPooling2d(x, 2, 1), 2, 1, 'same')),
  separableLayer: layer((x, filters, initial) =>
    tf.layers.separableConv2d(x, filters, 2, 1, 'same', {
      depthwiseInitializer: initial,
      pointwiseInitializer: initial,
    }),
  ),
  normalizedLayer: layer((x) => tf.layers.batchNormalization(x, { training: true })),
  lossFunctions(g) {
    const x = g.of(g.type(floatTypes), [2 + g.c.below(2), 2 + g.c.below(3)]);
    const y = g.of(x.known.dtype, sizes(x));
    const weight = g.c.of([1, 0.5, 2]);
    if (g.special || [x, y].some(({ open }) => open.shape.rank === null)) return undefined;
    return (of) =>
      [
        tf.losses.meanSquaredError(of(y), of(x), weight),
        tf.losses.absoluteDifference(of(y), of(x), weight),
        tf.losses.huberLoss(of(y), of(x), weight, 0.7),
        tf.losses.logLoss(tf.sigmoid(of(y)), tf.sigmoid(of(x))),
        tf.losses.sigmoidCrossEntropy(tf.sigmoid(of(y)), of(x)),
        tf.losses.softmaxCrossEntropy(tf.nn.softmax(of(y)), of(x)),
      ] as Tensor[];
  },
  fusedBatchNorm(g) {
    const shape = [1 + g.c.below(2), 2, 2, 1 + g.c.below(3)];
    // TensorFlow has it for float32 alone.
    const x = g.of(g.smooth ? 'float64' : 'float32', shape);
    const { dtype } = x.known;
    const [scale, offset] = [g.of(dtype, [shape[3]]), g.of(dtype, [shape[3]])];
    // No gradient flows to these.
    const given = [g.array(dtype, [shape[3]]), g.array(dtype, [shape[3]], 1, 3)];
    const training = g.flip();
    if (g.special) return undefined;
    const attributes = { is_training: training, epsilon: 0.01 };
    return (of) => {
      const moments = training
        ? [tf.zeros([0], dtype), tf.zeros([0], dtype)]
        : given.map((array) => tf.constant(array));
      const outputs = addOp('FusedBatchNormV3', [of(x), of(scale), of(offset), ...moments], attributes).outputs;
      const reserved = outputs.slice(3).map((output) => tf.stopGradient(output));
      const gradients = addOp('FusedBatchNormGradV3', [outputs[0], of(x), of(scale), ...reserved], attributes).outputs;
      return [
        ...outputs.slice(0, 3).map((output, i) => (i ? tf.stopGradient(output) : output)),
        ...gradients.slice(0, 3),
      ];
    };
  },
  texts(g) {
    const x = g.any(['string'], 0, 2);
    const y = g.of('string', sizes(x));
    return (of) => op('StringJoin', [[of(x), of(y), of(x)]], { separator: '/' });
  },
};
