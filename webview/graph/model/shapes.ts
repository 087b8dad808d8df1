/** Shapes and sizes as text, and how wide an edge is for what it carries. */

import type { Dimension } from '../../protocol.ts';

/** `?×784`, `batch×784`, `scalar`; '' for an unknown rank. */
export function formatShape(shape: readonly Dimension[] | null): string {
  if (shape === null) return '';
  if (shape.length === 0) return 'scalar';
  return shape.map((dimension) => dimension ?? '?').join('×');
}

/** Elements, with each dimension that is not known counted as 1, as TensorBoard does. */
export function sizeEstimate(shape: readonly Dimension[] | null): number {
  let size = 1;
  for (const dimension of shape ?? []) if (typeof dimension === 'number' && dimension >= 0) size *= dimension;
  return Math.min(size, Number.MAX_SAFE_INTEGER);
}

/** Elements; null where a dimension is not known. */
export function elementCount(shape: readonly Dimension[] | null): number | null {
  if (shape === null) return null;
  let count = 1;
  for (const dimension of shape) {
    if (typeof dimension !== 'number' || !(dimension >= 0)) return null;
    count *= dimension;
  }
  return count;
}

const exponent = 0.3;
const largest = 5e6;
const thinnest = 0.75;
const widest = 12;

/** TensorBoard's power scale: size^0.3, from 1 element (0.75 px) to five million (12 px). */
export function edgeWidth(size: number): number {
  const share = (Math.min(Math.max(size, 1), largest) ** exponent - 1) / (largest ** exponent - 1);
  return thinnest + share * (widest - thinnest);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${rounded(value)} ${units[unit]}`;
}

export function formatMicros(micros: number): string {
  if (micros < 1000) return `${rounded(micros)} µs`;
  return micros < 1e6 ? `${rounded(micros / 1000)} ms` : `${rounded(micros / 1e6)} s`;
}

function rounded(value: number): string {
  return value < 100 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
