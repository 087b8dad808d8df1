/** DrawBoundingBoxes: one pixel wide outlines, the colors by turns. What lies outside an image is not drawn. */

import type { HostFunction } from '../host-function.ts';

/** Yellow, blue, red, lime, purple, olive, maroon, navy, aqua, fuchsia. */
const defaultColors = [
  [1, 1, 0, 1],
  [0, 0, 1, 1],
  [1, 0, 0, 1],
  [0, 1, 0, 1],
  [0.5, 0, 0.5, 1],
  [0.5, 0.5, 0, 1],
  [0.5, 0, 0, 1],
  [0, 0, 0.5, 1],
  [0, 1, 1, 1],
  [1, 0, 1, 1],
] as const;

function colorsFrom(
  depth: number,
  given: ArrayLike<number> | undefined,
  width: number,
): readonly (readonly number[])[] {
  if (given && given.length > 0) {
    const flat = Array.from(given);
    return Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, i * width + 4));
  }
  // On grays every box is white.
  return depth === 1 ? defaultColors.map(([, ...rest]) => [1, ...rest]) : defaultColors;
}

export const drawBoundingBoxes: HostFunction<'DrawBoundingBoxes'> = (_call, [images, boxes, colors]) => {
  const [batch, height, width, depth] = images.shape;
  const count = boxes.shape[1];
  const corners = boxes.data as Float32Array;
  const canvas = (images.data as Float32Array).slice();
  const table = colorsFrom(depth, colors?.data as Float32Array | undefined, colors?.shape[1] ?? 4);
  /** A corner's row or column, cut to a whole number. */
  const place = (fraction: number, size: number) => Math.trunc(Math.fround(fraction * (size - 1)));
  for (let n = 0; n < batch; n++) {
    const paint = (row: number, column: number, color: readonly number[]) => {
      if (row < 0 || row >= height || column < 0 || column >= width) return;
      for (let channel = 0; channel < depth; channel++) {
        canvas[((n * height + row) * width + column) * depth + channel] = color[channel];
      }
    };
    for (let box = 0; box < count; box++) {
      const at = (n * count + box) * 4;
      const [top, bottom] = [place(corners[at], height), place(corners[at + 2], height)];
      const [left, right] = [place(corners[at + 1], width), place(corners[at + 3], width)];
      if (top > bottom || left > right || top >= height || bottom < 0 || left >= width || right < 0) continue;
      const color = table[box % table.length];
      for (let column = Math.max(left, 0); column <= Math.min(right, width - 1); column++) {
        paint(top, column, color);
        paint(bottom, column, color);
      }
      for (let row = Math.max(top, 0); row <= Math.min(bottom, height - 1); row++) {
        paint(row, left, color);
        paint(row, right, color);
      }
    }
  }
  return [{ data: canvas }];
};
