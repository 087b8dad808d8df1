/** Batch normalization of images in one operation (Ioffe and Szegedy, 2015), and its gradient. */

import { sizeOf, TensorShape } from '../../graph/index.ts';
import { type Expr, minus, over, plus, squared, times, unary, type Value } from '../kernel-language/index.ts';
import { addOp, attr, defineOp, type InferenceContext, type LoweringContext, typeSets } from '../registry/index.ts';
import { dimsOfRank, mergeShapes } from '../same-shape.ts';
import { batchNormGradGrad } from './batch-norm-gradient.ts';
import { checkDataFormat, fromNHWC, shapeFromNHWC, shapeNHWC, toNHWC } from './window.ts';

const attributes = {
  T: attr.type(typeSets.floats),
  U: attr.type(typeSets.floats),
  epsilon: attr.float(0.0001),
  data_format: attr.string('NHWC'),
  is_training: attr.bool(true),
};

const allButChannels = [0, 1, 2];

/** Shapes of the images and of what there is one of a channel. */
function channelwise(c: InferenceContext, image: TensorShape, channelInputs: readonly number[]) {
  checkDataFormat(c);
  const dims = shapeNHWC(c, image.dims ?? dimsOfRank(c, 0, 4));
  const channels = channelInputs
    .map((index) => new TensorShape(dimsOfRank(c, index, 1)))
    .reduce((known, shape) => mergeShapes(c, known, shape), TensorShape.of(dims[3]));
  dims[3] = channels.dims![0];
  return { images: new TensorShape(shapeFromNHWC(c, dims)), channels };
}

const inverseDeviation = (c: LoweringContext, variance: Expr): Expr =>
  unary('rsqrt', plus(variance, Math.fround(c.attr('epsilon', 'float'))));

/** The mean over all but the channels. */
function meanOf(c: LoweringContext, x: Value): Value {
  return c.b.map([c.b.reduce('sum', x, allButChannels)], (sum) => over(sum, countOf(x)));
}

const countOf = ({ shape }: Value): number => sizeOf(shape.slice(0, 3));

defineOp('FusedBatchNormV3', {
  inputs: ['x: T', 'scale: U', 'offset: U', 'mean: U', 'variance: U'],
  outputs: [
    'y: T',
    'batch_mean: U',
    'batch_variance: U',
    'reserve_space_1: U',
    'reserve_space_2: U',
    'reserve_space_3: U',
  ],
  attributes,
  infer: (c) => {
    // In training, mean and variance are those of the batch, and these two inputs are empty.
    const given = c.attr('is_training', 'bool') ? [1, 2] : [1, 2, 3, 4];
    const { images, channels } = channelwise(c, new TensorShape(dimsOfRank(c, 0, 4)), given);
    return [images, channels, channels, channels, channels, TensorShape.scalar];
  },
  gradient: (node, [g]) => {
    const [x, scale, , mean, variance] = node.inputs;
    const [, , , batchMean, batchVariance, third] = node.outputs;
    const moments = node.attr('is_training', 'bool') ? [batchMean, batchVariance] : [mean, variance];
    const [dx, dscale, doffset] = addOp('FusedBatchNormGradV3', [g!, x, scale, ...moments, third], {
      epsilon: node.attr('epsilon', 'float'),
      data_format: node.attr('data_format', 'string'),
      is_training: node.attr('is_training', 'bool'),
    }).outputs;
    return [dx, dscale, doffset, null, null];
  },
  lower: (c) => {
    const [image, scale, offset, givenMean, givenVariance] = c.inputs;
    const isTraining = c.attr('is_training', 'bool');
    const x = toNHWC(c, image);
    const mean = isTraining ? meanOf(c, x) : givenMean;
    const variance = isTraining
      ? meanOf(
          c,
          c.b.map([x, mean], (a, m) => squared(minus(a, m))),
        )
      : givenVariance;
    const y = c.b.map([x, scale, offset, mean, variance], (a, s, o, m, v) =>
      plus(times(times(minus(a, m), inverseDeviation(c, v)), s), o),
    );
    // What is kept of the variance is an estimate of that of all data, of which the batch is a sample (Bessel).
    const count = countOf(x);
    const unbiased = isTraining ? c.b.map([variance], (v) => times(v, count / Math.max(count - 1, 1))) : variance;
    return [fromNHWC(c, y), mean, unbiased, mean, variance, c.b.fill(0, mean.dtype, [])];
  },
});

defineOp('FusedBatchNormGradV3', {
  inputs: ['y_backprop: T', 'x: T', 'scale: U', 'reserve_space_1: U', 'reserve_space_2: U', 'reserve_space_3: U'],
  outputs: ['x_backprop: T', 'scale_backprop: U', 'offset_backprop: U', 'reserve_space_4: U', 'reserve_space_5: U'],
  attributes,
  infer: (c) => {
    const image = mergeShapes(c, new TensorShape(dimsOfRank(c, 0, 4)), new TensorShape(dimsOfRank(c, 1, 4)));
    const { images, channels } = channelwise(c, image, [2, 3, 4]);
    return [images, channels, channels, TensorShape.of(0), TensorShape.of(0)];
  },
  gradient: batchNormGradGrad,
  lower: (c) => {
    const [dy, x] = [toNHWC(c, c.inputs[0]), toNHWC(c, c.inputs[1])];
    const [, , scale, mean, variance] = c.inputs;
    const sum = (value: Value) => c.b.reduce('sum', value, allButChannels);
    const centred = c.b.map([x, mean], minus);
    const toOffset = sum(dy);
    const products = sum(c.b.map([dy, centred], times));
    const toScale = c.b.map([products, variance], (p, v) => times(p, inverseDeviation(c, v)));
    const factor = c.b.map([scale, variance], (s, v) => times(s, inverseDeviation(c, v)));
    const empty = () => c.b.fill(0, mean.dtype, [0]);
    if (!c.attr('is_training', 'bool')) {
      return [fromNHWC(c, c.b.map([dy, factor], times)), toScale, toOffset, empty(), empty()];
    }
    // The mean and the variance depend on x, too.
    const count = countOf(x);
    const slope = c.b.map([products, variance], (p, v) =>
      over(p, times(plus(v, Math.fround(c.attr('epsilon', 'float'))), count)),
    );
    const shift = c.b.map([toOffset], (o) => over(o, count));
    const dx = c.b.map([dy, centred, slope, shift, factor], (g, a, k, s, f) =>
      times(minus(minus(g, s), times(a, k)), f),
    );
    return [fromNHWC(c, dx), toScale, toOffset, empty(), empty()];
  },
});
