/** Each window's gradient is shared equally by its elements; every element sums its shares in double precision. */

import { Block } from '../../codegen/block.ts';
import { Parameters } from '../../codegen/body.ts';
import { type Generator, generated } from '../generator.ts';

export const averagePoolGrad: Generator<'averagePoolGrad'> = ({ output, gradient, windows }, { values }) => {
  const parameters = new Parameters(values);
  const root = new Block();
  const out = parameters.output(output);
  const incoming = parameters.input(gradient);
  const [batch, height, width, channels] = values[output].shape;
  const [, rows, columns] = values[gradient].shape;
  const { window, strides, padding } = windows;

  const image = root.loop(batch);
  const y = image.body.loop(height);
  covering(y.body, 'row', y.variable, strides[0], padding[0], window[0], rows);
  const x = y.body.loop(width);
  covering(x.body, 'column', x.variable, strides[1], padding[2], window[1], columns);
  const { body, variable: c } = x.body.loop(channels);
  body.line('let sum = 0;');
  const overRows = body.open('for (let r = rowStart; r < rowEnd; r++) {');
  overRows.line(`const tall = ${extent('r', strides[0], padding[0], window[0], height)};`);
  const overColumns = overRows.open('for (let q = columnStart; q < columnEnd; q++) {');
  overColumns.line(`const wide = ${extent('q', strides[1], padding[2], window[1], width)};`);
  const from = `((${image.variable} * ${rows} + r) * ${columns} + q) * ${channels} + ${c}`;
  overColumns.line(`sum += ${incoming}[${from}] / (tall * wide);`);
  body.line(
    `${out}[((${image.variable} * ${height} + ${y.variable}) * ${width} + ${x.variable}) * ${channels} + ${c}] = sum;`,
  );
  return generated(parameters, root);
};

/** Binds the range of windows that cover a coordinate. */
function covering(
  block: Block,
  name: string,
  variable: string,
  stride: number,
  before: number,
  window: number,
  count: number,
): void {
  block.line(`const ${name}Start = Math.max(0, Math.ceil((${variable} + ${before - window + 1}) / ${stride}));`);
  block.line(`const ${name}End = Math.min(${count}, Math.floor((${variable} + ${before}) / ${stride}) + 1);`);
}

/** How much of window number `variable` lies inside the image. */
function extent(variable: string, stride: number, before: number, window: number, size: number): string {
  const start = `${variable} * ${stride} - ${before}`;
  return `Math.min(${size}, ${start} + ${window}) - Math.max(0, ${start})`;
}
