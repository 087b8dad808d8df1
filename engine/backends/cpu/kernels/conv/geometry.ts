/** Names for a convolution's numbers. */

import type { Convolution } from '../../../../ops/kernel-language/index.ts';

export interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly taps: number;
  readonly tapRows: number;
  readonly tapColumns: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly rowStride: number;
  readonly columnStride: number;
  readonly rowDilation: number;
  readonly columnDilation: number;
  readonly top: number;
  readonly left: number;
}

export function geometryOf(convolution: Convolution): Geometry {
  const [batch, height, width, channels] = convolution.inputShape;
  const [tapRows, tapColumns] = convolution.filterShape;
  const [, outHeight, outWidth, outChannels] = convolution.outputShape;
  return {
    batch,
    height,
    width,
    channels,
    taps: tapRows * tapColumns,
    tapRows,
    tapColumns,
    outHeight,
    outWidth,
    outChannels,
    rowStride: convolution.strides[0],
    columnStride: convolution.strides[1],
    rowDilation: convolution.dilations[0],
    columnDilation: convolution.dilations[1],
    top: convolution.padding[0],
    left: convolution.padding[2],
  };
}
