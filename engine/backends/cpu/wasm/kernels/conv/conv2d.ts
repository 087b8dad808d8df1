/**
 * Convolution as a product that exists only in addresses: a row for each output pixel, the window under it as its depth,
 * a column for each output channel.
 */

import { sizeOf } from '../../../../../graph/index.ts';
import { Parameters } from '../../../codegen/body.ts';
import { type Geometry, geometryOf } from '../../../kernels/conv/geometry.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { MIN_MULTIPLICATIONS, rightMatrix } from '../matmul.ts';
import { type ProductParts, productKernel } from '../product/product.ts';
import { canRide, rideOf } from '../product/ride.ts';
import { type PaddedImages, paddingPhase, rowBytes, stripBytes, stripsAtOnce } from './padded.ts';
import { type WindowRows, windowDepthBlock, windowRows } from './windows.ts';

export const conv2d: WasmGenerator<'conv2d'> = (kernel, context) => {
  const { values, target } = context;
  const g = geometryOf(kernel.convolution);
  if (values[kernel.input].dtype !== 'float32' || !canRide(kernel.epilogue, context)) return undefined;
  if (multiplicationsOf(g) < (context.evenSmall ? 1 : MIN_MULTIPLICATIONS)) return undefined;
  const { batch, outHeight, outWidth, outChannels } = g;
  const parameters = new Parameters(values);
  const out = parameters.output(kernel.output);
  const input = parameters.input(kernel.input);
  const filter = parameters.input(kernel.filter);
  const space = [batch, outHeight, outWidth, outChannels];
  const { tile: epilogue, arrays } = rideOf(kernel.epilogue, space, parameters, context);
  const sums = kernel.columnSums === undefined ? undefined : parameters.output(kernel.columnSums);
  const padded = needsPadding(g) ? paddedInput(g) : undefined;
  const images = padded ? Math.min(batch, stripsAtOnce(padded, target)) : batch;
  if (padded) parameters.scratch(PADDED, 'float32', (images * stripBytes(padded)) / 4);
  const pixels = outHeight * outWidth;
  const windows = windowsOf(g, padded);
  const depth = g.taps * g.channels;
  const product: ProductParts = {
    sizes: { batch: 1, rows: batch * pixels, depth, columns: outChannels },
    names: { out, left: padded ? PADDED : input, right: filter, operands: arrays, sums },
    left: windowRows(windows),
    right: rightMatrix(depth, outChannels, false),
    epilogue,
    depthBlock: windowDepthBlock(windows),
    rowsAtOnce: images * pixels,
    ...(padded && {
      prepare: (module, name, { row, rows }) => [
        paddingPhase(
          module,
          name,
          padded,
          { from: input, to: PADDED, parameters },
          { first: row / pixels, strips: rows / pixels },
        ),
      ],
    }),
  };
  return productKernel(context, parameters, [product]);
};

export const PADDED = 'padded';

export function multiplicationsOf(g: Geometry): number {
  return sizeOf([g.batch, g.outHeight, g.outWidth, g.outChannels, g.taps, g.channels, g.height, g.width]) === 0
    ? 0
    : sizeOf([g.batch, g.outHeight, g.outWidth, g.outChannels, g.taps, g.channels]);
}

/** Rows of the input from the first to the last that `rows` rows of windows reach. */
export const reachedRows = (g: Geometry, rows: number): number =>
  (rows - 1) * g.rowStride + (g.tapRows - 1) * g.rowDilation + 1;
export const reachedColumns = (g: Geometry): number =>
  (g.outWidth - 1) * g.columnStride + (g.tapColumns - 1) * g.columnDilation + 1;

/** Whether a window reaches out of the image. */
export function needsPadding(g: Geometry): boolean {
  return g.top > 0 || g.left > 0 || reachedRows(g, g.outHeight) > g.height || reachedColumns(g) > g.width;
}

/** All that windows reach; `strips` of equally many rows of windows. */
export function paddedInput(g: Geometry, strips = 1): PaddedImages {
  const rows = g.outHeight / strips;
  return {
    source: { height: g.height, width: g.width },
    channels: g.channels,
    strips,
    stripRows: rows * g.rowStride,
    height: reachedRows(g, rows),
    width: reachedColumns(g),
    top: g.top,
    left: g.left,
    rowSpread: 1,
    columnSpread: 1,
  };
}

function windowsOf(g: Geometry, padded: PaddedImages | undefined): WindowRows {
  return {
    imageBytes: padded ? stripBytes(padded) : g.height * g.width * g.channels * 4,
    rowBytes: padded ? rowBytes(padded) : g.width * g.channels * 4,
    channels: g.channels,
    rows: g.outHeight,
    columns: g.outWidth,
    rowStride: g.rowStride,
    columnStride: g.columnStride,
    tapRows: g.tapRows,
    tapColumns: g.tapColumns,
    rowDilation: g.rowDilation,
    columnDilation: g.columnDilation,
    offset: 0,
    byPass: padded !== undefined,
  };
}
