/** Images changed by chance, all of one call alike; parts of tensors by chance. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { withDependencies } from '../control/group.ts';
import { Assert } from '../control/index.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { randomUniform } from '../random/random.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } from './adjust.ts';
import type { NameOption } from './pixels.ts';

interface SeedOption {
  readonly seed?: number;
}

const seeded = (seed: number | undefined) => (seed === undefined ? {} : { seed });

function between(low: number, high: number, seed: number | SeedOption | undefined): Tensor {
  return randomUniform([], low, high, seeded(readOptions<SeedOption>(['seed'], [seed]).seed));
}

function checkRange(lower: number, upper: number): void {
  if (!(lower < upper)) throw new GraphError('upper must be > lower.');
  if (lower < 0) throw new GraphError('lower must be non-negative.');
}

/** adjustBrightness by a number from [-maxDelta, maxDelta). @throws GraphError for a negative `maxDelta`. */
export const randomBrightness = publicFunction(
  'image.randomBrightness(image: tensor, maxDelta: number, seed?: number)',
  <X extends TensorLike>(image: X, maxDelta: number, seed?: number | SeedOption): TensorOf<X> => {
    if (!(maxDelta >= 0)) throw new GraphError('max_delta must be non-negative.');
    return adjustBrightness(image, between(-maxDelta, maxDelta, seed));
  },
);

/** adjustContrast by a factor from [lower, upper). @throws GraphError unless 0 ≤ lower < upper. */
export const randomContrast = publicFunction(
  'image.randomContrast(image: tensor, lower: number, upper: number, seed?: number)',
  <X extends TensorLike>(image: X, lower: number, upper: number, seed?: number | SeedOption): TensorOf<X> => {
    checkRange(lower, upper);
    return adjustContrast(image, between(lower, upper, seed));
  },
);

/** adjustHue by a number from [-maxDelta, maxDelta). @throws GraphError for a `maxDelta` outside [0, 0.5]. */
export const randomHue = publicFunction(
  'image.randomHue(image: tensor, maxDelta: number, seed?: number)',
  <X extends TensorLike>(image: X, maxDelta: number, seed?: number | SeedOption): TensorOf<X> => {
    if (maxDelta > 0.5) throw new GraphError('max_delta must be <= 0.5.');
    if (!(maxDelta >= 0)) throw new GraphError('max_delta must be non-negative.');
    return adjustHue(image, between(-maxDelta, maxDelta, seed));
  },
);

/** adjustSaturation by a factor from [lower, upper). @throws GraphError unless 0 ≤ lower < upper. */
export const randomSaturation = publicFunction(
  'image.randomSaturation(image: tensor, lower: number, upper: number, seed?: number)',
  <X extends TensorLike>(image: X, lower: number, upper: number, seed?: number | SeedOption): TensorOf<X> => {
    checkRange(lower, upper);
    return adjustSaturation(image, between(lower, upper, seed));
  },
);

export interface RandomCropOptions extends NameOption {
  readonly seed?: number;
}

const INT32_MAX = 2 ** 31 - 1;

/**
 * A part of `value` of `size`, one number an axis, that starts anywhere.
 * @throws InvalidArgumentError when it runs, where `value` is smaller.
 */
export const randomCrop = publicFunction(
  'randomCrop(value: tensor, size: tensor, seed?: number, {name})',
  <X extends TensorLike>(
    value: X,
    size: TensorLike,
    seed?: number | RandomCropOptions,
    options?: RandomCropOptions,
  ): TensorOf<X> => {
    const given = readOptions<RandomCropOptions>(['seed'], [seed, options]);
    return opScope(given.name, 'random_crop', [value, size], (scope) => {
      const whole = convertToTensor(value, { name: 'value' });
      const wanted = convertToIndex(size, 'size');
      const outType = { out_type: wanted.dtype };
      const shape = op('Shape', [whole], outType);
      const fits = apply('All', [apply('GreaterEqual', [shape, wanted]), Int32Array.of(0)]);
      const checked = Assert(fits, ['Need value.shape >= size, got ', shape, wanted]);
      const limit = apply('Add', [apply('Sub', [withDependencies([checked], shape), wanted]), 1]);
      const draws = randomUniform(op('Shape', [limit]), {
        dtype: wanted.dtype as 'int32',
        maxval: INT32_MAX,
        ...seeded(given.seed),
      });
      return op('Slice', [whole, apply('FloorMod', [draws, limit]), wanted], {}, scope);
    }) as TensorOf<X>;
  },
);
