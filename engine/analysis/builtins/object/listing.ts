/** Object.keys, values and entries; assign, fromEntries and groupBy, which make objects of others' parts. */

import {
  ArrayValue,
  DataValue,
  elementOf,
  FunctionLike,
  HeapObject,
  ObjectValue,
  type PropertyKey,
  unknown,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { itemsOf } from '../array/this-list.ts';
import { grouped } from '../collections/going-through.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { keyList, keyOf, listedKeys, stringKeys, symbolKeys } from './keys.ts';

/** A list with an item for each property that the argument lists. */
function listed(call: Call, itemOf: (key: Value, value: Value) => Value): Value {
  const { machine, site } = call;
  const object = argument(call, 0);
  refuseNullish(call, object);
  const keys = keyList(object, machine.prototypes);
  if (keys.items) {
    machine.spend(keys.items.length);
    return machine.array(keys.items.map((key) => itemOf(key, machine.get(object, key as string, site))));
  }
  const isList = object instanceof ArrayValue || object instanceof DataValue;
  const element = isList ? elementOf(itemsOf(object), machine.join) : unknown;
  return machine.list({ ...keys, element: itemOf(keys.element, element) });
}

function refuseNullish({ machine, site }: Call, value: Value): void {
  if (value === undefined || value === null) {
    machine.throwError('TypeError', 'Cannot convert undefined or null to object', site);
  }
}

/** Sets what `source` lists, or lets the target be anything where that is not known. */
function assignFrom({ machine, site }: Call, target: Value, source: Value): void {
  if (source === undefined || source === null || typeof source === 'number' || typeof source === 'boolean') return;
  const keys = listedKeys(source, machine.prototypes);
  if (!keys) {
    if (target instanceof HeapObject) target.havoc(machine.journal);
    else machine.escape(target);
  }
  // What is known of an open object comes last: whatever else it has, these it has.
  const isOpen = source instanceof ObjectValue && source.isOpen && !(source instanceof FunctionLike);
  const all: PropertyKey[] = keys ?? (isOpen ? stringKeys(source) : []);
  if (source instanceof HeapObject && (keys || isOpen)) all.push(...symbolKeys(source));
  for (const key of all) machine.set(target, key, machine.get(source, key, site), site);
}

export const listing = {
  keys: (call) => {
    refuseNullish(call, argument(call, 0));
    return call.machine.list(keyList(argument(call, 0), call.machine.prototypes));
  },
  values: (call) => listed(call, (_, value) => value),
  entries: (call) => listed(call, (key, value) => call.machine.array([key, value])),

  assign(call) {
    const { args, hasMore } = call;
    const target = argument(call, 0);
    refuseNullish(call, target);
    for (const source of args.slice(1)) assignFrom(call, target, source);
    if (hasMore) assignFrom(call, target, unknown);
    return target;
  },

  fromEntries(call) {
    const { machine, site } = call;
    const made = new ObjectValue(machine.prototypes.object);
    const { items } = machine.iterate(argument(call, 0), site);
    if (!items) {
      made.isOpen = true;
      return made;
    }
    machine.spend(items.length);
    for (const item of items) {
      const key = keyOf(machine.get(item, '0', site), (value) => machine.text(value));
      // It may be any of the keys that are there, or another one.
      if (key === undefined) {
        for (const known of made.ownKeys) made.init(known, unknown);
        made.isOpen = true;
      } else made.init(key, machine.get(item, '1', site));
    }
    return made;
  },

  groupBy(call) {
    const { machine } = call;
    const made = new ObjectValue(null);
    const groups = grouped(call);
    if (!groups) made.isOpen = true;
    else {
      const lists = new Map<PropertyKey, Value[]>();
      for (const [key, items] of groups) {
        const name = typeof key === 'symbol' ? key : String(key);
        lists.set(name, [...(lists.get(name) ?? []), ...items]);
      }
      for (const [name, items] of lists) made.init(name, machine.array(items));
    }
    return made;
  },
} satisfies MethodTable;
