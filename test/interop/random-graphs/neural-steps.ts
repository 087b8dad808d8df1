/** Steps of neural networks: layers, windows over images, losses; with the kernels of their gradients. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, indexTypes, numericTypes, rankOf, type Step, sizes } from './grower.ts';

const paddings = ['SAME', 'VALID'] as const;

/**
 * An image of height and width that a window fits in.
 * @param leastBatch - TensorFlow's depthwise kernels give whatever lies in memory for no images at all.
 */
function image(g: Grower, leastBatch = 0) {
  const dtype = g.type(floatTypes);
  const shape = [leastBatch + g.c.below(3), 3 + g.c.below(4), 3 + g.c.below(4), 1 + g.c.below(3)];
  const window = [1 + g.c.below(3), 1 + g.c.below(3)];
  const stride = 1 + g.c.below(2);
  return { x: g.of(dtype, shape), dtype, shape, window, strides: [1, stride, stride, 1], padding: g.c.of(paddings) };
}

const pool = (type: string, gradient: string): Step => {
  return (g) => {
    const { x, window, strides, padding } = image(g);
    const attributes = { ksize: [1, ...window, 1], strides, padding };
    return (of) => {
      const y = op(type, [of(x)], attributes);
      const operands = type === 'MaxPool' ? [of(x), y] : [tf.shape(of(x))];
      const first = op(gradient, [...operands, tf.square(y)], attributes);
      if (type !== 'MaxPool') return [y, first];
      return [y, first, op('MaxPoolGradGrad', [...operands, tf.square(of(x))], attributes)];
    };
  };
};

const convolution =
  (type: string): Step =>
  (g) => {
    const { x, dtype, shape, window, strides, padding } = image(g, type === 'Conv2D' ? 0 : 1);
    const filter = g.of(dtype, [...window, shape[3], 1 + g.c.below(3)]);
    // What lies outside counts as zeros, so an infinite number may meet one, or not.
    if (g.special) return undefined;
    const dilated = type === 'Conv2D' && strides[1] === 1 && g.c.chance(3);
    const attributes = { strides, padding: padding as string, dilations: dilated ? [1, 2, 2, 1] : [1, 1, 1, 1] };
    const explicit = type === 'Conv2D' && g.c.chance(4);
    if (explicit) Object.assign(attributes, { padding: 'EXPLICIT', explicit_paddings: [0, 0, 1, 0, 0, 2, 0, 0] });
    const names = type === 'Conv2D' ? 'Conv2DBackprop' : 'DepthwiseConv2dNativeBackprop';
    return (of) => {
      const y = op(type, [of(x), of(filter)], attributes);
      // TensorFlow's processor kernels have no gradient of dilated convolutions.
      if (dilated) return tf.stopGradient(y);
      return [
        y,
        op(`${names}Input`, [tf.shape(of(x)), of(filter), y], attributes),
        op(`${names}Filter`, [of(x), tf.shape(of(filter)), y], attributes),
      ];
    };
  };

