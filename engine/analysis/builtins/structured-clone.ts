/** structuredClone: a copy of everything that a value reaches. */

import {
  ArrayValue,
  CollectionValue,
  DataValue,
  HeapObject,
  isPrimitive,
  type ListContents,
  ObjectValue,
  unknown,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { deepest, mostParts } from './limits.ts';
import type { Call } from './method-table.ts';
import { listedKeys } from './object/keys.ts';

export function structuredClone(call: Call): Value {
  const { machine, site } = call;
  const copies = new Map<HeapObject, Value>();
  let parts = 0;
  let level = 0;
  const copy = (value: Value): Value => {
    if (level > deepest) return unknown;
    level++;
    try {
      return copyOf(value);
    } finally {
      level--;
    }
  };
  const copyOf = (value: Value): Value => {
    if (isPrimitive(value)) return value;
    if (value instanceof DataValue) return new DataValue(value.dtype, value.shape, value.className, value.meaning);
    // What is not known stays so; a function or an object of the engine cannot be copied, and throws.
    if (!(value instanceof HeapObject)) return unknown;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (++parts > mostParts) return unknown;
    machine.spend(1);
    if (value instanceof ArrayValue) return copyList(value);
    if (value instanceof CollectionValue) return copyCollection(value);
    const keys = value instanceof ObjectValue ? listedKeys(value, machine.prototypes) : undefined;
    if (!keys || !(value instanceof ObjectValue) || value.className !== 'Object') return unknown;
    const made = new ObjectValue(machine.prototypes.object);
    copies.set(value, made);
    for (const key of keys) made.init(key, copy(machine.get(value, key, site)));
    return made;
  };
  const copyList = (value: ArrayValue): Value => {
    const made = new ArrayValue(machine.prototypes.array, { items: [] });
    copies.set(value, made);
    const { list } = value;
    const copied: ListContents = list.items
      ? { items: list.items.map(copy) }
      : { ...list, element: copy(list.element) };
    made.setList(machine.journal, copied);
    return made;
  };
  const copyCollection = (value: CollectionValue): Value => {
    const made = new CollectionValue(value.prototype, value.kind, null);
    copies.set(value, made);
    const { entries } = value;
    if (entries) made.setEntries(machine.journal, new Map([...entries].map(([key, item]) => [copy(key), copy(item)])));
    return made;
  };
  return copy(argument(call, 0));
}
