/**
 * The gradient of a convolution's filter as a matrix product: a row for each tap and input channel, the output pixels as
 * the depth, a column for each output channel.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { type Generator, generated } from '../generator.ts';
import { finishCode } from '../product/finish.ts';
import { type PackedOperand, packStrided } from '../product/pack.ts';
import { productLoops } from '../product/product.ts';
import { type Geometry, geometryOf } from './geometry.ts';

export const conv2dBackpropFilter: Generator<'conv2dBackpropFilter'> = (kernel, { values }) => {
  const geometry = geometryOf(kernel.convolution);
  const { dtype } = values[kernel.input];
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(kernel.output);
  const a = parameters.input(kernel.input);
  const b = parameters.input(kernel.gradient);
  const { batch, outHeight, outWidth, outChannels, channels, taps } = geometry;
  const depth = batch * outHeight * outWidth;
  if (sizeOf(values[kernel.output].shape) === 0) return generated(parameters, body);
  if (depth === 0) {
    body.line(`${out}.fill(0);`);
    return generated(parameters, body);
  }
  const rows = taps * channels;
  const finish = finishCode(parameters, { out, dtype, batch: [], rows: [rows], columns: outChannels, epilogue: null });
  const helpers = productLoops(body, parameters, {
    sizes: { rows, depth, columns: outChannels, grain: outWidth },
    arithmetic: dtype === 'int32' ? 'int32' : 'float',
    a,
    b,
    baseA: '0',
    baseB: '0',
    packA: (operand) => packTaps(operand, geometry),
    packB: (operand) => packStrided(operand, 1, outChannels),
    finishCall: finish.call,
    finish: ({ width }) => finish.source(width),
  });
  return generated(parameters, body, helpers);
};

/** Rows are taps and channels; the depth runs over output pixels and is cut between rows of the image only. */
function packTaps({ name, extent, width }: PackedOperand, g: Geometry): string {
  const { height, width: imageWidth, channels, tapColumns, outHeight, outWidth } = g;
  return `function ${name}(source, base, panel, to, line, lines, first, count) {
  for (let i = line; i < line + lines; i += ${width}, to += count * ${width}) {
    for (let lane = 0; lane < ${width}; lane++) {
      const tap = Math.floor((i + lane) / ${channels});
      const c = (i + lane) % ${channels};
      const shift = (tap % ${tapColumns}) * ${g.columnDilation} - ${g.left};
      const down = Math.floor(tap / ${tapColumns}) * ${g.rowDilation} - ${g.top};
      let at = to + lane;
      for (let row = first / ${outWidth}; row < (first + count) / ${outWidth}; row++) {
        const y = (row % ${outHeight}) * ${g.rowStride} + down;
        const inside = i + lane < ${extent} && y >= 0 && y < ${height};
        const from = (Math.floor(row / ${outHeight}) * ${height} + y) * ${imageWidth * channels} + c;
        for (let j = 0; j < ${outWidth}; j++, at += ${width}) {
          const x = j * ${g.columnStride} + shift;
          panel[at] = inside && x >= 0 && x < ${imageWidth} ? source[from + x * ${channels}] : 0;
        }
      }
    }
  }
}`;
}
