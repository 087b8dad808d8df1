/** Known values of the program as plain data of our own, and back. */

import {
  ArrayValue,
  CollectionValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  type Machine,
  ObjectValue,
  PromiseValue,
  unknown,
  type Value,
} from '../../values/index.ts';
import { deepest, mostParts } from '../limits.ts';
import { listOf } from '../lists.ts';
import type { Call } from '../method-table.ts';
import { listedKeys } from '../object/keys.ts';

/** Something in the value is not known, or it is too large. */
export const notPlain = Symbol('not plain');

/** The value as JSON reads it. @throws notPlain; the program's TypeError for circles and bigints */
export function plainData(call: Call, value: Value): unknown {
  const { machine, site } = call;
  let parts = 0;
  const around = new Set<HeapObject>();
  const read = (each: Value): unknown => {
    if (++parts > mostParts || around.size > deepest) throw notPlain;
    if (typeof each === 'bigint') machine.throwError('TypeError', 'Do not know how to serialize a BigInt', site);
    if (isPrimitive(each)) return each;
    if (each instanceof FunctionLike) return undefined;
    if (!(each instanceof HeapObject)) throw notPlain;
    if (around.has(each)) machine.throwError('TypeError', 'Converting circular structure to JSON', site);
    around.add(each);
    const data = each instanceof ArrayValue ? each.items?.map(read) : readObject(each);
    around.delete(each);
    if (data === undefined) throw notPlain;
    return data;
  };
  const readObject = (object: HeapObject): unknown => {
    if (object instanceof CollectionValue || object instanceof PromiseValue) return {};
    if (!(object instanceof ObjectValue) || object.className === 'Date' || hasToJson(object)) throw notPlain;
    const keys = listedKeys(object, machine.prototypes);
    if (!keys) throw notPlain;
    const data: Record<string, unknown> = {};
    for (const key of keys) {
      const item = read(machine.get(object, key, site));
      // `__proto__` is a property like any other here.
      Object.defineProperty(data, key, { value: item, enumerable: true, configurable: true, writable: true });
    }
    return data;
  };
  return read(value);
}

function hasToJson(object: HeapObject): boolean {
  for (let at: HeapObject | null = object; at; at = at.prototype) if (at.hasOwn('toJSON')) return true;
  return false;
}

/** What JSON holds, as values of the program. */
export function valueOfData(data: unknown, machine: Machine, level = 0): Value {
  if (data === null || typeof data !== 'object') return data as Value;
  if (level > deepest) return unknown;
  machine.spend(1);
  const valueOfPart = (part: unknown) => valueOfData(part, machine, level + 1);
  if (Array.isArray(data)) return machine.list(listOf(data.map(valueOfPart), machine));
  return machine.object(Object.entries(data).map(([key, item]) => [key, valueOfPart(item)] as const));
}
