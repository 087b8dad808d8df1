/** Images cut and framed: [rows, columns, channels] or [batch, rows, columns, channels]. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { asBatch, floorDivided, larger, minus, mustHold, type Size, sizeAlong, smaller } from './pixels.ts';

/** Each size that is a number must be known to be large enough; of others a run finds it. */
const isLess = (x: Size, y: Size): boolean => typeof x === 'number' && typeof y === 'number' && x < y;

/** Every box of `targetHeight` rows and `targetWidth` columns of a batch, from a row and a column on. */
function cropped(batch: Tensor, top: Size, left: Size, height: Size, width: Size): Tensor {
  mustHold(!isLess(left, 0), 'offset_width must be >= 0.');
  mustHold(!isLess(top, 0), 'offset_height must be >= 0.');
  mustHold(!isLess(width, 1), 'target_width must be > 0.');
  mustHold(!isLess(height, 1), 'target_height must be > 0.');
  mustHold(!isLess(minus(sizeAlong(batch, 2), left), width), 'width must be >= target + offset.');
  mustHold(!isLess(minus(sizeAlong(batch, 1), top), height), 'height must be >= target + offset.');
  return apply('Slice', [batch, [0, top, left, 0], [-1, height, width, -1]]);
}

function framed(batch: Tensor, top: Size, left: Size, height: Size, width: Size): Tensor {
  const bottom = minus(minus(height, top), sizeAlong(batch, 1));
  const right = minus(minus(width, left), sizeAlong(batch, 2));
  mustHold(!isLess(top, 0), 'offset_height must be >= 0.');
  mustHold(!isLess(left, 0), 'offset_width must be >= 0.');
  mustHold(!isLess(right, 0), 'width must be <= target - offset.');
  mustHold(!isLess(bottom, 0), 'height must be <= target - offset.');
  const none = [0, 0];
  const result = apply('Pad', [batch, [none, [top, bottom], [left, right], none]]);
  const known = (size: unknown) => (typeof size === 'number' ? size : null);
  const [count, , , channels] = batch.shape.dims ?? [];
  result.setShape([known(count), known(height), known(width), known(channels)]);
  return result;
}

/**
 * The box of images that starts at row `offsetHeight` and column `offsetWidth`.
 * @throws GraphError where it is known not to lie inside.
 */
export const cropToBoundingBox = publicFunction(
  'image.cropToBoundingBox(image: tensor, offsetHeight: any, offsetWidth: any, targetHeight: any, targetWidth: any)',
  <X extends TensorLike>(
    image: X,
    offsetHeight: Size,
    offsetWidth: Size,
    targetHeight: Size,
    targetWidth: Size,
  ): TensorOf<X> =>
    asBatch(image, undefined, 'crop_to_bounding_box', (batch) =>
      cropped(batch, offsetHeight, offsetWidth, targetHeight, targetWidth),
    ) as TensorOf<X>,
);

/**
 * Images in a frame of zeros, as large as the target, `offsetHeight` rows from the top and `offsetWidth` columns from the left.
 * @throws GraphError where they are known not to fit.
 */
export const padToBoundingBox = publicFunction(
  'image.padToBoundingBox(image: tensor, offsetHeight: any, offsetWidth: any, targetHeight: any, targetWidth: any)',
  <X extends TensorLike>(
    image: X,
    offsetHeight: Size,
    offsetWidth: Size,
    targetHeight: Size,
    targetWidth: Size,
  ): TensorOf<X> =>
    asBatch(image, undefined, 'pad_to_bounding_box', (batch) =>
      framed(batch, offsetHeight, offsetWidth, targetHeight, targetWidth),
    ) as TensorOf<X>,
);

/** The middle of images, cut or framed with zeros on each side until they have `targetHeight` rows and `targetWidth` columns. */
export const resizeImageWithCropOrPad = publicFunction(
  'image.resizeImageWithCropOrPad(image: tensor, targetHeight: any, targetWidth: any)',
  <X extends TensorLike>(image: X, targetHeight: Size, targetWidth: Size): TensorOf<X> =>
    asBatch(image, undefined, 'resize_image_with_crop_or_pad', (batch) => {
      mustHold(!isLess(targetWidth, 1), 'target_width must be > 0.');
      mustHold(!isLess(targetHeight, 1), 'target_height must be > 0.');
      const [rows, columns] = [sizeAlong(batch, 1), sizeAlong(batch, 2)];
      const halfOf = (long: Size, short: Size) => larger(floorDivided(minus(long, short), 2), 0);
      const middle = cropped(
        batch,
        halfOf(rows, targetHeight),
        halfOf(columns, targetWidth),
        smaller(targetHeight, rows),
        smaller(targetWidth, columns),
      );
      return framed(middle, halfOf(targetHeight, rows), halfOf(targetWidth, columns), targetHeight, targetWidth);
    }) as TensorOf<X>,
);

/**
 * The middle of images, `centralFraction` of each side.
 * @throws GraphError for a fraction outside (0, 1].
 */
export const centralCrop = publicFunction(
  'image.centralCrop(image: tensor, centralFraction: number)',
  <X extends TensorLike>(image: X, centralFraction: number): TensorOf<X> => {
    if (!(centralFraction > 0 && centralFraction <= 1)) {
      throw new GraphError(`central_fraction must be within (0, 1], but is ${centralFraction}.`);
    }
    return asBatch(image, undefined, 'central_crop', (batch) => {
      if (centralFraction === 1) return batch;
      const [rows, columns] = [sizeAlong(batch, 1), sizeAlong(batch, 2)];
      const [top, left] = [rows, columns].map((size) => before(size, centralFraction));
      const rest = (size: Size, start: Size) => minus(minus(size, start), start);
      return cropped(batch, top, left, rest(rows, top), rest(columns, left));
    }) as TensorOf<X>;
  },
);

/** How much goes on each side; whole numbers, cut. */
function before(size: Size, fraction: number): Size {
  if (typeof size === 'number') return Math.trunc((size - size * fraction) / 2);
  const exact = op('Cast', [size], { DstT: 'float64' });
  const half = apply('RealDiv', [apply('Sub', [exact, apply('Mul', [exact, fraction])]), 2]);
  return op('Cast', [half], { DstT: 'int32' });
}
