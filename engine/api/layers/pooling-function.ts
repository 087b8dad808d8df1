/** What functions of pooling are told, and do: a new layer, applied once. */

import type { Tensor } from '../../graph/index.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import type { Layer, LayerOptions } from './layer.ts';
import { type DataFormat, type LayerPadding, needed } from './layer-arguments.ts';

export interface PoolingOptions extends Pick<LayerOptions, 'name'> {
  /** The window: one number, or one an axis of the image. */
  readonly poolSize?: number | readonly number[];
  /** How far it moves, written as `poolSize`. */
  readonly strides?: number | readonly number[];
  readonly padding?: LayerPadding;
  readonly dataFormat?: DataFormat;
}

type Sizes = number | readonly number[];

/** As TensorFlow's order has them; the rest by name. */
export type PoolingArguments = [
  poolSize: Sizes,
  strides: Sizes,
  padding?: LayerPadding | PoolingOptions,
  options?: PoolingOptions,
];

type PoolingClass = new (...args: PoolingArguments) => Layer;

export function poolingFunction(name: string, layer: PoolingClass) {
  return publicFunction(
    `layers.${name}(inputs: tensor, poolSize: any, strides: any, padding = 'valid', {dataFormat = 'channels_last', name})`,
    <X extends TensorLike>(
      inputs: X,
      poolSize?: Sizes | PoolingOptions,
      strides?: Sizes | PoolingOptions,
      padding?: LayerPadding | PoolingOptions,
      options?: PoolingOptions,
    ): Tensor<DTypeOf<X>, 'array'> => {
      const given = readOptions<PoolingOptions>(
        ['poolSize', 'strides', 'padding'],
        [poolSize, strides, padding, options],
      );
      const [size, steps] = [needed(name, 'poolSize', given.poolSize), needed(name, 'strides', given.strides)];
      return new layer(size, steps, given).apply(inputs) as Tensor<DTypeOf<X>, 'array'>;
    },
  );
}
