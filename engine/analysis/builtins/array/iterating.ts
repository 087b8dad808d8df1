/** Methods of arrays that call a function for each item. */

import {
  Binding,
  isUnknown,
  type ListContents,
  uninitialised,
  unknown,
  unknownNumber,
  type Value,
} from '../../values/index.ts';
import { argument, callback } from '../arguments.ts';
import { callingEach } from '../callback-budget.ts';
import { listOf, someOf } from '../lists.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { areFew, forEachItem, mapped } from './each.ts';
import { flattened } from './flattening.ts';
import { elementNow, itemNow, thisList } from './this-list.ts';

/** The function that the program handed in, as something to call with an item and its index. */
export function visitor(call: Call): (item: Value, index: Value) => Value {
  const { machine, self, site } = call;
  const callee = callback(call, 0);
  const receiver = argument(call, 1);
  // A function that is not known could change the list it is handed: none is presumed to.
  const rest = isUnknown(callee) ? [] : [self];
  return (item, index) => machine.call(callee, receiver, [item, index, ...rest], site);
}

export const iterating = {
  forEach(call) {
    forEachItem(call, thisList(call), visitor(call));
    return undefined;
  },

  map(call) {
    return call.machine.list(mapped(call, thisList(call), visitor(call)));
  },

  filter(call) {
    return call.machine.list(kept(call, thisList(call), visitor(call)));
  },

  flatMap(call) {
    const results = mapped(call, thisList(call), visitor(call));
    return call.machine.list(flattened(results, 1, call.machine));
  },

  reduce(call) {
    return folded(call, 1);
  },
  reduceRight(call) {
    return folded(call, -1);
  },
} satisfies MethodTable;

/** The items that `test` holds for; where that is not known of one, how many they are is not known either. */
function kept(call: Call, list: ListContents, test: (item: Value, index: Value) => Value): ListContents {
  const { machine } = call;
  if (!areFew(call, list)) {
    forEachItem(call, list, test);
    return someOf(list, machine);
  }
  const certain: Value[] = [];
  let isCertain = true;
  forEachItem(call, list, (item, index) => {
    const holds = machine.truth(test(item, index));
    if (holds === undefined) isCertain = false;
    if (holds !== false) certain.push(item);
  });
  return isCertain ? listOf(certain, machine) : someOf({ items: certain }, machine);
}

function folded(call: Call, step: 1 | -1): Value {
  const { machine, self, site } = call;
  const list = thisList(call);
  const callee = callback(call, 0);
  const combine = (before: Value, item: Value, index: Value) =>
    machine.call(callee, undefined, [before, item, index, self], site);
  const hasInitial = call.args.length > 1;
  if (areFew(call, list)) {
    const count = list.items.length;
    let before: Value | typeof uninitialised = hasInitial ? call.args[1] : uninitialised;
    callingEach(machine, count, () => {
      for (let index = step === 1 ? 0 : count - 1; index >= 0 && index < count; index += step) {
        const item = itemNow(self, list, index, machine);
        if (item) before = before === uninitialised ? item.value : combine(before, item.value, index);
      }
    });
    if (before !== uninitialised) return before;
    return call.hasMore ? unknown : refuseEmpty(call);
  }
  const result = new Binding(hasInitial ? call.args[1] : elementNow(self, list, machine));
  machine.repeat(() => {
    const before = result.value as Value;
    result.assign(machine.journal, combine(before, elementNow(self, list, machine), unknownNumber));
  }, site);
  return result.value as Value;
}

function refuseEmpty({ machine, site }: Call): never {
  return machine.throwError('TypeError', 'Reduce of empty array with no initial value', site);
}
