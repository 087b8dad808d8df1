/** Arguments of layers: what must be there, and sizes that are one number or one an axis. */

import { GraphError } from '../../graph/index.ts';
import type { ImageFormat, PaddingMode } from '../nn/convolution.ts';
import { shown } from '../options.ts';
import type { LayerOptions } from './layer.ts';

/** The order of axes: channels last (default), or after the batch. */
export type DataFormat = 'channels_last' | 'channels_first';
/** `same` pads with zeros so that an output has ⌈size / stride⌉ elements; `valid` (default) does not pad. */
export type LayerPadding = 'valid' | 'same' | 'VALID' | 'SAME';

/** A layer that was given a name keeps its variables in a scope of that name, whoever else does. */
export function named<O extends LayerOptions>(given: O): O {
  return given.name ? { ...given, scope: given.name } : given;
}

/** @throws GraphError for an argument that is missing. */
export function needed<T>(layer: string, name: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new GraphError(`tf.layers.${layer} needs ${name}.`);
}

/** @throws GraphError unless it is a positive whole number, or one for each of `count` axes. */
export function sizesOf(name: string, value: number | readonly number[], count: number): readonly number[] {
  const sizes = typeof value === 'number' ? Array<number>(count).fill(value) : [...value];
  if (sizes.length === count && sizes.every((size) => Number.isInteger(size) && size > 0)) return sizes;
  throw new GraphError(
    `The ${name} argument must be a positive integer or ${count} of them. Received: ${shown(value)}`,
  );
}

/** @throws GraphError for another word. */
export function paddingOf(value: string): PaddingMode {
  const mode = value.toUpperCase();
  if (mode === 'SAME' || mode === 'VALID') return mode;
  throw new GraphError(`The padding argument must be one of 'valid', 'same'. Received: ${value}`);
}

/** @throws GraphError for another word. */
export function imageFormat(dataFormat: DataFormat): ImageFormat {
  if (dataFormat === 'channels_last') return 'NHWC';
  if (dataFormat === 'channels_first') return 'NCHW';
  throw new GraphError(`dataFormat must be one of 'channels_first', 'channels_last'. Received: ${dataFormat}`);
}

/** Sizes along the image's axes, 1 along the others. */
export function alongImage(sizes: readonly number[], format: ImageFormat): number[] {
  return format === 'NHWC' ? [1, ...sizes, 1] : [1, 1, ...sizes];
}

/** @throws GraphError for channels first: there is no convolution of such volumes. */
export function volumeFormat(format: ImageFormat): 'NDHWC' {
  if (format === 'NHWC') return 'NDHWC';
  throw new GraphError("Volumes are convolved with dataFormat 'channels_last' only.");
}
