/** What convolutions of images are told, as attributes. */

import { GraphError } from '../../graph/index.ts';

/** SAME pads with zeros so that an output has ⌈size / stride⌉ elements; VALID does not pad. */
export type PaddingMode = 'SAME' | 'VALID';
export type ImageFormat = 'NHWC' | 'NCHW';

interface WindowOptions {
  readonly strides?: readonly number[] | undefined;
  readonly padding?: PaddingMode | readonly (readonly [before: number, after: number])[] | undefined;
  readonly useCudnnOnGpu?: boolean | undefined;
  readonly dataFormat?: ImageFormat | undefined;
  readonly dilations?: readonly number[] | undefined;
}

/** Attributes of a convolution. @throws GraphError if strides or padding are missing. */
export function windowAttributes(
  name: string,
  { strides, padding, useCudnnOnGpu, dataFormat = 'NHWC', dilations }: WindowOptions,
) {
  if (!strides || padding === undefined) {
    throw new GraphError(`${name} needs strides, one number an axis, and padding, 'SAME' or 'VALID'.`);
  }
  return {
    strides,
    use_cudnn_on_gpu: useCudnnOnGpu ?? true,
    padding: typeof padding === 'string' ? padding : 'EXPLICIT',
    explicit_paddings: typeof padding === 'string' ? [] : padding.flat(),
    data_format: dataFormat,
    dilations: dilations ?? [1, 1, 1, 1],
  };
}
