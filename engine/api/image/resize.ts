/** Images of another size: [rows, columns, channels] or [batch, rows, columns, channels]. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { asBatch, type NameOption } from './pixels.ts';

export interface ResizeOptions extends NameOption {
  /** The first and last pixels of both stay where they are; default false. */
  readonly alignCorners?: boolean;
}

export interface HalfPixelOptions extends ResizeOptions {
  /** Pixels lie in the middle of their squares, as in TensorFlow 2; default false. */
  readonly halfPixelCenters?: boolean;
}

/** How `resizeImages` computes pixels. */
export const ResizeMethod = { BILINEAR: 0, NEAREST_NEIGHBOR: 1, BICUBIC: 2, AREA: 3 } as const;
export type ResizeMethod = (typeof ResizeMethod)[keyof typeof ResizeMethod];

const types = ['ResizeBilinear', 'ResizeNearestNeighbor', 'ResizeBicubic', 'ResizeArea'] as const;

interface AnyOptions extends HalfPixelOptions {
  readonly method?: ResizeMethod;
  readonly preserveAspectRatio?: boolean;
}

function resized(type: string, images: TensorLike, size: TensorLike, given: AnyOptions): Tensor {
  const attributes = {
    align_corners: given.alignCorners ?? false,
    half_pixel_centers: given.halfPixelCenters ?? false,
  };
  return apply(type, [images, size], attributes, { name: given.name });
}

type Interpolation = <X extends TensorLike>(
  images: X,
  size: TensorLike,
  alignCorners?: boolean | HalfPixelOptions,
  options?: HalfPixelOptions,
) => Tensor<'float32', 'array'>;

/** A batch as float32 images of `size` [rows, columns], each pixel mixed from the nearest 2 × 2. */
export const resizeBilinear = publicFunction(
  'image.resizeBilinear(images: tensor, size: tensor, alignCorners = false, {name, halfPixelCenters = false})',
  ((
    images: TensorLike,
    size: TensorLike,
    alignCorners?: boolean | HalfPixelOptions,
    options?: HalfPixelOptions,
  ): Tensor => {
    const given = readOptions<HalfPixelOptions>(['alignCorners'], [alignCorners, options]);
    return resized('ResizeBilinear', images, size, given);
  }) as Interpolation,
);

/** A batch as float32 images of `size` [rows, columns], each pixel mixed from the nearest 4 × 4. */
export const resizeBicubic = publicFunction(
  'image.resizeBicubic(images: tensor, size: tensor, alignCorners = false, {name, halfPixelCenters = false})',
  ((
    images: TensorLike,
    size: TensorLike,
    alignCorners?: boolean | HalfPixelOptions,
    options?: HalfPixelOptions,
  ): Tensor => {
    const given = readOptions<HalfPixelOptions>(['alignCorners'], [alignCorners, options]);
    return resized('ResizeBicubic', images, size, given);
  }) as Interpolation,
);

/** A batch as images of `size` [rows, columns] of the same type, each pixel the nearest one. */
export const resizeNearestNeighbor = publicFunction(
  'image.resizeNearestNeighbor(images: tensor, size: tensor, alignCorners = false, {name, halfPixelCenters = false})',
  <X extends TensorLike>(
    images: X,
    size: TensorLike,
    alignCorners?: boolean | HalfPixelOptions,
    options?: HalfPixelOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<HalfPixelOptions>(['alignCorners'], [alignCorners, options]);
    return resized('ResizeNearestNeighbor', images, size, given) as Tensor<DTypeOf<X>, 'array'>;
  },
);

/** A batch as float32 images of `size` [rows, columns], each pixel the mean of those that it covers. Has no gradient. */
export const resizeArea = publicFunction(
  'image.resizeArea(images: tensor, size: tensor, alignCorners = false, {name})',
  (
    images: TensorLike,
    size: TensorLike,
    alignCorners?: boolean | ResizeOptions,
    options?: ResizeOptions,
  ): Tensor<'float32', 'array'> => {
    const given = readOptions<ResizeOptions>(['alignCorners'], [alignCorners, options]);
    return apply('ResizeArea', [images, size], { align_corners: given.alignCorners ?? false }, { name: given.name });
  },
);

export interface ResizeImagesOptions extends ResizeOptions {
  /** One of `tf.image.ResizeMethod`; default BILINEAR. */
  readonly method?: ResizeMethod;
  /** The larger size that keeps the sides' ratio and fits into `size`; default false. Needs images of known size. */
  readonly preserveAspectRatio?: boolean;
}

/**
 * One image or a batch at `size` [rows, columns]: float32, but of the same type for NEAREST_NEIGHBOR; images that have the
 * size already are given back as they are.
 * @throws GraphError for an unknown method and for a rank other than 3 and 4.
 */
export const resizeImages = publicFunction(
  'image.resizeImages(images: tensor, size: tensor, method = 0, alignCorners = false, {preserveAspectRatio = false, name})',
  (
    images: TensorLike,
    size: TensorLike,
    method?: ResizeMethod | ResizeImagesOptions,
    alignCorners?: boolean | ResizeImagesOptions,
    options?: ResizeImagesOptions,
  ): Tensor => {
    const given = readOptions<ResizeImagesOptions>(['method', 'alignCorners'], [method, alignCorners, options]);
    const type = types[given.method ?? 0];
    if (!type) throw new GraphError(`Resize method is not implemented: ${given.method}. Use tf.image.ResizeMethod.`);
    return asBatch(images, given.name, 'resize', (batch) => {
      const wanted = convertToIndex(size, 'size');
      const [rows, columns] = batch.shape.dims?.slice(1, 3) ?? [];
      const target = given.preserveAspectRatio ? keepingRatio(rows, columns, wanted) : wanted;
      const [height, width] = target.partialValue ?? [];
      if (typeof height === 'number' && height === rows && width === columns) return batch;
      const attributes = { align_corners: given.alignCorners ?? false };
      return apply(type, [batch, target], attributes);
    });
  },
);

function keepingRatio(rows: unknown, columns: unknown, size: Tensor): Tensor {
  const [height, width] = size.partialValue ?? [];
  if ([rows, columns, height, width].some((each) => typeof each !== 'number')) {
    throw new GraphError('preserveAspectRatio needs images of known size and a constant size.', size.op.describe());
  }
  const scale = Math.min((height as number) / (rows as number), (width as number) / (columns as number));
  const sizes = [rows, columns].map((each) => Math.round((each as number) * scale));
  return convertToTensor(Int32Array.from(sizes), { name: 'size' });
}
