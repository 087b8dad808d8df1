/** `tf.layers.flatten` and `dropout`. These layers have no variables. */

import { isKnown, multiplyDims, type Tensor, TensorShape } from '../../graph/index.ts';
import { identity } from '../array/identity.ts';
import { transpose } from '../array/order.ts';
import { reshape, shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import type { TensorLike } from '../convert.ts';
import { dropout as dropoutOf } from '../nn/dropout.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import { type ApplyLayerOptions, Layer, type LayerOptions } from './layer.ts';
import { type DataFormat, imageFormat } from './layer-arguments.ts';
import { type Training, whenTraining } from './training.ts';

export interface FlattenOptions extends Pick<LayerOptions, 'name'> {
  readonly dataFormat?: DataFormat;
}

/** All that belongs to one example in a row: [n, …] → [n, k]. */
export class Flatten extends Layer {
  readonly #channelsFirst: boolean;

  constructor(options: FlattenOptions = {}) {
    super('flatten', options);
    this.#channelsFirst = imageFormat(options.dataFormat ?? 'channels_last') === 'NCHW';
  }

  protected build(): void {}

  protected call(inputs: Tensor): Tensor {
    this.needRank(inputs, 1, true);
    const { rank } = inputs.shape;
    const last = Array.from({ length: Math.max((rank ?? 0) - 2, 0) }, (_, i) => i + 2);
    const x = this.#channelsFirst && rank !== null && rank > 1 ? transpose(inputs, [0, ...last, 1]) : inputs;
    const { dims } = x.shape;
    const batch = dims && isKnown(dims[0]) && dims[0] > 0 ? dims[0] : vectorItem(shape(x), 0);
    const flat = reshape(x, typeof batch === 'number' ? [batch, -1] : [batch, -1]);
    if (dims) flat.setShape(new TensorShape([dims[0], dims.slice(1).reduce(multiplyDims, 1)]));
    return flat as Tensor;
  }
}

/**
 * All that belongs to one example in a row: [n, …] → [n, k]; a vector becomes [n, 1]. With `channels_first`, channels go
 * last before.
 */
export const flatten = publicFunction(
  "layers.flatten(inputs: tensor, {name, dataFormat = 'channels_last'})",
  <X extends TensorLike>(inputs: X, options: FlattenOptions = {}): Tensor<DTypeOf<X>, 'array'> =>
    new Flatten(options).apply(inputs) as Tensor<DTypeOf<X>, 'array'>,
);

export interface DropoutLayerOptions extends Pick<LayerOptions, 'name'> {
  /** The share of elements that is dropped; default 0.5. */
  readonly rate?: TensorLike;
  /** The shape in which dropping is decided, broadcast to that of the inputs; default: each element for itself. */
  readonly noiseShape?: TensorLike;
  readonly seed?: number;
  readonly training?: Training;
}

/** In training, sets elements to zero at random and divides the others by the share that is kept. */
export class Dropout extends Layer {
  readonly #options: DropoutLayerOptions;

  constructor(
    rate?: TensorLike | DropoutLayerOptions,
    noiseShape?: TensorLike | null | DropoutLayerOptions,
    seed?: number | null | DropoutLayerOptions,
    options?: DropoutLayerOptions,
  ) {
    const given = readOptions<DropoutLayerOptions>(['rate', 'noiseShape', 'seed'], [rate, noiseShape, seed, options]);
    super('dropout', given);
    this.#options = given;
  }

  protected build(): void {}

  protected call(inputs: Tensor, { training = false }: ApplyLayerOptions): Tensor {
    const { rate = 0.5, noiseShape, seed } = this.#options;
    const dropped = () =>
      dropoutOf(inputs, {
        rate,
        ...(noiseShape !== undefined && { noiseShape }),
        ...(seed !== undefined && { seed }),
      });
    return whenTraining(training, dropped, () => identity(inputs));
  }
}

/**
 * In training, sets elements to zero at random and divides the others by 1 − rate; else gives the inputs. Unlike
 * `tf.nn.dropout`, it takes what is dropped, and drops only where `training` (default false; a bool, or a bool tensor).
 * @throws GraphError for a literal rate outside [0, 1).
 */
export const dropout = publicFunction(
  'layers.dropout(inputs: tensor, rate: tensor = 0.5, noiseShape?: shape, seed?: number, training: tensor = false, {name})',
  <X extends TensorLike>(
    inputs: X,
    rate?: TensorLike | DropoutLayerOptions,
    noiseShape?: TensorLike | null | DropoutLayerOptions,
    seed?: number | null | DropoutLayerOptions,
    training?: Training | DropoutLayerOptions,
    options?: DropoutLayerOptions,
  ): TensorOf<X> => {
    const given = readOptions<DropoutLayerOptions>(
      ['rate', 'noiseShape', 'seed', 'training'],
      [rate, noiseShape, seed, training, options],
    );
    const layer = new Dropout(given);
    return layer.apply(inputs, { training: given.training ?? false }) as TensorOf<X>;
  },
);
