/** Turning rows of an indices tensor into flat places, with the error for those outside. */

import { sizeOf, stridesOf } from '../../../graph/index.ts';
import type { Value } from '../../../ops/kernel-language/index.ts';
import type { Block } from './block.ts';

export interface IndexTuples {
  readonly array: string;
  readonly value: Value;
  /** Sizes of the axes selected from. */
  readonly indexed: readonly number[];
  readonly skipNegative: boolean;
}

/**
 * Lines that bind `place` for tuple number `row`: the flat position over the indexed axes. A tuple outside throws;
 * with `skipNegative` a tuple with a negative part leaves the loop's round instead.
 */
export function bindPlace(block: Block, row: string, { array, value, indexed, skipNegative }: IndexTuples): string {
  const depth = indexed.length;
  const strides = stridesOf(indexed);
  const element = (d: number) =>
    `${array}[${depth === 1 ? row : d === 0 ? `${row} * ${depth}` : `${row} * ${depth} + ${d}`}]`;
  const parts = indexed.map((_, d) => {
    const text = value.dtype === 'int64' ? `Number(${element(d)})` : element(d);
    return block.bind('index', text);
  });
  if (depth === 0) return '0';
  if (skipNegative) block.line(`if (${parts.map((part) => `${part} < 0`).join(' || ')}) continue;`);
  const outside = parts.map((part, d) => `${part} < 0 || ${part} >= ${indexed[d]}`).join(' || ');
  const fault =
    depth === 1
      ? `indexOutside(${row}, ${parts[0]}, ${indexed[0]})`
      : `indicesOutside(${row}, ${array}, ${depth}, [${indexed.join(', ')}])`;
  block.line(`if (${outside}) ${fault};`);
  const flat = parts.map((part, d) => (strides[d] === 1 ? part : `${part} * ${strides[d]}`)).join(' + ');
  return depth === 1 ? parts[0] : block.bind('place', flat);
}

/** Number of tuples: the indices' elements by the depth (their own count, where the depth is 0, is the leading size). */
export function tupleCount(value: Value, depth: number): number {
  return depth === 0 ? sizeOf(value.shape.slice(0, -1)) : sizeOf(value.shape) / depth;
}
