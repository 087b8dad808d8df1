/**
 * The gradient of a convolution's input, itself a convolution: of the output's gradient, its pixels as far apart as the
 * strides, with the filter turned around and its channels exchanged.
 */

import { Parameters } from '../../../codegen/body.ts';
import { type Geometry, geometryOf } from '../../../kernels/conv/geometry.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { MIN_MULTIPLICATIONS } from '../matmul.ts';
import type { RightOperand } from '../product/operands.ts';
import { productKernel } from '../product/product.ts';
import { multiplicationsOf, PADDED } from './conv2d.ts';
import { type PaddedImages, paddingPhase, rowBytes, stripBytes, stripsAtOnce } from './padded.ts';
import { type WindowRows, windowDepthBlock, windowRows } from './windows.ts';

export const conv2dBackpropInput: WasmGenerator<'conv2dBackpropInput'> = (kernel, { values, target, evenSmall }) => {
  const g = geometryOf(kernel.convolution);
  if (values[kernel.gradient].dtype !== 'float32') return undefined;
  if (multiplicationsOf(g) < (evenSmall ? 1 : MIN_MULTIPLICATIONS)) return undefined;
  const { batch, height, width, channels, outChannels } = g;
  const parameters = new Parameters(values);
  const out = parameters.output(kernel.output);
  const gradient = parameters.input(kernel.gradient);
  const filter = parameters.input(kernel.filter);
  const padded = paddedGradient(g);
  const images = Math.min(batch, stripsAtOnce(padded, target));
  parameters.scratch(PADDED, 'float32', (images * stripBytes(padded)) / 4);
  const pixels = height * width;
  const windows = windowsOf(g, padded);
  return productKernel(target, {
    sizes: { batch: 1, rows: batch * pixels, depth: g.taps * outChannels, columns: channels },
    parameters,
    names: { out, left: PADDED, right: filter, operands: [] },
    left: windowRows(windows),
    right: turnedFilter(g),
    epilogue: undefined,
    depthBlock: windowDepthBlock(windows),
    rowsAtOnce: images * pixels,
    prepare: (module, name, { row, rows }) =>
      paddingPhase(
        module,
        name,
        padded,
        { from: gradient, to: PADDED, parameters },
        { first: row / pixels, strips: rows / pixels },
      ),
  });
};

/** Input pixel 0 met the last tap at output pixel (pad - reach) / stride. */
function paddedGradient(g: Geometry): PaddedImages {
  const rowReach = (g.tapRows - 1) * g.rowDilation;
  const columnReach = (g.tapColumns - 1) * g.columnDilation;
  return {
    source: { height: g.outHeight, width: g.outWidth },
    channels: g.outChannels,
    strips: 1,
    stripRows: 0,
    height: g.height + rowReach,
    width: g.width + columnReach,
    top: rowReach - g.top,
    left: columnReach - g.left,
    rowSpread: g.rowStride,
    columnSpread: g.columnStride,
  };
}

function windowsOf(g: Geometry, padded: PaddedImages): WindowRows {
  return {
    imageBytes: stripBytes(padded),
    rowBytes: rowBytes(padded),
    channels: g.outChannels,
    rows: g.height,
    columns: g.width,
    rowStride: 1,
    columnStride: 1,
    tapRows: g.tapRows,
    tapColumns: g.tapColumns,
    rowDilation: g.rowDilation,
    columnDilation: g.columnDilation,
    byPass: true,
  };
}

/** Taps from the last to the first; columns are the input's channels. */
function turnedFilter({ taps, channels, outChannels }: Geometry): RightOperand {
  const tapBytes = channels * outChannels * 4;
  return {
    matrixBytes: 0,
    columnBytes: outChannels * 4,
    depthBytes: 4,
    segment: { depths: outChannels, bytes: -tapBytes },
    position: (depth) => (taps - 1 - depth / outChannels) * tapBytes,
  };
}
