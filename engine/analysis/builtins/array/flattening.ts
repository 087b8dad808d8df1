/** Lists of lists as one list. */

import { type Dim, multiplyDims } from '../../../graph/index.ts';
import {
  ArrayValue,
  elementOf,
  isUnknown,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  type Machine,
  type Value,
} from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { isHole } from '../holes.ts';
import { deepest } from '../limits.ts';
import { concatenated, isEmpty } from '../lists.ts';
import type { MethodTable } from '../method-table.ts';
import { thisList } from './this-list.ts';

export const flattening = {
  flat(call) {
    const { machine } = call;
    const depth = position(argument(call, 0), 1, machine);
    const list = thisList(call);
    return machine.list(typeof depth === 'number' ? flattened(list, depth, machine) : listOfUnknownLength());
  },

  concat(call) {
    const { machine, self, args, hasMore } = call;
    const parts = [self, ...args].map(spreadPart);
    if (hasMore || parts.includes(undefined)) return machine.list(listOfUnknownLength());
    return machine.list(concatenated(parts as ListContents[], machine));
  },
} satisfies MethodTable;

/** What `concat` adds for an argument: its items if it is an array, else itself. undefined where it may be either. */
function spreadPart(value: Value): ListContents | undefined {
  if (value instanceof ArrayValue) return value.list;
  return isUnknown(value) && (value.hint === undefined || value.hint === 'object') ? undefined : { items: [value] };
}

/** The list with the items of its lists in their place, `depth` levels deep. */
export function flattened(list: ListContents, depth: number, machine: Machine, level = 0): ListContents {
  if (depth < 1 || isEmpty(list)) return list;
  if (level > deepest) return listOfUnknownLength();
  machine.spend(1);
  if (list.items) {
    const parts = list.items.map((item, index) =>
      isHole(list, index) ? { items: [] } : partOf(item, depth, machine, level),
    );
    return parts.includes(undefined) ? listOfUnknownLength() : concatenated(parts as ListContents[], machine);
  }
  const part = partOf(list.element, depth, machine, level);
  if (!part) return listOfUnknownLength();
  // Only a number is the length of each of them: a symbol may stand for another one in each.
  const each = lengthOf(part);
  const element = elementOf(part, machine.join);
  return typeof each === 'number' ? ofLength(multiplyDims(list.length, each), element) : listOfUnknownLength(element);
}

/** What an item leaves in the list: undefined where it is not known to be a list or not. */
function partOf(item: Value, depth: number, machine: Machine, level: number): ListContents | undefined {
  if (item instanceof ArrayValue) return flattened(item.list, depth - 1, machine, level + 1);
  return isUnknown(item) && (item.hint === undefined || item.hint === 'object') ? undefined : { items: [item] };
}

function ofLength(length: Dim, element: Value): ListContents {
  return length === 0 ? { items: [] } : { items: null, length, element };
}
