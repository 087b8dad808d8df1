// What workloads should give, by plain loops in double precision: slow, and easy to believe. Where a result is large,
// only the elements that are compared.

import { elementsOf, sampledIndices, sizeOf } from '../generator.ts';
import type { Chain, LayerNorm, Product, Softmax, Sum, Transpose } from '../workload.ts';

export function expectedProduct({ a, b }: Product): number[] {
  const [rows, inner] = a.shape;
  const columns = b.shape[1];
  const left = elementsOf(a);
  const right = elementsOf(b);
  return sampledIndices(rows * columns).map((index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += left[row * inner + k] * right[k * columns + column];
    return sum;
  });
}

export function expectedChain(chain: Chain): number[] {
  const [a, b, c] = [elementsOf(chain.a), elementsOf(chain.b), elementsOf(chain.c)];
  return sampledIndices(a.length).map((i) => Math.max(a[i] * b[i] + c[i], 0) * 0.5 + Math.tanh(a[i]));
}

export function expectedSoftmax({ x }: Softmax): number[] {
  return sampledByRow(elementsOf(x), x.shape[1], (row, column) => {
    const largest = Math.max(...row);
    const sum = row.reduce((total, value) => total + Math.exp(value - largest), 0);
    return Math.exp(row[column] - largest) / sum;
  });
}

export function expectedLayerNorm({ x, gain, bias, epsilon }: LayerNorm): number[] {
  const scale = elementsOf(gain);
  const offset = elementsOf(bias);
  return sampledByRow(elementsOf(x), x.shape[1], (row, column) => {
    const mean = row.reduce((total, value) => total + value, 0) / row.length;
    const variance = row.reduce((total, value) => total + (value - mean) ** 2, 0) / row.length;
    return ((row[column] - mean) / Math.sqrt(variance + epsilon)) * scale[column] + offset[column];
  });
}

export function expectedSum({ x }: Sum): number[] {
  return [elementsOf(x).reduce((total, value) => total + value, 0)];
}

export function expectedTranspose({ x }: Transpose): number[] {
  const [rows, columns] = x.shape;
  const elements = elementsOf(x);
  return sampledIndices(sizeOf(x.shape)).map((i) => elements[(i % rows) * columns + Math.floor(i / rows)]);
}

/** `compute` gets a row as plain numbers, and the column in it. */
function sampledByRow(
  elements: Float32Array,
  columns: number,
  compute: (row: readonly number[], column: number) => number,
): number[] {
  return sampledIndices(elements.length).map((index) => {
    const start = index - (index % columns);
    return compute([...elements.subarray(start, start + columns)], index % columns);
  });
}
