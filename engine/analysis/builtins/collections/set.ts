/** Set and WeakSet. */

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
import { entriesOf, hasEntry, keysOf, onCollection, pairsOf, withEntry } from './entries.ts';
import { forEachEntry } from './going-through.ts';
import { removeEntry } from './map.ts';

/** Methods that both kinds have. */
const holding = {
  has: onCollection((call, set) => hasEntry(set.entries, argument(call, 0)) ?? unknownBoolean),
  add: onCollection((call, set) => {
    const item = argument(call, 0);
    set.setEntries(call.machine.journal, withEntry(call, set.entries, item, item));
    return set;
  }),
  delete: onCollection(removeEntry),
} satisfies MethodTable;

/** A method that makes a set of this one and another. */
function combining(combine: (a: Items, b: Items) => Iterable<Value>) {
  return onCollection((call, set) => {
    const other = otherItems(call);
    const known = set.entries && other ? entriesOfItems(combine(set.entries, other)) : null;
    return new CollectionValue(call.machine.prototypes.set, 'Set', known);
  });
}

function comparing(compare: (a: Items, b: Items) => boolean) {
  return onCollection((call, set) => {
    const other = otherItems(call);
    return set.entries && other ? compare(set.entries, other) : unknownBoolean;
  });
}

type Items = ReadonlyMap<Value, Value>;

function otherItems(call: Call): Items | null {
  const other = argument(call, 0);
  return other instanceof CollectionValue ? other.entries : null;
}

function entriesOfItems(items: Iterable<Value>): EntryContents {
  return entriesOf(Array.from(items, (item) => [item, item] as const));
}

const within = (a: Items, b: Items) => [...a.keys()].filter((item) => b.has(item));
const without = (a: Items, b: Items) => [...a.keys()].filter((item) => !b.has(item));
const isWithin = (a: Items, b: Items) => without(a, b).length === 0;

export const setMethods = {
  ...holding,
  clear: onCollection(({ machine }, set) => set.setEntries(machine.journal, new Map()) as undefined),
  forEach: onCollection((call, set) => {
    forEachEntry(call, set, (item) => [item, item]);
    return undefined;
  }),
  keys: onCollection((call, set) => iteratorOf(call, keysOf(set.entries))),
  values: onCollection((call, set) => iteratorOf(call, keysOf(set.entries))),
  entries: onCollection((call, set) => iteratorOf(call, pairsOf(call, set.entries))),
  [Symbol.iterator]: onCollection((call, set) => iteratorOf(call, keysOf(set.entries))),

  union: combining((a, b) => [...a.keys(), ...b.keys()]),
  // The order is that of the smaller set.
  intersection: combining((a, b) => (a.size <= b.size ? within(a, b) : within(b, a))),
  difference: combining(without),
  symmetricDifference: combining((a, b) => [...without(a, b), ...without(b, a)]),
  isSubsetOf: comparing(isWithin),
  isSupersetOf: comparing((a, b) => isWithin(b, a)),
  isDisjointFrom: comparing((a, b) => within(a, b).length === 0),
} satisfies MethodTable;
export const weakSetMethods = holding;

/** The items that `new Set(iterable)` begins with. */
function itemsFromArgument(call: Call): EntryContents {
  const { machine, site } = call;
  const source = argument(call, 0);
  if (source === undefined || source === null) return call.hasMore ? null : new Map();
  const { items } = machine.iterate(source, site);
  if (!items) return null;
  machine.spend(1 + (items.length >> 4));
  return entriesOfItems(items);
}

export function setConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Set',
    instances: prototypes.set,
    construct: (call) => new CollectionValue(prototypes.set, 'Set', itemsFromArgument(call)),
  });
}

export function weakSetConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'WeakSet',
    instances: prototypes.weakSet,
    construct: (call) => new CollectionValue(prototypes.weakSet, 'WeakSet', itemsFromArgument(call)),
  });
}
