/** Goes through the items of a list with a function of the program: one by one, or once for all of them. */

import { type ListContents, lengthOf, unknown, unknownNumber, type Value } from '../../values/index.ts';
import { callingEach, mayCallEach } from '../callback-budget.ts';
import { isAllHoles } from '../holes.ts';
import { isEmpty } from '../lists.ts';
import type { Call } from '../method-table.ts';
import { elementNow, itemNow } from './this-list.ts';

type Visit = (item: Value, index: Value) => Value;

/** Whether the items can be gone through one by one. */
export function areFew(call: Call, list: ListContents): list is ListContents & { readonly items: readonly Value[] } {
  return list.items !== null && mayCallEach(call.machine, list.items.length);
}

/** Calls `visit` for the items of `this`, in order; holes are left out. */
export function forEachItem(call: Call, list: ListContents, visit: (item: Value, index: Value) => void): void {
  const { machine, self, site } = call;
  if (isEmpty(list) || isAllHoles(list)) return;
  if (!areFew(call, list)) {
    machine.repeat(() => visit(elementNow(self, list, machine), unknownNumber), site);
    return;
  }
  callingEach(machine, list.items.length, () => {
    for (let index = 0; index < list.items.length; index++) {
      const item = itemNow(self, list, index, machine);
      if (item) visit(item.value, index);
    }
  });
}

/** What `visit` gives for all items at once: it is called any number of times, with what each item may be. */
export function forAnyItem(call: Call, list: ListContents, visit: Visit): Value {
  const { machine, self, site } = call;
  // Of the last call, which holds for each: no pass reads what another gave.
  let result: Value = unknown;
  machine.repeat(() => {
    result = unknown;
    result = visit(elementNow(self, list, machine), unknownNumber);
  }, site);
  return result;
}

/** A list with what `visit` gives for each item, as `map` makes it. */
export function mapped(call: Call, list: ListContents, visit: Visit): ListContents {
  if (isEmpty(list) || isAllHoles(list)) return list;
  if (!areFew(call, list)) return { items: null, length: lengthOf(list), element: forAnyItem(call, list, visit) };
  const results: Value[] = list.items.map(() => undefined);
  forEachItem(call, list, (item, index) => {
    results[index as number] = visit(item, index);
  });
  return { items: results };
}