export const neuralSteps: Readonly<Record<string, Step>> = {
  maxPool: pool('MaxPool', 'MaxPoolGrad'),
  avgPool: pool('AvgPool', 'AvgPoolGrad'),
  conv2d: convolution('Conv2D'),
  depthwise: convolution('DepthwiseConv2dNative'),
  conv1d(g) {
    const dtype = g.type(floatTypes);
    const x = g.of(dtype, [1 + g.c.below(2), 5, 2]);
    const filters = g.of(dtype, [2, 2, 3]);
    return (of) => tf.nn.conv1d(of(x), of(filters), 1, 'SAME');
  },
  conv2dTranspose(g) {
    if (g.special) return undefined;
    const dtype = g.type(floatTypes);
    const x = g.of(dtype, [2, 3, 3, 2]);
    const filter = g.of(dtype, [3, 2, 1, 2]);
    return (of) => tf.nn.conv2dTranspose(of(x), of(filter), [2, 6, 6, 1], [1, 2, 2, 1], 'SAME');
  },
  biasAdd(g) {
    const x = g.any(numericTypes, 2);
    const bias = g.of(x.known.dtype, sizes(x).slice(-1));
    const float = g.any(floatTypes, 4, 4);
    const channels = g.of(float.known.dtype, sizes(float).slice(1, 2));
    return (of) => [
      op('BiasAdd', [of(x), of(bias)]),
      op('BiasAddV1', [of(x), of(bias)]),
      op('BiasAddGrad', [of(x)]),
      op('BiasAdd', [of(float), of(channels)], { data_format: 'NCHW' }),
    ];
  },
  dense(g) {
    const dtype = g.type(floatTypes);
    const x = g.any([dtype], 2, 2);
    const n = 1 + g.c.below(4);
    const weights = g.of(dtype, [sizes(x)[1], n]);
    const bias = g.of(dtype, [n]);
    const activation = g.c.of([tf.nn.relu, tf.nn.sigmoid, tf.nn.tanh, tf.nn.elu, tf.nn.softplus]);
    return (of) => [
      activation(tf.nn.xwPlusB(of(x), of(weights), of(bias))),
      tf.nn.reluLayer(of(x), of(weights), of(bias)),
    ];
  },
  lrn(g) {
    const x = g.of('float32', [1 + g.c.below(2), 2, 3, 1 + g.c.below(6)]);
    const attributes = { depth_radius: 1 + g.c.below(3), bias: 1, alpha: 0.5, beta: 0.75 };
    // TensorFlow's sums over a window hold what is outside of it times 0, which is nothing where it is infinite.
    if (g.special) return undefined;
    return (of) => {
      const y = op('LRN', [of(x)], attributes);
      return [y, op('LRNGrad', [tf.square(y), of(x), y], attributes)];
    };
  },
  batchNormalization(g) {
    const x = g.any(floatTypes, 2);
    const [scale, offset] = [g.of(x.known.dtype, sizes(x).slice(-1)), g.of(x.known.dtype, sizes(x).slice(-1))];
    return (of) => {
      const axes = Array.from({ length: rankOf(x) - 1 }, (_, i) => i);
      const [mean, variance] = tf.nn.moments(of(x), axes) as tf.Tensor[];
      return tf.nn.batchNormalization(of(x), mean, variance, of(offset), of(scale), 0.01);
    };
  },
  losses(g) {
    const x = g.any(floatTypes, 2, 3);
    const labels = g.of(x.known.dtype, sizes(x));
    return (of) => [
      tf.nn.sigmoidCrossEntropyWithLogits({ labels: of(labels), logits: of(x) }),
      tf.nn.weightedCrossEntropyWithLogits({ labels: of(labels), logits: of(x), posWeight: 1.5 } as never),
      tf.nn.l2Loss(of(x)),
      tf.reduceMean(tf.squaredDifference(of(x), of(labels))),
    ];
  },
  softmaxCrossEntropy(g) {
    const x = g.any(floatTypes, 2, 2);
    const labels = g.of(x.known.dtype, sizes(x));
    // The gradient that it gives is the slope where labels sum to 1.
    return (of) =>
      addOp('SoftmaxCrossEntropyWithLogits', [of(x), g.smooth ? op('Softmax', [of(labels)]) : of(labels)]).outputs;
  },
  softmaxCrossEntropyOfMore(g) {
    const x = g.any(floatTypes, 1, 4);
    const labels = g.of(x.known.dtype, sizes(x));
    const axis = g.axis(rankOf(x));
    if (x.open.shape.rank === null || labels.open.shape.rank === null) return undefined;
    return (of) => {
      const given = g.smooth ? tf.nn.softmax(of(labels), axis) : of(labels);
      return tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: given, logits: of(x), axis });
    };
  },
  sparseCrossEntropy(g) {
    const x = g.any(floatTypes, 2, 2);
    const [n, classes] = sizes(x);
    const dtype = g.c.of(indexTypes);
    if (!classes) return undefined;
    const labels = g.fresh(dtype, [n], g.array(dtype, [n], 0, classes));
    return (of) => {
      const [loss, backprop] = addOp('SparseSoftmaxCrossEntropyWithLogits', [of(x), of(labels)]).outputs;
      // Only TensorFlow 2 has gradients of the second output.
      return [loss, tf.stopGradient(backprop)];
    };
  },
  softmaxAlong(g) {
    const x = g.any(floatTypes, 1);
    const axis = g.axis(rankOf(x));
    if (x.open.shape.rank === null || rankOf(x) === 0) return undefined;
    return (of) => [tf.nn.softmax(of(x), axis), tf.nn.logSoftmax(of(x), axis)];
  },
  embedding(g) {
    const params = g.any(floatTypes, 1, 3);
    if (!sizes(params)[0]) return undefined;
    const ids = g.fresh('int32', [2, 2], g.array('int32', [2, 2], 0, sizes(params)[0]));
    return (of) => tf.nn.embeddingLookup(of(params), of(ids));
  },
  embeddingInParts(g) {
    const params = g.any(floatTypes, 1, 3);
    const [n] = sizes(params);
    if (!n) return undefined;
    const ids = g.fresh('int64', [2, 2], g.array('int64', [2, 2], 0, 2 * n));
    const given = g.flip() ? { partitionStrategy: 'div' as const } : { maxNorm: 2 };
    return (of) => tf.nn.embeddingLookup([of(params), of(params)], of(ids), given);
  },
  dropout(g) {
    const x = g.any(floatTypes);
    const [keep, seed] = [g.c.of([0.3, 0.5, 0.9]), g.c.below(1000)];
    return (of) => tf.nn.dropout(of(x), keep, null, seed);
  },
};
