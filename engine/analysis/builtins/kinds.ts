/** Unknown values of each kind, and what kind a value is. */

import { DataValue, HeapObject, isStandIn, SizeValue, Unknown, type Value } from '../values/index.ts';

export const unknownBigint = new Unknown('bigint');
export const unknownFunction = new Unknown('function');
export const unknownObject = new Unknown('object');
export const unknownPromise = new Unknown('promise');

type Kind = 'undefined' | 'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'symbol' | 'object';

/** The kind of a value, functions being objects; undefined where it is not known. */
export function kindOf(value: Value): Kind | undefined {
  if (value === null) return 'null';
  if (value instanceof SizeValue) return 'number';
  if (value instanceof Unknown) {
    const { hint } = value;
    if (hint === undefined) return undefined;
    return hint === 'number' || hint === 'string' || hint === 'boolean' || hint === 'bigint' ? hint : 'object';
  }
  const type = typeof value;
  return type === 'function' ? 'object' : type;
}

/** Whether two mentions of the value are the same thing: of what is not known whole, and of data, that cannot be said. */
export function hasIdentity(value: Value): boolean {
  if (value instanceof HeapObject) return !isStandIn(value);
  return !(value instanceof Unknown || value instanceof SizeValue || value instanceof DataValue);
}
