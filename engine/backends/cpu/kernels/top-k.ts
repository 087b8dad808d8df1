/** The k largest of each row, largest first, lower index first among equals. NaN counts as larger than any number. */

import type { NumericData } from '../../../graph/index.ts';
import { Parameters } from '../codegen/body.ts';
import type { Generator } from './generator.ts';

export const topK: Generator<'topK'> = ({ values: largest, indices, input, k }, { values }) => {
  const parameters = new Parameters(values);
  parameters.output(largest);
  parameters.output(indices);
  parameters.input(input);
  parameters.scratch('heap', 'int32', k);
  const size = values[input].shape.at(-1)!;
  return {
    parameters: parameters.list,
    run: (out: NumericData, outIndices: Int32Array | BigInt64Array, source: NumericData, heap: Int32Array) => {
      if (k === 0 || size === 0) return;
      const rows = source.length / size;
      for (let row = 0; row < rows; row++) {
        selectRow(source, row * size, size, k, heap);
        for (let i = 0; i < k; i++) {
          out[row * k + i] = source[row * size + heap[i]];
          outIndices[row * k + i] = outIndices instanceof BigInt64Array ? BigInt(heap[i]) : heap[i];
        }
      }
    },
  };
};

/** Whether the element at `a` belongs after the one at `b`. */
function isAfter(source: NumericData, start: number, a: number, b: number): boolean {
  const x = source[start + a];
  const y = source[start + b];
  const xIsNan = Number.isNaN(x);
  const yIsNan = Number.isNaN(y);
  if (xIsNan || yIsNan) return xIsNan && yIsNan ? a > b : yIsNan;
  return x === y ? a > b : x < y;
}

/** Leaves the indices of the k first elements in `heap`, in order. The heap's top is the last of those kept. */
function selectRow(source: NumericData, start: number, size: number, k: number, heap: Int32Array): void {
  const sink = (at: number, count: number): void => {
    const moved = heap[at];
    for (let child = 2 * at + 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && isAfter(source, start, heap[child + 1], heap[child])) child++;
      if (!isAfter(source, start, heap[child], moved)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  };
  for (let i = 0; i < k; i++) heap[i] = i;
  for (let at = (k >> 1) - 1; at >= 0; at--) sink(at, k);
  for (let i = k; i < size; i++) {
    if (!isAfter(source, start, heap[0], i)) continue;
    heap[0] = i;
    sink(0, k);
  }
  for (let count = k - 1; count > 0; count--) {
    const last = heap[0];
    heap[0] = heap[count];
    heap[count] = last;
    sink(0, count);
  }
}
