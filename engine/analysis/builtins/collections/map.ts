/** Map and WeakMap. */

import {
  CollectionValue,
  type EntryContents,
  type NativeFunction,
  type Prototypes,
  unknownBoolean,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { iteratorOf } from '../iterator-of.ts';
import { type Call, constructorFunction, type MethodTable } from '../method-table.ts';
import { someSizeValue } from '../sizes.ts';
import { entriesOf, hasEntry, keysOf, onCollection, pairsOf, valuesOf, valueUnder, withEntry } from './entries.ts';
import { forEachEntry, grouped } from './going-through.ts';

/** Methods that both kinds have. */
const keyed = {
  get: onCollection((call, map) => valueUnder(call, map.entries, argument(call, 0))),
  has: onCollection((call, map) => hasEntry(map.entries, argument(call, 0)) ?? unknownBoolean),
  set: onCollection((call, map) => {
    map.setEntries(call.machine.journal, withEntry(call, map.entries, argument(call, 0), argument(call, 1)));
    return map;
  }),
  delete: onCollection(removeEntry),
} satisfies MethodTable;

/** Takes out an entry of a map or an item of a set. */
export function removeEntry(call: Call, { entries }: CollectionValue): Value {
  const collection = call.self as CollectionValue;
  const key = argument(call, 0);
  const isThere = hasEntry(entries, key);
  if (isThere === false) return false;
  if (!entries || isThere === undefined) {
    collection.setEntries(call.machine.journal, null);
    return unknownBoolean;
  }
  const left = new Map(entries);
  left.delete(key);
  collection.setEntries(call.machine.journal, left);
  return true;
}

export const mapMethods = {
  ...keyed,
  clear: onCollection(({ machine }, map) => map.setEntries(machine.journal, new Map()) as undefined),
  forEach: onCollection((call, map) => {
    forEachEntry(call, map, (key, value) => [value, key]);
    return undefined;
  }),
  keys: onCollection((call, map) => iteratorOf(call, keysOf(map.entries))),
  values: onCollection((call, map) => iteratorOf(call, valuesOf(map.entries))),
  entries: onCollection((call, map) => iteratorOf(call, pairsOf(call, map.entries))),
  [Symbol.iterator]: onCollection((call, map) => iteratorOf(call, pairsOf(call, map.entries))),
} satisfies MethodTable;
export const weakMapMethods = keyed;

export const sizeGetter = {
  size: onCollection((_, { entries }) => (entries ? entries.size : someSizeValue())),
} satisfies MethodTable;

/** The entries that `new Map(iterable)` begins with. */
function entriesFrom(call: Call): EntryContents {
  const { machine, site } = call;
  const source = argument(call, 0);
  if (source === undefined || source === null) return call.hasMore ? null : new Map();
  if (source instanceof CollectionValue && source.kind === 'Map') return source.entries;
  const { items } = machine.iterate(source, site);
  if (!items) return null;
  machine.spend(items.length);
  return entriesOf(items.map((pair) => [machine.get(pair, '0', site), machine.get(pair, '1', site)] as const));
}

export function mapConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Map',
    instances: prototypes.map,
    construct: (call) => new CollectionValue(prototypes.map, 'Map', entriesFrom(call)),
    statics: {
      groupBy(call) {
        const groups = grouped(call);
        const lists = groups && [...groups].map(([key, items]) => [key, call.machine.array(items)] as const);
        return new CollectionValue(prototypes.map, 'Map', lists ? entriesOf(lists) : null);
      },
    },
  });
}

export function weakMapConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'WeakMap',
    instances: prototypes.weakMap,
    construct: (call) => new CollectionValue(prototypes.weakMap, 'WeakMap', entriesFrom(call)),
  });
}
