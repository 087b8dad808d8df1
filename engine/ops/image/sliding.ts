/** Windows that slide over images [batch, rows, columns, depth], for operations that know no other order of axes. */

import type { Dim } from '../../graph/index.ts';
import { type Reach, reachFrom } from '../nn/reach.ts';
import { windowCount } from '../nn/window.ts';
import type { InferenceContext, LoweringContext } from '../registry/index.ts';

type Pair = readonly [rows: number, columns: number];

/** Rows and columns of an attribute of four numbers, of which the first and last are 1. */
function pairOf(c: InferenceContext, name: string): Pair {
  const values = c.attr(name, 'ints');
  if (values.length !== 4 || values[0] !== 1 || values[3] !== 1 || values.some((x) => !Number.isInteger(x) || x < 1)) {
    c.fail('value', `The attribute ${name} must be [1, rows, columns, 1], but is [${values.join(', ')}]`);
  }
  return [values[1], values[2]];
}

/** How many windows fit along rows and columns. */
export function windowCounts(
  c: InferenceContext,
  [height, width]: readonly [Dim, Dim],
  [rows, columns]: readonly [Dim, Dim],
): readonly [Dim, Dim] {
  const padding = c.attr('padding', 'string');
  if (padding !== 'SAME' && padding !== 'VALID') c.fail('value', `padding must be SAME or VALID, but is ${padding}`);
  const [strides, rates] = [pairOf(c, 'strides'), pairOf(c, 'rates')];
  return [
    windowCount(c, 'rows', height, rows, strides[0], rates[0]),
    windowCount(c, 'columns', width, columns, strides[1], rates[1]),
  ];
}

/** The window's sizes by the attribute `ksizes`. */
export const windowOf = (c: InferenceContext): Pair => pairOf(c, 'ksizes');

export interface Sliding {
  readonly strides: Pair;
  readonly rates: Pair;
  /** Rows above the image and columns before it. */
  readonly padding: Pair;
}

export function slidingOf(c: LoweringContext, image: Pair, window: Pair, counts: Pair): Sliding {
  const along = (name: string): Pair => c.attr(name, 'ints').slice(1, 3) as unknown as Pair;
  const [strides, rates] = [along('strides'), along('rates')];
  const before = (axis: 0 | 1): number => {
    if (c.attr('padding', 'string') === 'VALID') return 0;
    const covered = (counts[axis] - 1) * strides[axis] + (window[axis] - 1) * rates[axis] + 1;
    return Math.floor(Math.max(0, covered - image[axis]) / 2);
  };
  return { strides, rates, padding: [before(0), before(1)] };
}

/** Along one axis: which windows have their place number `offset` in the image. */
export function reachOf(sliding: Sliding, axis: 0 | 1, offset: number, count: number, size: number): Reach {
  return reachFrom(offset * sliding.rates[axis] - sliding.padding[axis], sliding.strides[axis], count, size);
}
