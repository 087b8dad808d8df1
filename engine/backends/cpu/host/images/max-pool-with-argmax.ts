/** MaxPoolWithArgmax: the first largest element of each window of images, and its place. */

import { allocateData, sizeOf } from '../../../../graph/index.ts';
import type { HostFunction } from '../host-function.ts';

export const maxPoolWithArgmax: HostFunction<'MaxPoolWithArgmax'> = (call, [image], { outputs: [output, argmax] }) => {
  const [batch, height, width, depth] = image.shape;
  const [, rows, columns] = output.shape;
  const pixels = image.data as Float64Array;
  const size = height * width * depth;
  const values = allocateData(output.dtype, sizeOf(output.shape)) as Float64Array;
  const places = allocateData(argmax.dtype, sizeOf(argmax.shape)) as { [index: number]: number | bigint };
  const placeOf = argmax.dtype === 'int64' ? BigInt : Number;
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < rows; y++) {
      const [fromRow, toRow] = reach(y, 0, height);
      for (let x = 0; x < columns; x++) {
        const [fromColumn, toColumn] = reach(x, 1, width);
        for (let channel = 0; channel < depth; channel++) {
          let place = ((n * height + fromRow) * width + fromColumn) * depth + channel;
          for (let row = fromRow; row < toRow; row++) {
            for (let column = fromColumn; column < toColumn; column++) {
              const pixel = ((n * height + row) * width + column) * depth + channel;
              if (pixels[pixel] > pixels[place]) place = pixel;
            }
          }
          values[at] = pixels[place];
          places[at++] = placeOf(call.includeBatch ? place : place - n * size);
        }
      }
    }
  }
  return [{ data: values }, { data: places as never }];

  /** The part of a window that lies in the image. */
  function reach(window: number, axis: 0 | 1, length: number): [from: number, to: number] {
    const start = window * call.strides[axis] - call.padding[axis];
    return [Math.max(start, 0), Math.min(start + call.window[axis], length)];
  }
};
