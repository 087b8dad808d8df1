/** Parts of images in boxes, and which boxes to keep. A box is y1, x1, y2, x2: two opposite corners. */

import type { Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { NameOption } from './pixels.ts';

export interface CropAndResizeOptions extends NameOption {
  /** How pixels are mixed; default 'bilinear'. */
  readonly method?: 'bilinear' | 'nearest';
  /** What lies outside the image; default 0. */
  readonly extrapolationValue?: number;
}

/**
 * Boxes [n, 4] of images [batch, rows, columns, channels], each at `cropSize` [rows, columns], as float32. Corners are
 * fractions of the image, 0 to 1; y1 > y2 turns a part over. `boxInd` [n] (int32) says which image each box is of.
 * @throws InvalidArgumentError when it runs, for an image that is not there.
 */
export const cropAndResize = publicFunction(
  "image.cropAndResize(image: tensor, boxes: tensor, boxInd: tensor, cropSize: tensor, method = 'bilinear', extrapolationValue = 0, {name})",
  (
    image: TensorLike,
    boxes: TensorLike,
    boxInd: TensorLike,
    cropSize: TensorLike,
    method?: 'bilinear' | 'nearest' | CropAndResizeOptions,
    extrapolationValue?: number | CropAndResizeOptions,
    options?: CropAndResizeOptions,
  ): Tensor<'float32', 'array'> => {
    const names = ['method', 'extrapolationValue'] as const;
    const given = readOptions<CropAndResizeOptions>(names, [method, extrapolationValue, options]);
    const attributes = { method: given.method ?? 'bilinear', extrapolation_value: given.extrapolationValue ?? 0 };
    return apply('CropAndResize', [image, boxes, boxInd, cropSize], attributes, { name: given.name });
  },
);

export interface NonMaxSuppressionOptions extends NameOption {
  /** Boxes that overlap one taken before by more are left out; intersection over union, default 0.5. */
  readonly iouThreshold?: TensorLike;
  /** Boxes that do not score more are left out; default −∞. */
  readonly scoreThreshold?: TensorLike;
}

/**
 * The numbers of at most `maxOutputSize` of the boxes [n, 4], by falling score [n], without those that overlap a better
 * one. How many there are, only a run tells.
 */
export const nonMaxSuppression = publicFunction(
  'image.nonMaxSuppression(boxes: tensor, scores: tensor, maxOutputSize: tensor, iouThreshold: tensor = 0.5, scoreThreshold: tensor = -Infinity, {name})',
  (
    boxes: TensorLike,
    scores: TensorLike,
    maxOutputSize: TensorLike,
    iouThreshold?: TensorLike | NonMaxSuppressionOptions,
    scoreThreshold?: TensorLike | NonMaxSuppressionOptions,
    options?: NonMaxSuppressionOptions,
  ): Tensor<'int32', 'array'> => {
    const names = ['iouThreshold', 'scoreThreshold'] as const;
    const given = readOptions<NonMaxSuppressionOptions>(names, [iouThreshold, scoreThreshold, options]);
    const thresholds = [given.iouThreshold ?? 0.5, given.scoreThreshold ?? Number.NEGATIVE_INFINITY];
    return apply(
      'NonMaxSuppressionV3',
      [boxes, scores, maxOutputSize, ...thresholds],
      {},
      { name: given.name, fallback: 'non_max_suppression' },
    );
  },
);

export interface DrawBoundingBoxesOptions extends NameOption {
  /** Red, green, blue and opacity [n, 4], taken by turns; default ten colors, the first of them yellow, and white on grays. */
  readonly colors?: TensorLike;
}

/**
 * Images [batch, rows, columns, 1, 3 or 4] with the outlines of boxes [batch, n, 4] in lines of one pixel. Corners are
 * fractions of the image, 0 to 1; what lies outside, and boxes whose corners are the wrong way round, are not drawn.
 * @throws ShapeError for another number of channels.
 */
export const drawBoundingBoxes = publicFunction(
  'image.drawBoundingBoxes(images: tensor, boxes: tensor, {name, colors: tensor})',
  (
    images: TensorLike,
    boxes: TensorLike,
    { name, colors }: DrawBoundingBoxesOptions = {},
  ): Tensor<'float32', 'array'> => {
    if (colors === undefined || colors === null) return apply('DrawBoundingBoxes', [images, boxes], {}, { name });
    return apply('DrawBoundingBoxesV2', [images, boxes, colors], {}, { name });
  },
);
