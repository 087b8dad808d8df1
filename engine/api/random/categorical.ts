/** `tf.random.categorical`: multinomial under its newer name. */

import type { Tensor } from '../../graph/index.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { multinomial } from './random.ts';

export interface CategoricalOptions<D extends 'int32' | 'int64' = 'int32' | 'int64'> {
  /** int64 (default) or int32. */
  readonly dtype?: D;
  readonly seed?: number;
  readonly name?: string;
}

/** As `multinomial`: `numSamples` class indices a row, drawn with probabilities softmax(logits). */
export const categorical = publicFunction(
  "random.categorical(logits: tensor, numSamples: tensor, dtype = 'int64', {seed, name})",
  <D extends 'int32' | 'int64' = 'int64'>(
    logits: TensorLike,
    numSamples: TensorLike,
    dtype?: D | CategoricalOptions<D>,
    options?: CategoricalOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<CategoricalOptions<D>>(['dtype'], [dtype, options]);
    const { dtype: outputDtype = 'int64' as D, name = 'categorical' } = given;
    return multinomial(logits, numSamples, {
      outputDtype,
      name,
      ...(given.seed !== undefined && { seed: given.seed }),
    });
  },
);
