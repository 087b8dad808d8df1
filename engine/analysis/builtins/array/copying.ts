/** Methods that make a list of the items of another. */

import { isKnown } from '../../../graph/index.ts';
import { elementOf, type ListContents, lengthOf, type Machine, unknownString, type Value } from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { arrayOf, contentsOf, withoutHoles } from '../holes.ts';
import { mostText } from '../limits.ts';
import { blurred, isEmpty, listOf } from '../lists.ts';
import { type Call, type MethodTable, rows } from '../method-table.ts';
import { lengthOfSlice } from '../sizes.ts';
import { reversed, spliced } from './mutating.ts';
import { sorted } from './sorting.ts';
import { thisList } from './this-list.ts';

export function sliced(list: ListContents, begin: Value, end: Value, machine: Machine): ListContents {
  const from = position(begin, 0, machine);
  const to = position(end, Infinity, machine);
  if (list.items && from !== undefined && to !== undefined && isKnown(from) && isKnown(to)) {
    return contentsOf(arrayOf(list).slice(from, to), machine);
  }
  const length = lengthOfSlice(lengthOf(list), from, to);
  // From the first to the last item it is the list itself.
  if (from === 0 && length === lengthOf(list)) return list;
  return isEmpty(list) ? list : blurred(list, machine, length);
}

export const copying = {
  slice(call) {
    return call.machine.list(sliced(thisList(call), argument(call, 0), argument(call, 1), call.machine));
  },
  toReversed(call) {
    return call.machine.list(reversed(withoutHoles(thisList(call)), call.machine));
  },
  toSorted(call) {
    return call.machine.list(sorted(call, withoutHoles(thisList(call))));
  },
  toSpliced(call) {
    return call.machine.list(spliced(call, withoutHoles(thisList(call))).list);
  },
  with(call) {
    const { machine } = call;
    const list = withoutHoles(thisList(call));
    const index = position(argument(call, 0), 0, machine);
    const value = argument(call, 1);
    const length = lengthOf(list);
    if (index !== undefined && isKnown(index) && isKnown(length)) {
      if (index >= length || index < -length) {
        machine.throwError('RangeError', `Invalid index : ${index}`, call.site);
      }
      if (list.items) return machine.list(listOf(list.items.with(index, value), machine));
    }
    return machine.list(
      isEmpty(list) ? list : { items: null, length, element: machine.join(elementOf(list, machine.join), value) },
    );
  },

  join(call) {
    return joined(call, argument(call, 0));
  },
  ...rows(['toString', (call) => joined(call, undefined)], ['toLocaleString', () => unknownString]),
} satisfies MethodTable;

function joined(call: Call, separator: Value): Value {
  const { machine } = call;
  const list = thisList(call);
  const between = separator === undefined ? ',' : machine.text(separator);
  if (!list.items || between === undefined) return isEmpty(list) ? '' : unknownString;
  machine.spend(1 + (list.items.length >> 4));
  let text = '';
  for (let index = 0; index < list.items.length; index++) {
    const item = list.items[index];
    const part = item === undefined || item === null ? '' : machine.text(item);
    if (part === undefined) return unknownString;
    text += index === 0 ? part : between + part;
    if (text.length > mostText) return unknownString;
  }
  return text;
}
