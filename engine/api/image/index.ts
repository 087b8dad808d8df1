/** `tf.image`: images as tensors [rows, columns, channels], or batches of them. */

export * from './adjust.ts';
export * from './boxes.ts';
export * from './color.ts';
export { type ConvertImageOptions, convertImageDtype } from './convert.ts';
export * from './crop.ts';
export { resizeImageWithCropOrPad as resizeWithCropOrPad } from './crop.ts';
export * from './edges.ts';
export * from './measure.ts';
export * from './orientation.ts';
export { transposeImage as transpose } from './orientation.ts';
export * from './patches.ts';
export * from './random.ts';
export * from './resize.ts';
export { resizeImages as resize } from './resize.ts';
export * from './resize-with-pad.ts';
export * from './ssim.ts';
