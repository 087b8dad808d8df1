/**
 * The gradient of a convolution's input, itself a convolution: of the output's gradient, with the filter turned around and
 * its channels exchanged. Where the convolution has strides, input pixels that met the same taps are convolved together:
 * each stride by stride lattice of pixels with its own part of the filter.
 */

import { sizeOf } from '../../../../../graph/index.ts';
import { Parameters } from '../../../codegen/body.ts';
import { type Geometry, geometryOf } from '../../../kernels/conv/geometry.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { MIN_MULTIPLICATIONS } from '../matmul.ts';
import type { RightOperand } from '../product/operands.ts';
import { type ProductParts, productKernel } from '../product/product.ts';
import { multiplicationsOf, PADDED } from './conv2d.ts';
import { type Lattice, latticesAlong, spread } from './lattice.ts';
import { type PaddedImages, paddingPhase, rowBytes, stripBytes, stripsAtOnce, zeroPhase } from './padded.ts';
import { type Scattered, type WindowRows, windowDepthBlock, windowRows } from './windows.ts';

export const conv2dBackpropInput: WasmGenerator<'conv2dBackpropInput'> = (kernel, { values, target, evenSmall }) => {
  const g = geometryOf(kernel.convolution);
  if (values[kernel.gradient].dtype !== 'float32') return undefined;
  if (multiplicationsOf(g) < (evenSmall ? 1 : MIN_MULTIPLICATIONS)) return undefined;
  const rows = latticesAlong(g.height, g.tapRows, g.rowStride, g.rowDilation, g.top);
  const columns = latticesAlong(g.width, g.tapColumns, g.columnStride, g.columnDilation, g.left);
  const pairs = rows.flatMap((down) => columns.map((across) => ({ down, across })));
  const reached = pairs.filter(({ down, across }) => down.taps * across.taps > 0);
  if (reached.length === 0) return undefined;

  const parameters = new Parameters(values);
  const out = parameters.output(kernel.output);
  const gradient = parameters.input(kernel.gradient);
  const filter = parameters.input(kernel.filter);
  const padded = paddedGradient(g, rows, columns);
  const images = Math.min(g.batch, stripsAtOnce(padded, target));
  parameters.scratch(PADDED, 'float32', (images * stripBytes(padded)) / 4);
  const inputSize = sizeOf(values[kernel.output].shape);
  const arrays = { from: gradient, to: PADDED, parameters };
  const products = reached.map(({ down, across }, i): ProductParts => {
    const windows = windowsOf(g, padded, down, across);
    const pixels = down.pixels * across.pixels;
    return {
      sizes: { batch: 1, rows: g.batch * pixels, depth: down.taps * across.taps * g.outChannels, columns: g.channels },
      names: { out, left: PADDED, right: filter, operands: [] },
      left: windowRows(windows, pairs.length > 1 ? scatteredTo(g, down, across) : undefined),
      right: turnedFilter(g, down, across),
      epilogue: undefined,
      depthBlock: windowDepthBlock(windows),
      rowsAtOnce: images * pixels,
      prepare: (module, name, { row, rows: count }) => {
        const strips = { first: row / pixels, strips: count / pixels };
        // All images of the first product serve the others.
        const isThere = i > 0 && images === g.batch;
        const all = isThere ? [] : [paddingPhase(module, name, padded, arrays, strips)];
        const leavesGaps = i === 0 && row === 0 && reached.length < pairs.length;
        return leavesGaps ? [zeroPhase(module, `${name} zeros`, parameters, out, inputSize), ...all] : all;
      },
    };
  });
  return productKernel({ target, evenSmall }, parameters, products);
};

/** All that any lattice reaches of the gradient. */
function paddedGradient(g: Geometry, rows: readonly Lattice[], columns: readonly Lattice[]): PaddedImages {
  const down = extentOf(rows);
  const across = extentOf(columns);
  return {
    source: { height: g.outHeight, width: g.outWidth },
    channels: g.outChannels,
    strips: 1,
    stripRows: 0,
    height: down.size,
    width: across.size,
    top: down.before,
    left: across.before,
    rowSpread: spread(g.rowStride, g.rowDilation),
    columnSpread: spread(g.columnStride, g.columnDilation),
  };
}

function extentOf(lattices: readonly Lattice[]): { before: number; size: number } {
  const reached = lattices.filter(({ taps }) => taps > 0);
  const before = -Math.min(...reached.map(({ start }) => start));
  const end = Math.max(...reached.map(({ start, pixels, reach }) => start + pixels + reach));
  return { before, size: before + end };
}

function windowsOf(g: Geometry, padded: PaddedImages, down: Lattice, across: Lattice): WindowRows {
  return {
    imageBytes: stripBytes(padded),
    rowBytes: rowBytes(padded),
    channels: g.outChannels,
    rows: down.pixels,
    columns: across.pixels,
    rowStride: 1,
    columnStride: 1,
    tapRows: down.taps,
    tapColumns: across.taps,
    rowDilation: down.dilation,
    columnDilation: across.dilation,
    offset: (down.start + padded.top) * rowBytes(padded) + (across.start + padded.left) * g.outChannels * 4,
    byPass: true,
  };
}

function scatteredTo({ height, width, channels }: Geometry, down: Lattice, across: Lattice): Scattered {
  const pixelBytes = channels * 4;
  return {
    offset: (down.first * width + across.first) * pixelBytes,
    imageBytes: height * width * pixelBytes,
    rowBytes: down.step * width * pixelBytes,
    columnBytes: across.step * pixelBytes,
  };
}

/** The lattice's taps from the last to the first; columns are the input's channels. */
function turnedFilter({ tapColumns, channels, outChannels }: Geometry, down: Lattice, across: Lattice): RightOperand {
  const tapBytes = channels * outChannels * 4;
  return {
    matrixBytes: 0,
    columnBytes: outChannels * 4,
    depthBytes: 4,
    segment: outChannels,
    position: (depth) => {
      const tap = Math.floor(depth / outChannels);
      const row = down.tap(Math.floor(tap / across.taps));
      return (row * tapColumns + across.tap(tap % across.taps)) * tapBytes;
    },
  };
}
