/** Images of another size that keep the ratio of their sides, in a frame of zeros. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { divide, maximum, subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { padToBoundingBox } from './crop.ts';
import { asBatch, mustHold, type Size, sizeAlong } from './pixels.ts';
import { type ResizeMethod, resizeImages } from './resize.ts';

export interface ResizeWithPadOptions {
  /** One of `tf.image.ResizeMethod`; default BILINEAR. */
  readonly method?: ResizeMethod;
  /** The first and last pixels of both stay where they are; default false. */
  readonly alignCorners?: boolean;
}

const asFloat = (size: Size): Tensor =>
  op('Cast', [convertToTensor(size, { dtype: 'int32', name: 'Cast/x' })], { DstT: 'float32' });
const asWhole = (size: Tensor): Tensor => op('Cast', [op('Floor', [size])], { DstT: 'int32' });

/**
 * One image or a batch, as large as it can be within `targetHeight` rows and `targetWidth` columns at the ratio of its
 * sides, in the middle of zeros: float32, but of the same type for NEAREST_NEIGHBOR.
 * @throws GraphError for a target that is not positive.
 */
export const resizeImageWithPad = publicFunction(
  'image.resizeImageWithPad(image: tensor, targetHeight: any, targetWidth: any, method: number = 0, alignCorners = false)',
  (
    image: TensorLike,
    targetHeight: Size,
    targetWidth: Size,
    method?: ResizeMethod | ResizeWithPadOptions,
    alignCorners?: boolean | ResizeWithPadOptions,
  ): Tensor => {
    const given = readOptions<ResizeWithPadOptions>(['method', 'alignCorners'], [method, alignCorners]);
    return asBatch(image, undefined, 'resize_image_with_pad', (batch) => {
      mustHold(!(typeof targetWidth === 'number' && targetWidth <= 0), 'target_width must be > 0.');
      mustHold(!(typeof targetHeight === 'number' && targetHeight <= 0), 'target_height must be > 0.');
      // What is of unknown rank counts as one image.
      if (batch.shape.rank === null) batch.setShape([null, null, null, null]);
      const [height, width] = [asFloat(sizeAlong(batch, 1)), asFloat(sizeAlong(batch, 2))];
      const [wantedHeight, wantedWidth] = [asFloat(targetHeight), asFloat(targetWidth)];
      const ratio = maximum(divide(width, wantedWidth), divide(height, wantedHeight));
      const [exactHeight, exactWidth] = [divide(height, ratio), divide(width, ratio)];
      const [rows, columns] = [asWhole(exactHeight), asWhole(exactWidth)];
      const before = (wanted: Tensor, exact: Tensor) => {
        const half = divide(subtract(wanted, exact), 2);
        return apply('Maximum', [0, asWhole(half)]);
      };
      const [top, left] = [before(wantedHeight, exactHeight), before(wantedWidth, exactWidth)];
      const resized = resizeImages(batch, [rows, columns] as TensorLike, given);
      return padToBoundingBox(resized, top, left, targetHeight, targetWidth);
    });
  },
);
