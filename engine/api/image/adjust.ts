/**
 * Brightness, contrast, colors. Integer images are computed with as floats from 0 to 1 and come back in their own type,
 * what is beyond its range at its ends.
 */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { asFloats } from './convert.ts';
import type { NameOption } from './pixels.ts';

/** Images with `delta`, which counts from 0 to 1, added to every pixel. */
export const adjustBrightness = publicFunction(
  'image.adjustBrightness(image: tensor, delta: tensor)',
  <X extends TensorLike>(image: X, delta: TensorLike): TensorOf<X> =>
    asFloats(image, undefined, 'adjust_brightness', (x) => apply('Add', [x, delta])) as TensorOf<X>,
);

/** Images with the distance of each pixel from its channel's mean multiplied by `contrastFactor`. Has no gradient. */
export const adjustContrast = publicFunction(
  'image.adjustContrast(images: tensor, contrastFactor: tensor)',
  <X extends TensorLike>(images: X, contrastFactor: TensorLike): TensorOf<X> =>
    asFloats(images, undefined, 'adjust_contrast', (x) =>
      apply('AdjustContrastv2', [x, contrastFactor]),
    ) as TensorOf<X>,
);

export interface GammaOptions {
  /** The exponent; default 1. */
  readonly gamma?: TensorLike;
  /** The factor; default 1. */
  readonly gain?: TensorLike;
}

/** gain · image^gamma. @throws GraphError for a negative `gamma`. */
export const adjustGamma = publicFunction(
  'image.adjustGamma(image: tensor, gamma: tensor = 1, gain: tensor = 1)',
  <X extends TensorLike>(
    image: X,
    gamma?: TensorLike | GammaOptions,
    gain?: TensorLike | GammaOptions,
  ): TensorOf<X> => {
    const given = readOptions<GammaOptions>(['gamma', 'gain'], [gamma, gain]);
    const exponent = given.gamma ?? 1;
    if (typeof exponent === 'number' && !(exponent >= 0)) {
      throw new GraphError('Gamma should be a non-negative real number.');
    }
    return asFloats(image, undefined, 'adjust_gamma', (x) =>
      apply('Mul', [given.gain ?? 1, apply('Pow', [x, exponent])]),
    ) as TensorOf<X>;
  },
);

const onColors =
  (type: string, fallback: string) =>
  (image: TensorLike, amount: TensorLike, options: NameOption): Tensor =>
    asFloats(image, options.name, fallback, (x) => apply(type, [x, amount]));
const hue = onColors('AdjustHue', 'adjust_hue');
const saturation = onColors('AdjustSaturation', 'adjust_saturation');

/** RGB images [..., 3] with their hues, which count from 0 to 1, moved by `delta`, from -1 to 1. Has no gradient. */
export const adjustHue = publicFunction(
  'image.adjustHue(image: tensor, delta: tensor, {name})',
  <X extends TensorLike>(image: X, delta: TensorLike, options: NameOption = {}): TensorOf<X> =>
    hue(image, delta, options) as TensorOf<X>,
);

/** RGB images [..., 3] with their saturation multiplied by `saturationFactor`. Has no gradient. */
export const adjustSaturation = publicFunction(
  'image.adjustSaturation(image: tensor, saturationFactor: tensor, {name})',
  <X extends TensorLike>(image: X, saturationFactor: TensorLike, options: NameOption = {}): TensorOf<X> =>
    saturation(image, saturationFactor, options) as TensorOf<X>,
);
