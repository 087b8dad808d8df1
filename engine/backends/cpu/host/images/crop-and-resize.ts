/**
 * CropAndResize and its gradients: boxes of images, by their corners as fractions of the image (y1, x1, y2, x2), resampled
 * to one size. What lies outside the image is the extrapolation value. Places are computed in single precision, as in
 * TensorFlow's kernels.
 */

import { allocateData, sizeOf } from '../../../../graph/index.ts';
import { KernelFault } from '../../fault.ts';
import type { HostFunction, HostTensor } from '../host-function.ts';

const f = Math.fround;

/** One axis of one box: where each place of the crop lies in the image; undefined outside. */
interface Place {
  readonly below: number;
  readonly above: number;
  readonly share: number;
  readonly nearest: number;
}

function placesAlong(start: number, end: number, size: number, count: number): (Place | undefined)[] {
  const step = count > 1 ? f(f(f(end - start) * (size - 1)) / (count - 1)) : 0;
  return Array.from({ length: count }, (_, i) => {
    const at = count > 1 ? f(f(start * (size - 1)) + f(i * step)) : f(0.5 * f(start + end) * (size - 1));
    // Also false for NaN.
    if (!(at >= 0 && at <= size - 1)) return undefined;
    const below = Math.floor(at);
    return { below, above: Math.ceil(at), share: f(at - below), nearest: Math.floor(at + 0.5) };
  });
}

interface Sizes {
  /** Of the images: batch, rows, columns, channels. */
  readonly image: readonly number[];
  /** Of a crop. */
  readonly rows: number;
  readonly columns: number;
}

/** Calls `visit` for each point of each crop; `row` and `column` are undefined where it lies outside its image. */
function eachPoint(
  boxes: HostTensor,
  images: HostTensor,
  { image: [batch, height, width], rows, columns }: Sizes,
  visit: (box: number, image: number, y: number, x: number, row: Place | undefined, column: Place | undefined) => void,
): void {
  for (let box = 0; box < images.data.length; box++) {
    const image = images.data[box] as number;
    if (image < 0 || image >= batch) throw new KernelFault(`box_index has values outside [0, batch_size)`);
    const [y1, x1, y2, x2] = boxes.data.slice(4 * box, 4 * box + 4) as Float32Array;
    const vertical = placesAlong(y1, y2, height, rows);
    const horizontal = placesAlong(x1, x2, width, columns);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) visit(box, image, y, x, vertical[y], horizontal[x]);
    }
  }
}

/** Where the pixel begins among the elements of images [batch, rows, columns, channels]. */
const pixel = ([, height, width, depth]: readonly number[], image: number, row: number, column: number) =>
  ((image * height + row) * width + column) * depth;

export const cropAndResize: HostFunction<'CropAndResize'> = (call, [image, boxes, images], { outputs: [output] }) => {
  const [, rows, columns, depth] = output.shape;
  const crops = new Float32Array(sizeOf(output.shape)).fill(call.extrapolation);
  const source = Float64Array.from(image.data as ArrayLike<number | bigint>, Number);
  eachPoint(boxes, images, { image: image.shape, rows, columns }, (box, index, y, x, row, column) => {
    if (!row || !column) return;
    const to = pixel(output.shape, box, y, x);
    const at = (r: number, c: number) => pixel(image.shape, index, r, c);
    if (call.method === 'nearest') {
      const from = at(row.nearest, column.nearest);
      for (let d = 0; d < depth; d++) crops[to + d] = source[from + d];
      return;
    }
    const [topLeft, topRight] = [at(row.below, column.below), at(row.below, column.above)];
    const [bottomLeft, bottomRight] = [at(row.above, column.below), at(row.above, column.above)];
    for (let d = 0; d < depth; d++) {
      const top = source[topLeft + d] + (source[topRight + d] - source[topLeft + d]) * column.share;
      const bottom = source[bottomLeft + d] + (source[bottomRight + d] - source[bottomLeft + d]) * column.share;
      crops[to + d] = top + (bottom - top) * row.share;
    }
  });
  return [{ data: crops }];
};

export const cropAndResizeGradImage: HostFunction<'CropAndResizeGradImage'> = (
  { method },
  [gradients, boxes, images],
  { outputs: [output] },
) => {
  const [, rows, columns, depth] = gradients.shape;
  const sums = new Float64Array(sizeOf(output.shape));
  const given = gradients.data as Float32Array;
  eachPoint(boxes, images, { image: output.shape, rows, columns }, (box, index, y, x, row, column) => {
    if (!row || !column) return;
    const from = pixel(gradients.shape, box, y, x);
    const add = (r: number, c: number, share: number) => {
      const to = pixel(output.shape, index, r, c);
      for (let d = 0; d < depth; d++) sums[to + d] += share * given[from + d];
    };
    if (method === 'nearest') {
      add(row.nearest, column.nearest, 1);
      return;
    }
    add(row.below, column.below, (1 - row.share) * (1 - column.share));
    add(row.below, column.above, (1 - row.share) * column.share);
    add(row.above, column.below, row.share * (1 - column.share));
    add(row.above, column.above, row.share * column.share);
  });
  const result = allocateData(output.dtype, sums.length) as Float64Array;
  result.set(sums);
  return [{ data: result }];
};

/** As if crops were bilinear, whatever they are. */
export const cropAndResizeGradBoxes: HostFunction<'CropAndResizeGradBoxes'> = (_call, inputs) => {
  const [gradients, image, boxes, images] = inputs;
  const [, rows, columns, depth] = gradients.shape;
  const [, height, width] = image.shape;
  const sums = new Float64Array(boxes.data.length);
  const given = gradients.data as Float32Array;
  const source = Float64Array.from(image.data as ArrayLike<number | bigint>, Number);
  /** How a place moves with the first edge of its box; with the second it is what is left of `size - 1`. */
  const lever = (place: number, count: number, size: number) =>
    count > 1 ? (size - 1) * (1 - place / (count - 1)) : 0.5 * (size - 1);
  eachPoint(boxes, images, { image: image.shape, rows, columns }, (box, index, y, x, row, column) => {
    if (!row || !column) return;
    const at = (r: number, c: number) => pixel(image.shape, index, r, c);
    const [topLeft, topRight] = [at(row.below, column.below), at(row.below, column.above)];
    const [bottomLeft, bottomRight] = [at(row.above, column.below), at(row.above, column.above)];
    const from = pixel(gradients.shape, box, y, x);
    let [down, right] = [0, 0];
    for (let d = 0; d < depth; d++) {
      const [a, b] = [source[topLeft + d], source[topRight + d]];
      const [c, e] = [source[bottomLeft + d], source[bottomRight + d]];
      down += given[from + d] * ((1 - column.share) * (c - a) + column.share * (e - b));
      right += given[from + d] * ((1 - row.share) * (b - a) + row.share * (e - c));
    }
    const [vertical, horizontal] = [lever(y, rows, height), lever(x, columns, width)];
    sums[4 * box] += down * vertical;
    sums[4 * box + 1] += right * horizontal;
    sums[4 * box + 2] += down * (height - 1 - vertical);
    sums[4 * box + 3] += right * (width - 1 - horizontal);
  });
  return [{ data: Float32Array.from(sums) }];
};
