/**
 * Convolution as a matrix product: a row for each output pixel, the image patch under it as its depth, a column for each
 * output channel. Patches are gathered straight into the panels; no im2col tensor exists.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { type Generator, generated } from '../generator.ts';
import { addColumnSums } from '../product/column-sums.ts';
import { finishCode } from '../product/finish.ts';
import { type PackedOperand, packStrided } from '../product/pack.ts';
import { productLoops } from '../product/product.ts';
import { type Geometry, geometryOf } from './geometry.ts';

export const conv2d: Generator<'conv2d'> = (kernel, { values }) => {
  const geometry = geometryOf(kernel.convolution);
  const { dtype } = values[kernel.input];
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(kernel.output);
  const a = parameters.input(kernel.input);
  const b = parameters.input(kernel.filter);
  const { batch, outHeight, outWidth, outChannels, channels, taps } = geometry;
  const rows = [batch, outHeight, outWidth];
  if (sizeOf(rows) * outChannels === 0) return generated(parameters, body);
  const finish = finishCode(parameters, {
    out,
    dtype,
    batch: [],
    rows,
    columns: outChannels,
    epilogue: kernel.epilogue,
  });
  const helpers = productLoops(body, parameters, {
    sizes: { rows: sizeOf(rows), depth: taps * channels, columns: outChannels, grain: channels },
    arithmetic: dtype === 'int32' ? 'int32' : 'float',
    a,
    b,
    baseA: '0',
    baseB: '0',
    packA: (operand) => packPatches(operand, geometry),
    packB: (operand) => packStrided(operand, 1, outChannels),
    finishCall: finish.call,
    finish: ({ width }) => finish.source(width),
  });
  addColumnSums(body, parameters, kernel.columnSums, { out, rows: sizeOf(rows), columns: outChannels });
  return generated(parameters, body, helpers);
};

/** Rows are output pixels; the depth runs over taps, then channels, and is cut between taps only. */
function packPatches({ name, extent, width }: PackedOperand, g: Geometry): string {
  const { height, width: imageWidth, channels, tapColumns, outHeight, outWidth } = g;
  return `function ${name}(source, base, panel, to, line, lines, first, count) {
  for (let i = line; i < line + lines; i += ${width}, to += count * ${width}) {
    for (let lane = 0; lane < ${width}; lane++) {
      const pixel = i + lane;
      const column = (pixel % ${outWidth}) * ${g.columnStride} - ${g.left};
      const row = (Math.floor(pixel / ${outWidth}) % ${outHeight}) * ${g.rowStride} - ${g.top};
      const image = Math.floor(pixel / ${outHeight * outWidth}) * ${height * imageWidth * channels};
      let at = to + lane;
      for (let tap = first / ${channels}; tap < (first + count) / ${channels}; tap++) {
        const y = row + Math.floor(tap / ${tapColumns}) * ${g.rowDilation};
        const x = column + (tap % ${tapColumns}) * ${g.columnDilation};
        if (pixel < ${extent} && y >= 0 && y < ${height} && x >= 0 && x < ${imageWidth}) {
          const from = image + (y * ${imageWidth} + x) * ${channels};
          for (let c = 0; c < ${channels}; c++, at += ${width}) panel[at] = source[from + c];
        } else {
          for (let c = 0; c < ${channels}; c++, at += ${width}) panel[at] = 0;
        }
      }
    }
  }
}`;
}
