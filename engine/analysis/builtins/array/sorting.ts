/** Sorting: with the order of the program's own function, as long as it can be told. */

import { isPrimitive, type ListContents, type Machine, type Value } from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { callingEach, mayCallEach } from '../callback-budget.ts';
import { arrayOf, contentsOf } from '../holes.ts';
import { blurred, isEmpty } from '../lists.ts';
import type { Call } from '../method-table.ts';
import { forAnyItem } from './each.ts';

/** Thrown out of a sort when a comparison is not known. */
const undecided = Symbol('undecided');

/** The list in order; with its items in any order where that is not known. */
export function sorted(call: Call, list: ListContents): ListContents {
  const { machine } = call;
  const compare = argument(call, 0);
  if (compare === undefined) return byText(list, machine);
  if (isPrimitive(compare)) {
    machine.throwError('TypeError', 'The comparison function must be either a function or undefined', call.site);
  }
  if (isEmpty(list)) return list;
  const comparisons = list.items ? list.items.length * Math.ceil(Math.log2(list.items.length + 1)) : 0;
  if (!list.items || !mayCallEach(machine, comparisons)) {
    forAnyItem(call, list, (item) => machine.call(compare, undefined, [item, item], call.site));
    return blurred(list, machine);
  }
  const array = arrayOf(list);
  try {
    callingEach(machine, comparisons, () =>
      array.sort((a, b) => order(machine.call(compare, undefined, [a, b], call.site), machine)),
    );
  } catch (signal) {
    if (signal !== undecided) throw signal;
    return blurred(list, machine);
  }
  return contentsOf(array, machine);
}

function order(verdict: Value, machine: Machine): number {
  const number = machine.number(verdict);
  if (number === undefined) throw undecided;
  return number;
}

function byText(list: ListContents, machine: Machine): ListContents {
  if (!list.items) return list;
  machine.spend(list.items.length);
  const texts = new Map<Value, string>();
  for (const item of list.items) {
    const text = machine.text(item);
    if (text === undefined) return blurred(list, machine);
    texts.set(item, text);
  }
  const array = arrayOf(list).sort((a, b) => {
    const [x, y] = [texts.get(a)!, texts.get(b)!];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  return contentsOf(array, machine);
}
