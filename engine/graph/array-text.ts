/** Arrays as text, as NumPy prints them but with commas: `[[1, 2], [3, 4]]`. */

import type { NdArray } from './ndarray.ts';

/** Above so many elements, the middle of an axis is left out. */
const longest = 1000;
/** What stays of it, at each end. */
const edge = 3;
const columns = 80;

/**
 * The elements of `array`, float32 in as few digits as say which number it is. Rows stand below each other where one
 * line is too short.
 */
export function arrayText(array: NdArray): string {
  const text = nested(array, 0, 0, array.size > longest, undefined);
  return text.length <= columns ? text : nested(array, 0, 0, array.size > longest, ' ');
}

/** @param indent before a row of its own; undefined for all in one line */
function nested(array: NdArray, axis: number, offset: number, shortens: boolean, indent: string | undefined): string {
  if (axis === array.rank) return elementText(array, offset);
  const count = array.shape[axis];
  const stride = array.shape.slice(axis + 1).reduce((size, dim) => size * dim, 1);
  const inner = indent === undefined ? undefined : `${indent} `;
  const places = Array.from({ length: count }, (_, i) => i);
  const shown = shortens && count > 2 * edge ? [...places.slice(0, edge), -1, ...places.slice(-edge)] : places;
  const parts = shown.map((i) => (i < 0 ? '…' : nested(array, axis + 1, offset + i * stride, shortens, inner)));
  const separator = indent === undefined || axis === array.rank - 1 ? ', ' : `,\n${indent}`;
  return `[${parts.join(separator)}]`;
}

function elementText(array: NdArray, index: number): string {
  const value = array.at(index);
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
  if (Object.is(value, -0)) return '-0';
  return array.dtype === 'float32' ? singleText(value as number) : String(value);
}

function singleText(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(9)));
}
