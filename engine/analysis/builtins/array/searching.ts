/** Methods of arrays that look for an item. */

import { isKnown } from '../../../graph/index.ts';
import { lengthOf, unknown, unknownBoolean, unknownNumber, type Value } from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { callingEach } from '../callback-budget.ts';
import { sameValueZero, strictlyEqual } from '../equality.ts';
import { isAllHoles, isHole } from '../holes.ts';
import { mostDoubts } from '../limits.ts';
import { isEmpty } from '../lists.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { placeIn } from '../sizes.ts';
import { areFew, forAnyItem } from './each.ts';
import { visitor } from './iterating.ts';
import { elementNow, itemNow, thisList } from './this-list.ts';

interface Search {
  readonly step: 1 | -1;
  /** Whether a place without an item is looked at, as undefined. */
  readonly visitsHoles: boolean;
  /** The verdict on an item that ends the search. */
  readonly wanted: boolean;
  readonly found: (item: Value, index: Value) => Value;
  readonly none: Value;
}

/** Calls the program's test for one item after the other until one gives the verdict. */
function search(call: Call, { step, visitsHoles, wanted, found, none }: Search): Value {
  const { machine, self } = call;
  const list = thisList(call);
  const test = visitor(call);
  if (isEmpty(list) || (isAllHoles(list) && !visitsHoles)) return none;
  const all = (): Value => {
    const verdict = forAnyItem(call, list, test);
    if (machine.truth(verdict) === !wanted) return none;
    return machine.join(found(elementNow(self, list, machine), unknownNumber), none);
  };
  if (!areFew(call, list)) return all();
  const count = list.items.length;
  const from = (start: number, doubts: number): Value => {
    for (let index = start; index >= 0 && index < count; index += step) {
      const item = itemNow(self, list, index, machine) ?? (visitsHoles ? { value: undefined } : undefined);
      if (!item) continue;
      const verdict = machine.truth(test(item.value, index));
      if (verdict === wanted) return found(item.value, index);
      if (verdict !== undefined) continue;
      if (doubts === mostDoubts) return machine.join(found(item.value, index), all());
      return machine.either(
        () => found(item.value, index),
        () => from(index + step, doubts + 1),
      );
    }
    return none;
  };
  return callingEach(machine, count, () => from(step === 1 ? 0 : count - 1, 0));
}

const theItem = (item: Value) => item;
const theIndex = (_item: Value, index: Value) => index;

/** Compares with each item, without calling anything. */
function comparing(
  call: Call,
  isSame: (a: Value, b: Value) => boolean | undefined,
  visitsHoles: boolean,
): { readonly index: number | undefined; readonly isCertain: boolean } {
  const { machine } = call;
  const list = thisList(call);
  const wanted = argument(call, 0);
  if (isEmpty(list)) return { index: undefined, isCertain: true };
  const start = placeIn(lengthOf(list), position(argument(call, 1), 0, machine));
  if (!list.items || start === undefined || !isKnown(start)) {
    const element = list.items ? unknown : list.element;
    return { index: undefined, isCertain: isSame(element, wanted) === false };
  }
  machine.spend(1 + (list.items.length >> 6));
  let isCertain = true;
  for (let index = start; index < list.items.length; index++) {
    if (!visitsHoles && isHole(list, index)) continue;
    const same = isSame(list.items[index], wanted);
    if (same === undefined) isCertain = false;
    else if (same) return { index, isCertain };
  }
  return { index: undefined, isCertain };
}

export const searching = {
  find: (call) => search(call, { step: 1, visitsHoles: true, wanted: true, found: theItem, none: undefined }),
  findIndex: (call) => search(call, { step: 1, visitsHoles: true, wanted: true, found: theIndex, none: -1 }),
  findLast: (call) => search(call, { step: -1, visitsHoles: true, wanted: true, found: theItem, none: undefined }),
  findLastIndex: (call) => search(call, { step: -1, visitsHoles: true, wanted: true, found: theIndex, none: -1 }),
  some: (call) => search(call, { step: 1, visitsHoles: false, wanted: true, found: () => true, none: false }),
  every: (call) => search(call, { step: 1, visitsHoles: false, wanted: false, found: () => false, none: true }),

  indexOf(call) {
    const { index, isCertain } = comparing(call, strictlyEqual, false);
    return isCertain ? (index ?? -1) : unknownNumber;
  },
  includes(call) {
    const { index, isCertain } = comparing(call, sameValueZero, true);
    // Found for certain, though an earlier one may be the same too.
    if (index !== undefined) return true;
    return isCertain ? false : unknownBoolean;
  },
  lastIndexOf(call) {
    const { machine } = call;
    const list = thisList(call);
    const wanted = argument(call, 0);
    if (isEmpty(list)) return -1;
    const last = call.args.length > 1 || call.hasMore ? position(argument(call, 1), 0, machine) : Infinity;
    if (!list.items || last === undefined || !isKnown(last)) {
      return strictlyEqual(elementNow(call.self, list, machine), wanted) === false ? -1 : unknownNumber;
    }
    const start = last >= 0 ? Math.min(last, list.items.length - 1) : list.items.length + last;
    for (let index = start; index >= 0; index--) {
      if (isHole(list, index)) continue;
      const same = strictlyEqual(list.items[index], wanted);
      if (same === undefined) return unknownNumber;
      if (same) return index;
    }
    return -1;
  },

  at(call) {
    const { machine } = call;
    const list = thisList(call);
    const asked = position(argument(call, 0), 0, machine);
    if (list.items && asked !== undefined && isKnown(asked)) {
      const index = asked < 0 ? asked + list.items.length : asked;
      return index >= 0 && index < list.items.length ? list.items[index] : undefined;
    }
    if (isEmpty(list)) return undefined;
    const length = lengthOf(list);
    if (isKnown(length) && asked !== undefined && isKnown(asked) && (asked >= length || asked < -length))
      return undefined;
    return elementNow(call.self, list, machine);
  },
} satisfies MethodTable;
