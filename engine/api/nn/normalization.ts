/** `tf.nn`: means and variances, and normalization by them. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import type { ImageFormat } from './convolution.ts';
import { add, maximum, multiply, negate, reduce, subtract } from './operator.ts';

interface Named {
  readonly name?: string;
}

/** Half the sum of squares of all elements. */
export const l2Loss = publicFunction(
  'nn.l2Loss(t: tensor, {name})',
  <X extends TensorLike>(t: X, options: Named = {}): Tensor<DTypeOf<X>, 'scalar'> => apply('L2Loss', [t], {}, options),
);

export interface L2NormalizeOptions extends Named {
  /** The axes whose norm becomes 1; default: all. */
  readonly axis?: TensorLike | null;
  /** The old name of `axis`. */
  readonly dim?: TensorLike | null;
  /** Keeps a zero vector from being divided by zero: the smallest squared norm; default 1e-12. */
  readonly epsilon?: number;
}

/** x / √max(Σ x², epsilon), the sum being over `axis`; of the shape of `x`. */
export const l2Normalize = publicFunction(
  'nn.l2Normalize(x: tensor, axis?: axis, epsilon = 1e-12, {dim: axis, name})',
  <X extends TensorLike>(
    x: X,
    axis?: TensorLike | null | L2NormalizeOptions,
    epsilon?: number | L2NormalizeOptions,
    options?: L2NormalizeOptions,
  ): TensorOf<X> => {
    const given = readOptions<L2NormalizeOptions>(['axis', 'epsilon'], [axis, epsilon, options]);
    return opScope(given.name, 'l2_normalize', [x], (scope) => {
      const value = convertToTensor(x, { name: 'x' });
      const squares = reduce('Sum', op('Square', [value]), given.axis ?? given.dim ?? null, true);
      const inverse = op('Rsqrt', [maximum(squares, given.epsilon ?? 1e-12)]);
      return op('Mul', [value, inverse], {}, scope);
    }) as TensorOf<X>;
  },
);

export interface MomentsOptions extends Named {
  /** Leaves the reduced axes with size 1. */
  readonly keepDims?: boolean;
}

/** Mean and (biased) variance over `axes`. */
export const moments = publicFunction(
  'nn.moments(x: tensor, axes: axis, {keepDims = false, name})',
  <X extends TensorLike>(
    x: X,
    axes: number | readonly number[],
    options: MomentsOptions = {},
  ): [mean: Tensor<DTypeOf<X>>, variance: Tensor<DTypeOf<X>>] =>
    opScope(options.name, 'moments', [x], () => {
      const value = convertToTensor(x, { name: 'x' });
      const list = typeof axes === 'number' ? [axes] : axes;
      const mean = reduce('Mean', value, list, true, 'mean');
      // The variance does not depend on the mean to first order: nothing needs to flow back there.
      const squares = op('SquaredDifference', [value, op('StopGradient', [mean])]);
      const variance = reduce('Mean', squares, list, true, 'variance');
      if (options.keepDims) return [mean, variance];
      const squeeze = (tensor: Tensor) =>
        list.length === 0 ? tensor : op('Squeeze', [tensor], { squeeze_dims: list });
      return [squeeze(mean), squeeze(variance)];
    }) as [Tensor<DTypeOf<X>>, Tensor<DTypeOf<X>>],
);

/**
 * scale · (x − mean) / √(variance + varianceEpsilon) + offset. All must broadcast to the shape of `x`; null leaves
 * `offset` or `scale` out.
 */
export const batchNormalization = publicFunction(
  'nn.batchNormalization(x: tensor, mean: tensor, variance: tensor, offset: tensor, scale: tensor, varianceEpsilon: number, {name})',
  <X extends TensorLike>(
    x: X,
    mean: TensorLike,
    variance: TensorLike,
    offset: TensorLike | null,
    scale: TensorLike | null,
    varianceEpsilon: number,
    options: Named = {},
  ): TensorOf<X> =>
    opScope(options.name, 'batchnorm', [x, mean, variance, scale, offset], () => {
      const value = convertToTensor(x, { name: 'x' });
      const typed = (item: TensorLike, name: string) => convertToTensor(item, { dtype: value.dtype, name });
      const center = typed(mean, 'mean');
      const inverse = op('Rsqrt', [add(typed(variance, 'variance'), varianceEpsilon)]);
      const factor = scale === null ? inverse : multiply(inverse, typed(scale, 'scale'));
      const scaled = multiply(value, factor);
      const shift = multiply(center, factor);
      return add(scaled, offset === null ? negate(shift) : subtract(typed(offset, 'offset'), shift));
    }) as TensorOf<X>,
);

/**
 * gamma · (t − m) / √(v + varianceEpsilon) + beta for images [n, h, w, c], one of each a channel; without gamma unless
 * `scaleAfterNormalization`. The old form of `batchNormalization`.
 */
