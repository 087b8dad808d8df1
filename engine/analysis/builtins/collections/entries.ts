/** What is known of the entries of maps and sets. */

import {
  CollectionValue,
  type EntryContents,
  type ListContents,
  listOfUnknownLength,
  unknown,
  type Value,
} from '../../values/index.ts';
import { hasIdentity } from '../kinds.ts';
import { mostItems } from '../limits.ts';
import { anyOf } from '../lists.ts';
import type { Call } from '../method-table.ts';

/** `this`, where it is such a collection; a method called on anything else is unknown. */
export function onCollection(method: (call: Call, collection: CollectionValue) => Value) {
  return (call: Call): Value => (call.self instanceof CollectionValue ? method(call, call.self) : unknown);
}

/** The entries with one more; null where it is not known which entry that is. */
export function withEntry({ machine }: Call, entries: EntryContents, key: Value, value: Value): EntryContents {
  if (!entries || !hasIdentity(key)) return null;
  if (entries.size >= mostItems && !entries.has(key)) return null;
  machine.spend(1 + (entries.size >> 5));
  return new Map(entries).set(key, value);
}

/** The entries as a map of their own; null where it is not known which are the same. */
export function entriesOf(pairs: Iterable<readonly [Value, Value]>): EntryContents {
  const entries = new Map<Value, Value>();
  for (const [key, value] of pairs) {
    if (!hasIdentity(key)) return null;
    entries.set(key, value);
  }
  return entries.size > mostItems ? null : entries;
}

export function hasEntry(entries: EntryContents, key: Value): boolean | undefined {
  if (entries?.size === 0) return false;
  return entries && hasIdentity(key) ? entries.has(key) : undefined;
}

/** The value under a key: one of all values, or none, where the key is not known. */
export function valueUnder({ machine }: Call, entries: EntryContents, key: Value): Value {
  if (!entries) return unknown;
  return hasIdentity(key) ? entries.get(key) : anyOf([...entries.values(), undefined], machine);
}

export function keysOf(entries: EntryContents): ListContents {
  return entries ? { items: [...entries.keys()] } : listOfUnknownLength();
}
export function valuesOf(entries: EntryContents): ListContents {
  return entries ? { items: [...entries.values()] } : listOfUnknownLength();
}
export function pairsOf({ machine }: Pick<Call, 'machine'>, entries: EntryContents): ListContents {
  if (!entries) return listOfUnknownLength(machine.array([unknown, unknown]));
  machine.spend(1 + (entries.size >> 4));
  return { items: [...entries].map((pair) => machine.array(pair)) };
}
