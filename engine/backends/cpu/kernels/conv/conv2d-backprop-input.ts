/**
 * The gradient of a convolution's input as a matrix product: a row for each input pixel, taps and output channels as the
 * depth, a column for each input channel.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { type Generator, generated } from '../generator.ts';
import { finishCode } from '../product/finish.ts';
import type { PackedOperand } from '../product/pack.ts';
import { productLoops } from '../product/product.ts';
import { type Geometry, geometryOf } from './geometry.ts';

export const conv2dBackpropInput: Generator<'conv2dBackpropInput'> = (kernel, { values }) => {
  const geometry = geometryOf(kernel.convolution);
  const { dtype } = values[kernel.gradient];
  const parameters = new Parameters(values);
  const body = new Block();
  const out = parameters.output(kernel.output);
  const a = parameters.input(kernel.gradient);
  const b = parameters.input(kernel.filter);
  const { batch, height, width: imageWidth, outChannels, channels, taps } = geometry;
  if (sizeOf(values[kernel.output].shape) === 0) return generated(parameters, body);
  if (sizeOf(values[kernel.gradient].shape) * taps === 0) {
    body.line(`${out}.fill(0);`);
    return generated(parameters, body);
  }
  const rows = batch * height * imageWidth;
  const finish = finishCode(parameters, { out, dtype, batch: [], rows: [rows], columns: channels, epilogue: null });
  const helpers = productLoops(body, parameters, {
    sizes: { rows, depth: taps * outChannels, columns: channels, grain: outChannels },
    arithmetic: dtype === 'int32' ? 'int32' : 'float',
    a,
    b,
    baseA: '0',
    baseB: '0',
    packA: (operand) => packGradients(operand, geometry),
    packB: (operand) => packFilter(operand, geometry),
    finishCall: finish.call,
    finish: ({ width }) => finish.source(width),
  });
  return generated(parameters, body, helpers);
};

/** Rows are input pixels; at each tap, the gradient of the output pixel that met this pixel there, if any did. */
function packGradients({ name, extent, width }: PackedOperand, g: Geometry): string {
  const { height, width: imageWidth, tapColumns, outHeight, outWidth, outChannels } = g;
  // With strides, only every stride-th offset belongs to an output pixel.
  const apart = [
    ...(g.rowStride > 1 ? [`down % ${g.rowStride} === 0`] : []),
    ...(g.columnStride > 1 ? [`right % ${g.columnStride} === 0`] : []),
  ].map((test) => ` && ${test}`);
  const divided = (name: string, stride: number) => (stride > 1 ? `${name} / ${stride}` : name);
  return `function ${name}(source, base, panel, to, line, lines, first, count) {
  for (let i = line; i < line + lines; i += ${width}, to += count * ${width}) {
    for (let lane = 0; lane < ${width}; lane++) {
      const pixel = i + lane;
      const column = (pixel % ${imageWidth}) + ${g.left};
      const row = (Math.floor(pixel / ${imageWidth}) % ${height}) + ${g.top};
      const image = Math.floor(pixel / ${height * imageWidth}) * ${outHeight * outWidth * outChannels};
      let at = to + lane;
      for (let tap = first / ${outChannels}; tap < (first + count) / ${outChannels}; tap++) {
        const down = row - Math.floor(tap / ${tapColumns}) * ${g.rowDilation};
        const right = column - (tap % ${tapColumns}) * ${g.columnDilation};
        if (pixel < ${extent} && down >= 0 && down <= ${(outHeight - 1) * g.rowStride} && right >= 0 && right <= ${(outWidth - 1) * g.columnStride}${apart.join('')}) {
          const from = image + (${divided('down', g.rowStride)} * ${outWidth} + ${divided('right', g.columnStride)}) * ${outChannels};
          for (let c = 0; c < ${outChannels}; c++, at += ${width}) panel[at] = source[from + c];
        } else {
          for (let c = 0; c < ${outChannels}; c++, at += ${width}) panel[at] = 0;
        }
      }
    }
  }
}`;
}

/** Columns are input channels; the filter holds them between taps and output channels. */
function packFilter({ name, extent, width }: PackedOperand, g: Geometry): string {
  const { channels, outChannels } = g;
  return `function ${name}(source, base, panel, to, line, lines, first, count) {
  for (let j = line; j < line + lines; j += ${width}, to += count * ${width}) {
    for (let lane = 0; lane < ${width}; lane++) {
      let at = to + lane;
      for (let tap = first / ${outChannels}; tap < (first + count) / ${outChannels}; tap++) {
        const from = (tap * ${channels} + j + lane) * ${outChannels};
        for (let c = 0; c < ${outChannels}; c++, at += ${width}) panel[at] = j + lane < ${extent} ? source[from + c] : 0;
      }
    }
  }
}`;
}
