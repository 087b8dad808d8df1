/** `tf.layers.batchNormalization`: each channel with the mean 0 and the variance 1 over the batch (Ioffe and Szegedy, 2015). */

import { GraphError, isKnown, type Operation, ShapeError, type Tensor } from '../../graph/index.ts';
import { addOp } from '../../ops/index.ts';
import { constant } from '../array/constant.ts';
import { reshape } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { onesInitializer, zerosInitializer } from '../initializers/plain.ts';
import { fusedBatchNorm, moments, batchNormalization as normalized } from '../nn/normalization.ts';
import { multiply, subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { publicFunction } from '../signature.ts';
import type { Constraint, Variable } from '../state/variable.ts';
import type { TensorOf } from '../static-types.ts';
import { type ApplyLayerOptions, Layer, type LayerOptions } from './layer.ts';
import { named } from './layer-arguments.ts';
import { knownTraining, type Training, whenTraining } from './training.ts';

export interface BatchNormalizationOptions extends LayerOptions {
  /** The axis of the channels; default the last. */
  readonly axis?: number;
  /** How much of the moving averages stays with each batch; default 0.99. */
  readonly momentum?: number;
  /** Added to the variance; default 0.001. */
  readonly epsilon?: number;
  /** Whether `beta` is added; default true. */
  readonly center?: boolean;
  /** Whether `gamma` multiplies; default true. */
  readonly scale?: boolean;
  readonly betaInitializer?: Initializer | InitializerFactory;
  readonly gammaInitializer?: Initializer | InitializerFactory;
  readonly movingMeanInitializer?: Initializer | InitializerFactory;
  readonly movingVarianceInitializer?: Initializer | InitializerFactory;
  readonly betaRegularizer?: Regularizer | null;
  readonly gammaRegularizer?: Regularizer | null;
  readonly betaConstraint?: Constraint | null;
  readonly gammaConstraint?: Constraint | null;
  readonly training?: Training;
  /** Whether one operation does it; default where it can: images of float32 with channels on axis 1 or 3. */
  readonly fused?: boolean | null;
}

/** Normalizes by the moments of the batch in training, else by their moving averages. */
export class BatchNormalization extends Layer {
  readonly #given: BatchNormalizationOptions;
  #axis = -1;
  #isFused = false;
  #gamma: Variable | undefined;
  #beta: Variable | undefined;
  #movingMean: Variable | undefined;
  #movingVariance: Variable | undefined;

  constructor(
    axis?: number | BatchNormalizationOptions,
    momentum?: number | BatchNormalizationOptions,
    epsilon?: number | BatchNormalizationOptions,
    options?: BatchNormalizationOptions,
  ) {
    const given = readOptions<BatchNormalizationOptions>(
      ['axis', 'momentum', 'epsilon'],
      [axis, momentum, epsilon, options],
    );
    super('batch_normalization', given);
    this.#given = given;
  }

  get gamma(): Variable | undefined {
    return this.#gamma;
  }
  get beta(): Variable | undefined {
    return this.#beta;
  }
  get movingMean(): Variable | undefined {
    return this.#movingMean;
  }
  get movingVariance(): Variable | undefined {
    return this.#movingVariance;
  }

  protected build(inputs: Tensor): void {
    const { dims } = inputs.shape;
    if (!dims) throw new ShapeError(`Input has undefined rank: ${inputs}.`, inputs.op.describe());
    const { axis = -1, fused, center = true, scale = true, ...given } = this.#given;
    this.#axis = axis < 0 ? axis + dims.length : axis;
    const channels = dims[this.#axis];
    if (channels === undefined) {
      throw new GraphError(`Invalid axis ${axis} for inputs of shape ${inputs.shape}.`, inputs.op.describe());
    }
    if (!isKnown(channels)) {
      throw new ShapeError(
        `Input has undefined \`axis\` dimension. Input shape: ${inputs.shape}.`,
        inputs.op.describe(),
      );
    }
    this.needFloats('BatchNormalization');
    const canBeFused = dims.length === 4 && (this.#axis === 1 || this.#axis === 3);
    if (fused && !canBeFused) {
      throw new GraphError(
        `Unsupported axis, fused batch norm only supports images with axis == [1] or axis == [3], not ${inputs.shape} with axis ${axis}.`,
        inputs.op.describe(),
      );
    }
    this.#isFused = fused ?? (canBeFused && this.dtype === 'float32');
    if (scale) {
      this.#gamma = this.addWeight('gamma', [channels], {
        initializer: given.gammaInitializer ?? onesInitializer,
        regularizer: given.gammaRegularizer,
        constraint: given.gammaConstraint,
      });
    }
    if (center) {
      this.#beta = this.addWeight('beta', [channels], {
        initializer: given.betaInitializer ?? zerosInitializer,
        regularizer: given.betaRegularizer,
        constraint: given.betaConstraint,
      });
    }
    this.#movingMean = this.addWeight('moving_mean', [channels], {
      initializer: given.movingMeanInitializer ?? zerosInitializer,
      trainable: false,
    });
    this.#movingVariance = this.addWeight('moving_variance', [channels], {
      initializer: given.movingVarianceInitializer ?? onesInitializer,
      trainable: false,
    });
  }

  protected call(inputs: Tensor, { training = false }: ApplyLayerOptions): Tensor {
    return this.#isFused ? this.#fused(inputs, training) : this.#unfused(inputs, training);
  }

  #unfused(inputs: Tensor, training: Training): Tensor {
    const { shape } = inputs;
    const rank = shape.rank!;
    const axes = Array.from({ length: rank }, (_, i) => i).filter((i) => i !== this.#axis);
    // What is one a channel lies along the last axis by itself.
    const along = (x: Tensor): Tensor => {
      if (this.#axis === rank - 1) return x;
      return reshape(
        x,
        Array.from({ length: rank }, (_, i) => (i === this.#axis ? (shape.dims![i] as number) : 1)),
      );
    };
    const scale = this.#gamma && along(convertToTensor(this.#gamma));
    const offset = this.#beta && along(convertToTensor(this.#beta));
    const [movingMean, movingVariance] = [this.#movingMean!, this.#movingVariance!];
    let [mean, variance]: [Tensor, Tensor] = [convertToTensor(movingMean), convertToTensor(movingVariance)];
    if (knownTraining(training) !== false) {
      const ofBatch = moments(inputs, axes) as [Tensor, Tensor];
      mean = whenTraining(
        training,
        () => ofBatch[0],
        () => convertToTensor(movingMean),
      );
      variance = whenTraining(
        training,
        () => ofBatch[1],
        () => convertToTensor(movingVariance),
      );
      // Where it does not train, the averages move to themselves.
      this.addUpdate(this.#move(movingMean, mean));
      this.addUpdate(this.#move(movingVariance, variance));
    }
    const { epsilon = 1e-3 } = this.#given;
    const output = normalized(inputs, along(mean), along(variance), offset ?? null, scale ?? null, epsilon);
    output.setShape(shape);
    return output as Tensor;
  }

  #fused(inputs: Tensor, training: Training): Tensor {
    const channels = this.#movingMean!.shape.known!;
    const gamma = this.#gamma ?? constant(1, { dtype: this.dtype, shape: channels });
    const beta = this.#beta ?? constant(0, { dtype: this.dtype, shape: channels });
    const { epsilon = 1e-3 } = this.#given;
    const options = { epsilon, dataFormat: this.#axis === 1 ? ('NCHW' as const) : ('NHWC' as const) };
    const ofBatch = () => fusedBatchNorm(inputs, gamma, beta, options);
    const ofAverages = () =>
      fusedBatchNorm(inputs, gamma, beta, {
        ...options,
        mean: this.#movingMean!,
        variance: this.#movingVariance!,
        isTraining: false,
      });
    const known = knownTraining(training);
    if (known === false) return ofAverages()[0] as Tensor;
    const [batch, averages] = [ofBatch(), known ? undefined : ofAverages()];
    const [output, mean, variance] = batch.map((x, i) =>
      averages
        ? whenTraining(
            training,
            () => x as Tensor,
            () => averages[i] as Tensor,
          )
        : (x as Tensor),
    );
    const momentum = convertToTensor(this.#given.momentum ?? 0.99, { dtype: this.dtype });
    this.addUpdate(this.#move(this.#movingMean!, mean, momentum));
    this.addUpdate(this.#move(this.#movingVariance!, variance, momentum));
    return output;
  }

  /** average ← average − (average − value) · (1 − momentum). @param momentum - As a tensor, where there is one. */
  #move(average: Variable, value: Tensor, momentum?: Tensor): Operation {
    const graph = average.graph;
    return graph.withNameScope('AssignMovingAvg', (scope) => {
      const decay = momentum
        ? subtract(1, momentum)
        : convertToTensor(1 - (this.#given.momentum ?? 0.99), { dtype: average.dtype, name: 'decay' });
      const delta = multiply(subtract(convertToTensor(average), value), decay);
      return addOp('AssignSub', [average.asGraphElement(), delta], {}, { name: scope });
    });
  }
}

/**
 * gamma · (x − mean) / √(variance + epsilon) + beta, one of each a channel; of the shape of the inputs. In training, mean
 * and variance are those of the batch, and moving averages follow them: run what is in `tf.GraphKeys.UPDATE_OPS` with each
 * step. Else they are the averages. The variables are `gamma`, `beta`, `moving_mean` and `moving_variance`.
 * @throws ShapeError if the number of channels is not known.
 */
export const batchNormalization = publicFunction(
  'layers.batchNormalization(inputs: tensor, axis: number = -1, momentum = 0.99, epsilon = 0.001, {center = true, scale = true, betaInitializer: any, gammaInitializer: any, movingMeanInitializer: any, movingVarianceInitializer: any, betaRegularizer: any, gammaRegularizer: any, betaConstraint: any, gammaConstraint: any, training: tensor = false, trainable = true, name, reuse: any, fused: any})',
  <X extends TensorLike>(
    inputs: X,
    axis?: number | BatchNormalizationOptions,
    momentum?: number | BatchNormalizationOptions,
    epsilon?: number | BatchNormalizationOptions,
    options?: BatchNormalizationOptions,
  ): TensorOf<X> => {
    const given = readOptions<BatchNormalizationOptions>(
      ['axis', 'momentum', 'epsilon'],
      [axis, momentum, epsilon, options],
    );
    const layer = new BatchNormalization(named(given));
    return layer.apply(inputs, { training: given.training ?? false }) as TensorOf<X>;
  },
);