export const batchNormWithGlobalNormalization = publicFunction(
  'nn.batchNormWithGlobalNormalization(t: tensor, m: tensor, v: tensor, beta: tensor, gamma: tensor, varianceEpsilon: number, scaleAfterNormalization: boolean, {name})',
  <X extends TensorLike>(
    t: X,
    m: TensorLike,
    v: TensorLike,
    beta: TensorLike,
    gamma: TensorLike | null,
    varianceEpsilon: number,
    scaleAfterNormalization: boolean,
    options: Named = {},
  ): TensorOf<X> => batchNormalization(t, m, v, beta, scaleAfterNormalization ? gamma : null, varianceEpsilon, options),
);

export interface FusedBatchNormOptions extends Named {
  /** [c]; only where it does not train. */
  readonly mean?: TensorLike;
  readonly variance?: TensorLike;
  /** Default 0.001. */
  readonly epsilon?: number;
  /** The order of axes; default NHWC. */
  readonly dataFormat?: ImageFormat;
  /** Whether to take the moments of the batch (default), or those given. */
  readonly isTraining?: boolean;
}

/**
 * scale · (x − mean) / √(variance + epsilon) + offset for images [n, h, w, c], one of each a channel, in one operation.
 * Gives the images, the mean, and the variance: of the batch, the estimate for all data (n·h·w / (n·h·w − 1) times its own).
 * @throws GraphError for moments given in training, or missing otherwise.
 */
export const fusedBatchNorm = publicFunction(
  "nn.fusedBatchNorm(x: tensor, scale: tensor, offset: tensor, mean?: tensor, variance?: tensor, epsilon = 0.001, dataFormat = 'NHWC', isTraining = true, {name})",
  <X extends TensorLike>(
    x: X,
    scale: TensorLike,
    offset: TensorLike,
    mean?: TensorLike | null | FusedBatchNormOptions,
    variance?: TensorLike | null | FusedBatchNormOptions,
    epsilon?: number | FusedBatchNormOptions,
    dataFormat?: ImageFormat | FusedBatchNormOptions,
    isTraining?: boolean | FusedBatchNormOptions,
    options?: FusedBatchNormOptions,
  ): [
    y: Tensor<DTypeOf<X>, 'array'>,
    batchMean: Tensor<DTypeOf<X>, 'array'>,
    batchVariance: Tensor<DTypeOf<X>, 'array'>,
  ] => {
    const given = readOptions<FusedBatchNormOptions>(
      ['mean', 'variance', 'epsilon', 'dataFormat', 'isTraining'],
      [mean, variance, epsilon, dataFormat, isTraining, options],
    );
    const { isTraining: trains = true } = given;
    if (trains && (given.mean !== undefined || given.variance !== undefined)) {
      throw new GraphError("Both 'mean' and 'variance' must be left out if isTraining is true.");
    }
    if (!trains && (given.mean === undefined || given.variance === undefined)) {
      throw new GraphError("Both 'mean' and 'variance' must be given if isTraining is false.");
    }
    const image = convertToTensor(x, { name: 'input' });
    const { dtype } = image;
    const factors = [
      convertToTensor(scale, { dtype, name: 'scale' }),
      convertToTensor(offset, { dtype, name: 'offset' }),
    ];
    const ofChannels = [given.mean ?? [], given.variance ?? []].map((moment) => convertToTensor(moment, { dtype }));
    const attributes = {
      epsilon: given.epsilon ?? 0.001,
      data_format: given.dataFormat ?? 'NHWC',
      is_training: trains,
    };
    const { outputs } = applyOp('FusedBatchNormV3', [image, ...factors, ...ofChannels], attributes, given);
    return [outputs[0], outputs[1], outputs[2]] as never;
  },
);

export interface LocalResponseOptions extends Named {
  /** How many channels on each side count; default 5. */
  readonly depthRadius?: number;
  /** Default 1. */
  readonly bias?: number;
  /** Default 1. */
  readonly alpha?: number;
  /** Default 0.5. */
  readonly beta?: number;
}

/** x / (bias + alpha · Σ x²)^beta, the sum being over the neighbouring channels: [n, h, w, c] → [n, h, w, c]. */
export const localResponseNormalization = publicFunction(
  'nn.localResponseNormalization(input: tensor, depthRadius = 5, bias = 1, alpha = 1, beta = 0.5, {name})',
  <X extends TensorLike>(input: X, ...rest: (number | LocalResponseOptions | undefined)[]): TensorOf<X> => {
    const names = ['depthRadius', 'bias', 'alpha', 'beta'] as const;
    const given = readOptions<LocalResponseOptions>(names, rest);
    const { depthRadius = 5, bias = 1, alpha = 1, beta = 0.5, name } = given;
    return apply('LRN', [input], { depth_radius: depthRadius, bias, alpha, beta }, { name });
  },
);
