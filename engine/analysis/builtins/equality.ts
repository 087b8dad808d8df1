/** Whether two values are the same; undefined where that is not known. */

import { dimsEqual, dimsMayBeEqual } from '../../graph/index.ts';
import { SizeValue, type Value } from '../values/index.ts';
import { hasIdentity, kindOf } from './kinds.ts';

/** As `===`. */
export function strictlyEqual(a: Value, b: Value): boolean | undefined {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x !== undefined && y !== undefined && x !== y) return false;
  if (a instanceof SizeValue || b instanceof SizeValue) return sizesEqual(a, b);
  if (!hasIdentity(a) || !hasIdentity(b)) return undefined;
  return a === b;
}

/** As a Map or `includes` compares: NaN is itself. */
export function sameValueZero(a: Value, b: Value): boolean | undefined {
  return Number.isNaN(a) && Number.isNaN(b) ? true : strictlyEqual(a, b);
}

/** As `Object.is`: 0 and -0 differ too. */
export function sameValue(a: Value, b: Value): boolean | undefined {
  if (typeof a === 'number' && typeof b === 'number') return Object.is(a, b);
  return sameValueZero(a, b);
}

function sizesEqual(a: Value, b: Value): boolean | undefined {
  const x = a instanceof SizeValue ? a.dim : a;
  const y = b instanceof SizeValue ? b.dim : b;
  if (typeof x === 'number' && !Number.isSafeInteger(x)) return false;
  if (typeof y === 'number' && !Number.isSafeInteger(y)) return false;
  if (!isDim(x) || !isDim(y)) return undefined;
  if (dimsEqual(x, y)) return true;
  return dimsMayBeEqual(x, y) ? undefined : false;
}

function isDim(value: unknown): value is SizeValue['dim'] {
  return typeof value === 'number' || (typeof value === 'object' && value !== null && 'terms' in value);
}
