/** What JavaScript makes of values where it wants a boolean, a text, a number or a key. Runs no code of the program. */

import { isKnown } from '../../graph/index.ts';
import {
  ArrayValue,
  DataValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  PromiseValue,
  type PropertyKey,
  SizeValue,
  Unknown,
  unknown,
  type Value,
} from '../values/index.ts';

export function truthOf(value: Value): boolean | undefined {
  if (isPrimitive(value)) return Boolean(value);
  if (value instanceof Unknown) {
    return value.hint === 'object' || value.hint === 'function' || value.hint === 'tensor' ? true : undefined;
  }
  if (value instanceof SizeValue) return isKnown(value.dim) ? value.dim !== 0 : undefined;
  return true;
}

export function nullishness(value: Value): boolean | undefined {
  if (value === null || value === undefined) return true;
  return value instanceof Unknown && value.hint === undefined ? undefined : false;
}

/** How much of lists in lists is written out as one text. */
const mostTextParts = 20_000;
const longestText = 100_000;
const deepestText = 100;

export function textOf(value: Value, hostText: (object: object) => string | undefined): string | undefined {
  let parts = 0;
  let length = 0;
  const listText = (list: ArrayValue, depth: number): string | undefined => {
    if (!list.items || depth > deepestText) return undefined;
    const texts: string[] = [];
    for (const item of list.items) {
      if (++parts > mostTextParts) return undefined;
      const isNothing = item === null || item === undefined;
      const text = isNothing ? '' : item instanceof ArrayValue ? listText(item, depth + 1) : partText(item, hostText);
      length += text?.length ?? 0;
      if (text === undefined || length > longestText) return undefined;
      texts.push(text);
    }
    return texts.join(',');
  };
  return value instanceof ArrayValue ? listText(value, 0) : partText(value, hostText);
}

function partText(value: Value, hostText: (object: object) => string | undefined): string | undefined {
  if (typeof value === 'symbol') return undefined;
  if (isPrimitive(value)) return String(value);
  if (value instanceof Unknown || value instanceof SizeValue || value instanceof DataValue) return undefined;
  if (value instanceof FunctionLike) return undefined;
  // An object may have a `toString` of its own.
  if (value instanceof HeapObject) return undefined;
  return hostText(value);
}

export function numberOf(value: Value): number | undefined {
  if (typeof value === 'bigint') return undefined;
  if (isPrimitive(value) && typeof value !== 'symbol') return Number(value);
  return undefined;
}

/** What `await` gives. */
export function awaited(value: Value): Value {
  let settled = value;
  while (settled instanceof PromiseValue) settled = settled.value;
  return settled instanceof Unknown && settled.hint === 'promise' ? unknown : settled;
}

/** The key that a value in brackets names, or undefined where it is not known. */
export function keyOf(value: Value): PropertyKey | undefined {
  if (typeof value === 'symbol') return value;
  return isPrimitive(value) ? String(value) : undefined;
}
