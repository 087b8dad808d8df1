/** DynamicPartition and DynamicStitch: rows sorted into parts, and rows of parts put to their places. */

import { allocateData, type DType, sizeOf, type TensorData } from '../../../graph/index.ts';
import { KernelFault } from '../fault.ts';
import type { HostFunction, HostResult } from './host-function.ts';

/** Elements of any type are only copied. */
type Elements = { [index: number]: unknown };

function copyRow(from: TensorData, row: number, to: TensorData, place: number, inner: number): void {
  const [source, target] = [from as Elements, to as Elements];
  for (let k = 0; k < inner; k++) target[place * inner + k] = source[row * inner + k];
}

export const dynamicPartition: HostFunction<'DynamicPartition'> = (_call, [rows, partitions], { outputs }) => {
  const { dtype, shape, data } = rows;
  const numbers = partitions.data as Int32Array;
  const counts = new Array<number>(outputs.length).fill(0);
  for (let i = 0; i < numbers.length; i++) {
    const part = numbers[i];
    if (part < 0 || part >= counts.length) {
      const place = placeText(i, partitions.shape);
      throw new KernelFault(`partitions${place} = ${part} is not in [0, ${counts.length})`);
    }
    counts[part]++;
  }
  const rowShape = shape.slice(partitions.shape.length);
  const inner = sizeOf(rowShape);
  const parts = counts.map((count) => allocateData(dtype, count * inner));
  const filled = counts.map(() => 0);
  for (let i = 0; i < numbers.length; i++) copyRow(data, i, parts[numbers[i]], filled[numbers[i]]++, inner);
  return parts.map((part, i): HostResult => ({ data: part, shape: [counts[i], ...rowShape] }));
};

/** `[1,2]` for an element of a matrix; nothing for the only one of a scalar. */
function placeText(index: number, shape: readonly number[]): string {
  const place: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return place.length === 0 ? '' : `[${place.join(',')}]`;
}

export const dynamicStitch: HostFunction<'DynamicStitch'> = (_call, inputs) => {
  const count = inputs.length / 2;
  const places = inputs.slice(0, count);
  const rows = inputs.slice(count);
  let size = 0;
  for (const { data } of places) for (const place of data as Int32Array) size = Math.max(size, place + 1);
  const rowShape = rows[0].shape.slice(places[0].shape.length);
  const dtype: DType = rows[0].dtype;
  const inner = sizeOf(rowShape);
  const merged = allocateData(dtype, size * inner);
  places.forEach(({ data }, k) => {
    (data as Int32Array).forEach((place, row) => {
      if (place < 0) throw new KernelFault(`indices[${k}] is out of range`);
      copyRow(rows[k].data, row, merged, place, inner);
    });
  });
  return [{ data: merged, shape: [size, ...rowShape] }];
};
