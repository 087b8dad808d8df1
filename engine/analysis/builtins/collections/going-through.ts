/** Calls a function of the program for each entry of a map or item of a set, and groups by what one answers. */

import { type CollectionValue, isPrimitive, isUnknown, unknown, type Value } from '../../values/index.ts';
import { argument, callback } from '../arguments.ts';
import { itemsFrom } from '../array/constructor.ts';
import { areFew, forEachItem } from '../array/each.ts';
import { callingEach, mayCallEach } from '../callback-budget.ts';
import { anyOf } from '../lists.ts';
import type { Call } from '../method-table.ts';

/** Calls the program's function for each entry, with what `args` makes of it and the collection. */
export function forEachEntry(
  call: Call,
  collection: CollectionValue,
  args: (key: Value, value: Value) => readonly Value[],
): void {
  const { machine, site } = call;
  const { entries } = collection;
  const callee = callback(call, 0);
  // A function that is not known could change the collection it is handed: none is presumed to.
  const rest = isUnknown(callee) ? [] : [collection];
  const visit = (key: Value, value: Value) => {
    machine.call(callee, argument(call, 1), [...args(key, value), ...rest], site);
  };
  if (entries?.size === 0) return;
  if (!entries || !mayCallEach(machine, entries.size)) {
    const [key, value] = entries
      ? [anyOf([...entries.keys()], machine), anyOf([...entries.values()], machine)]
      : [unknown, unknown];
    machine.repeat(() => visit(key, value), site);
    return;
  }
  callingEach(machine, entries.size, () => {
    for (const [key, value] of entries) visit(key, value);
  });
}

/** The items of `groupBy` by what its function says of each; undefined where that is not known of all. */
export function grouped(call: Call): Map<Value, Value[]> | undefined {
  const { machine, site } = call;
  const list = itemsFrom(call, argument(call, 0));
  const callee = callback(call, 1);
  const groups = new Map<Value, Value[]>();
  let isKnown = areFew(call, list);
  forEachItem({ ...call, self: undefined }, list, (item, index) => {
    const key = machine.call(callee, undefined, [item, index], site);
    if (!isPrimitive(key)) isKnown = false;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return isKnown ? groups : undefined;
}
