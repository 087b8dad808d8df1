/** Arithmetic of sizes that is not polynomial: the smaller, the larger, what is left above zero. */

import { addDims, type Dim, isKnown, multiplyDims, subtractDims, symbol } from '../../graph/index.ts';
import { lengthOf, listOfUnknownLength, sizeValue, type Value } from '../values/index.ts';

/** A size of which nothing is known, not even that it is the same as another. */
export function someSize(): Dim {
  return lengthOf(listOfUnknownLength());
}
export function someSizeValue(): Value {
  return sizeValue(someSize());
}

/** True only if it is at least 0 whatever the symbols stand for. */
export function isNatural(dim: Dim): boolean {
  return isKnown(dim) ? dim >= 0 : dim.terms.every(({ coefficient }) => coefficient > 0);
}

/** Equal sizes give equal results: a symbol is named after what it is the smaller of. Both must be at least 0. */
export function smallerDim(a: Dim, b: Dim): Dim {
  if (a === Infinity) return b;
  if (b === Infinity) return a;
  if (isKnown(a) && isKnown(b)) return Math.min(a, b);
  if (isNatural(subtractDims(a, b))) return b;
  if (isNatural(subtractDims(b, a))) return a;
  return symbol(`min(${inOrder(a, b)})`);
}

/** As `smallerDim`. */
export function largerDim(a: Dim, b: Dim): Dim {
  if (isKnown(a) && isKnown(b)) return Math.max(a, b);
  if (isNatural(subtractDims(a, b))) return a;
  if (isNatural(subtractDims(b, a))) return b;
  return symbol(`max(${inOrder(a, b)})`);
}

export function atLeastZero(dim: Dim): Dim {
  if (isKnown(dim)) return Math.max(0, dim);
  if (isNatural(dim)) return dim;
  return isNatural(multiplyDims(dim, -1)) ? 0 : symbol(`max(0, ${dim})`);
}

function inOrder(a: Dim, b: Dim): string {
  return [String(a), String(b)].sort().join(', ');
}

/** The position that `index` means in a list: negative ones count from its end. undefined where that is not known. */
export function placeIn(length: Dim, index: Dim | undefined): Dim | undefined {
  if (index === undefined) return undefined;
  if (!isKnown(index)) return isNatural(index) ? index : undefined;
  if (index >= 0) return index;
  return index === -Infinity ? 0 : atLeastZero(addDims(length, index));
}

/** How many items `slice(begin, end)` takes of a list. */
export function lengthOfSlice(length: Dim, begin: Dim | undefined, end: Dim | undefined): Dim {
  // The last so many.
  if (begin !== undefined && isKnown(begin) && begin < 0 && end === Infinity) return smallerDim(-begin, length);
  const from = placeIn(length, begin);
  const to = placeIn(length, end);
  if (from === undefined || to === undefined) return someSize();
  if (from === Infinity) return 0;
  return atLeastZero(subtractDims(smallerDim(to, length), from));
}
