/** Dilation2DBackprop: each gradient goes to the first place under its window where the sum is largest. */

import { allocateData, sizeOf } from '../../../../graph/index.ts';
import type { HostFunction } from '../host-function.ts';

export const dilationBackprop: HostFunction<'Dilation2DBackprop'> = (call, inputs, { outputs: [output] }) => {
  const [image, filter, gradient] = inputs;
  const [pixels, weights, given] = inputs.map(({ data }) => data as Float64Array);
  const [, height, width, depth] = image.shape;
  const [filterRows, filterColumns] = filter.shape;
  const [batch, rows, columns] = gradient.shape;
  const result = allocateData(output.dtype, sizeOf(output.shape)) as Float64Array;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        for (let d = 0; d < depth; d++) {
          let largest = Number.NEGATIVE_INFINITY;
          let to = -1;
          for (let i = 0; i < filterRows; i++) {
            const row = y * call.strides[0] + i * call.rates[0] - call.padding[0];
            if (row < 0 || row >= height) continue;
            for (let j = 0; j < filterColumns; j++) {
              const column = x * call.strides[1] + j * call.rates[1] - call.padding[1];
              if (column < 0 || column >= width) continue;
              const pixel = ((n * height + row) * width + column) * depth + d;
              const weight = (i * filterColumns + j) * depth + d;
              if (!(pixels[pixel] + weights[weight] > largest)) continue;
              largest = pixels[pixel] + weights[weight];
              to = call.to === 'input' ? pixel : weight;
            }
          }
          if (to >= 0) result[to] += given[((n * rows + y) * columns + x) * depth + d];
        }
      }
    }
  }
  return [{ data: result }];
};
