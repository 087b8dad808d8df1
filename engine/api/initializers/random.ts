/** Initializers of random numbers between given bounds, or around a mean. */

import { type DType, DTypeError, isFloating } from '../../graph/index.ts';
import { parseDType, type TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { randomNormal, randomUniform, truncatedNormal } from '../random/index.ts';
import { publicFunction } from '../signature.ts';
import { initializerFactory, type MadeInitializer } from './initializer.ts';
import { madeInitializer, sizesOf } from './made.ts';

export interface SeededOptions<D extends DType = DType> {
  /** Makes the numbers the same in every session; see also `tf.setRandomSeed`. */
  readonly seed?: number;
  /** Where the initializer is called without one; default float32. `tf.getVariable` says the variable's. */
  readonly dtype?: D;
}

export type FloatType = 'float32' | 'float64';
export type FloatOptions = SeededOptions<FloatType>;

interface UniformOptions extends SeededOptions {
  /** The smallest number; default 0. */
  readonly minval?: TensorLike;
  /** The end of the range, never reached; default 1, needed for integers. */
  readonly maxval?: TensorLike;
}

/** An initializer: numbers from [minval, maxval), all equally likely. */
export const randomUniformInitializer = initializerFactory(
  publicFunction("randomUniformInitializer(minval = 0, maxval?: tensor, seed?: number, dtype = 'float32')", ((
    minval?: TensorLike | UniformOptions,
    maxval?: TensorLike | null | UniformOptions,
    seed?: number | null | UniformOptions,
    dtype?: DType | UniformOptions,
  ): MadeInitializer => {
    const given = readOptions<UniformOptions>(['minval', 'maxval', 'seed', 'dtype'], [minval, maxval, seed, dtype]);
    const { minval: low, maxval: high } = given;
    return madeInitializer(given.dtype ?? 'float32', (shape, type) =>
      randomUniform([...sizesOf(shape)], {
        dtype: type,
        ...seeded(given),
        ...(low !== undefined && { minval: low }),
        ...(high !== undefined && { maxval: high }),
      }),
    );
  }) as (
    minval?: TensorLike | UniformOptions,
    maxval?: TensorLike | null | UniformOptions,
    seed?: number | null | UniformOptions,
    dtype?: DType | UniformOptions,
  ) => MadeInitializer),
);

interface NormalOptions extends SeededOptions<'float32' | 'float64'> {
  /** Default 0. */
  readonly mean?: TensorLike;
  /** Default 1. */
  readonly stddev?: TensorLike;
}

type NormalFactory = (
  mean?: TensorLike | NormalOptions,
  stddev?: TensorLike | NormalOptions,
  seed?: number | null | NormalOptions,
  dtype?: 'float32' | 'float64' | NormalOptions,
) => MadeInitializer;

function normal(draw: typeof randomNormal): NormalFactory {
  return (
    mean?: TensorLike | NormalOptions,
    stddev?: TensorLike | NormalOptions,
    seed?: number | null | NormalOptions,
    dtype?: DType | NormalOptions,
  ) => {
    const given = readOptions<NormalOptions>(['mean', 'stddev', 'seed', 'dtype'], [mean, stddev, seed, dtype]);
    const moments = { mean: given.mean ?? 0, stddev: given.stddev ?? 1 };
    return madeInitializer(floatingType(given.dtype), (shape, type) =>
      draw([...sizesOf(shape)], { ...moments, dtype: type, ...seeded(given) }),
    );
  };
}

/** An initializer: normally distributed numbers. */
export const randomNormalInitializer = initializerFactory(
  publicFunction(
    "randomNormalInitializer(mean = 0, stddev = 1, seed?: number, dtype = 'float32')",
    normal(randomNormal),
  ),
);

/** An initializer: normally distributed numbers without those more than two deviations from the mean. */
export const truncatedNormalInitializer = initializerFactory(
  publicFunction(
    "truncatedNormalInitializer(mean = 0, stddev = 1, seed?: number, dtype = 'float32')",
    normal(truncatedNormal),
  ),
);

/** The option, where it is given: without one the graph's seed decides. */
export function seeded({ seed }: SeededOptions): { readonly seed?: number } {
  return seed === undefined ? {} : { seed };
}

/** @throws DTypeError for any other type. */
export function floatingType(dtype: DType = 'float32'): DType {
  if (isFloating(parseDType(dtype))) return dtype;
  throw new DTypeError(`Argument dtype is expected to be floating point, not ${dtype}.`);
}
