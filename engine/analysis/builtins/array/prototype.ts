/** Array.prototype: all its methods. */

import { type ListContents, lengthOf, unknownNumber } from '../../values/index.ts';
import { iteratorOf } from '../iterator-of.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { copying } from './copying.ts';
import { flattening } from './flattening.ts';
import { iterating } from './iterating.ts';
import { mutating, ownArray } from './mutating.ts';
import { searching } from './searching.ts';
import { sorted } from './sorting.ts';
import { thisList } from './this-list.ts';

/** The numbers from 0 up to the list's length. */
function indices(list: ListContents): ListContents {
  if (list.items) return { items: list.items.map((_, index) => index) };
  return { items: null, length: lengthOf(list), element: unknownNumber };
}

function pairs({ machine }: Call, list: ListContents): ListContents {
  if (list.items) return { items: list.items.map((item, index) => machine.array([index, item])) };
  return { items: null, length: list.length, element: machine.array([unknownNumber, list.element]) };
}

/** Methods that give an iterator. */
export const iterators = {
  keys: (call) => iteratorOf(call, indices(thisList(call))),
  values: (call) => iteratorOf(call, thisList(call)),
  entries: (call) => iteratorOf(call, pairs(call, thisList(call))),
  [Symbol.iterator]: (call) => iteratorOf(call, thisList(call)),
} satisfies MethodTable;

export const arrayMethods = {
  ...iterating,
  ...searching,
  ...copying,
  ...flattening,
  ...mutating,
  ...iterators,
  sort(call) {
    const array = ownArray(call);
    if (!array) return call.self;
    const before = array.list;
    const list = sorted(call, before);
    if (list !== before) array.setList(call.machine.journal, list);
    return array;
  },
} satisfies MethodTable;
