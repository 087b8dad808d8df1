/** Loops over the windows of a batch of images in NHWC order, clipped to the image. */

import type { Windows } from '../../../../ops/kernel-language/index.ts';
import type { Block } from '../../codegen/block.ts';

export interface WindowLoop {
  /** Inside the loops over images, output rows, output columns and channels. */
  readonly body: Block;
  /** Flat position of the output element. */
  readonly output: string;
  /** Opens the loops over the window's elements; `at` is the flat position in the image. */
  readonly elements: (inside: Block) => { body: Block; at: string };
  /** The number of the window's elements inside the image. */
  readonly count: string;
}

export function windowLoop(
  block: Block,
  imageShape: readonly number[],
  outputShape: readonly number[],
  { window, strides, padding }: Windows,
): WindowLoop {
  const [batch, height, width, channels] = imageShape;
  const [, rows, columns] = outputShape;
  const image = block.loop(batch);
  const row = image.body.loop(rows);
  bounds(row.body, 'y', row.variable, strides[0], padding[0], window[0], height);
  const column = row.body.loop(columns);
  bounds(column.body, 'x', column.variable, strides[1], padding[2], window[1], width);
  const line = column.body.bind(
    'line',
    `${image.variable} * ${rows * columns} + ${row.variable} * ${columns} + ${column.variable}`,
  );
  const { body, variable: c } = column.body.loop(channels);
  return {
    body,
    output: `${line} * ${channels} + ${c}`,
    count: '(yEnd - yStart) * (xEnd - xStart)',
    elements: (inside) => {
      const overY = inside.open('for (let y = yStart; y < yEnd; y++) {');
      overY.line(`const start = (${image.variable} * ${height} + y) * ${width * channels} + ${c};`);
      const overX = overY.open('for (let x = xStart; x < xEnd; x++) {');
      return { body: overX, at: `start + x * ${channels}` };
    },
  };
}

/** Binds the first and the end coordinate of the window along one axis. */
function bounds(
  block: Block,
  axis: string,
  variable: string,
  stride: number,
  before: number,
  window: number,
  size: number,
): void {
  const start = `${variable} * ${stride} - ${before}`;
  block.line(`const ${axis}Start = Math.max(0, ${start});`);
  block.line(`const ${axis}End = Math.min(${size}, ${start} + ${window});`);
}
