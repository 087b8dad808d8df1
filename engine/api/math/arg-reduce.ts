/** Where the extremes are, and running sums and products. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import type { RankWithout } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import type { NameOption } from './elementwise.ts';

export interface ArgOptions<D extends 'int32' | 'int64' = 'int32' | 'int64'> extends NameOption {
  readonly axis?: TensorLike;
  /** int64 (default) or int32. */
  readonly outputType?: D;
}

export interface ArgFunction {
  <A extends TensorLike, D extends 'int32' | 'int64' = 'int64'>(
    input: TensorLike,
    axis: A,
    options?: ArgOptions<D>,
  ): Tensor<NoInfer<D>, RankWithout<A>>;
  <D extends 'int32' | 'int64' = 'int64'>(input: TensorLike, options: ArgOptions<D>): Tensor<NoInfer<D>>;
  (input: TensorLike, axis?: null): Tensor<'int64'>;
}

const argFunction = (name: string, type: string) =>
  publicFunction(`${name}(input: tensor, axis = 0, {name, outputType = 'int64'})`, ((
    input: TensorLike,
    axis?: TensorLike | ArgOptions | null,
    options?: ArgOptions,
  ): Tensor => {
    const given = readOptions<ArgOptions>(['axis'], [axis, options]);
    const { axis: along = 0, outputType = 'int64', name: chosen } = given;
    return apply(type, [input, along], { output_type: outputType }, { name: chosen });
  }) as ArgFunction);

/** The index of the largest element along `axis` (default 0), which goes; of several the first. */
export const argmax = argFunction('argmax', 'ArgMax');
/** The index of the smallest element along `axis` (default 0), which goes; of several the first. */
export const argmin = argFunction('argmin', 'ArgMin');

export interface CumulativeOptions extends NameOption {
  readonly axis?: TensorLike;
  /** Each element is left out of its own sum; the first is then 0 (of products 1). */
  readonly exclusive?: boolean;
  /** From the end. */
  readonly reverse?: boolean;
}

const cumulativeFunction = (name: string, type: string) =>
  publicFunction(
    `${name}(x: tensor, axis = 0, {exclusive = false, reverse = false, name})`,
    <X extends TensorLike>(
      x: X,
      axis?: TensorLike | CumulativeOptions | null,
      options?: CumulativeOptions,
    ): TensorOf<X> => {
      const given = readOptions<CumulativeOptions>(['axis'], [axis, options]);
      const { axis: along = 0, exclusive = false, reverse = false, name: chosen } = given;
      return apply(type, [x, along], { exclusive, reverse }, { name: chosen });
    },
  );

/** Running sums along `axis` (default 0), in the shape of `x`. */
export const cumsum = cumulativeFunction('cumsum', 'Cumsum');
/** Running products along `axis` (default 0), in the shape of `x`. */
export const cumprod = cumulativeFunction('cumprod', 'Cumprod');
