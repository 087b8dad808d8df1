/** What is known of a list: its items, or where the length is unknown, what each of them is. */

import { type Dim, dimsEqual, symbol } from '../../graph/index.ts';
import type { JoinValues } from './journal.ts';
import { unknown, type Value } from './value.ts';

export type ListContents =
  | { readonly items: readonly Value[] }
  /** `element` is the join of all items. */
  | { readonly items: null; readonly length: Dim; readonly element: Value };

let lengths = 0;

/** A list of a length of which nothing is known but that it is always the same. */
export function listOfUnknownLength(element: Value = unknown): ListContents {
  return { items: null, length: symbol(`length.${lengths++}`), element };
}

export function lengthOf(list: ListContents): Dim {
  return list.items ? list.items.length : list.length;
}

/** What any of the items is, or `unknown` for an empty list. */
export function elementOf(list: ListContents, join: JoinValues): Value {
  if (!list.items) return list.element;
  return list.items.length === 0 ? unknown : list.items.reduce((a, b) => join(a, b));
}

export function joinLists(a: ListContents, b: ListContents, join: JoinValues): ListContents {
  if (a.items && b.items && a.items.length === b.items.length) {
    const others = b.items;
    return { items: a.items.map((item, i) => (Object.is(item, others[i]) ? item : join(item, others[i]))) };
  }
  const parts = [a, b].filter((list) => lengthOf(list) !== 0).map((list) => elementOf(list, join));
  const element = parts.length === 0 ? unknown : parts.reduce((x, y) => join(x, y));
  if (dimsEqual(lengthOf(a), lengthOf(b))) return { items: null, length: lengthOf(a), element };
  return listOfUnknownLength(element);
}

export function sameLists(a: ListContents, b: ListContents): boolean {
  if (a === b) return true;
  if (a.items && b.items) {
    const others = b.items;
    return a.items.length === others.length && a.items.every((item, i) => Object.is(item, others[i]));
  }
  return !a.items && !b.items && dimsEqual(a.length, b.length) && Object.is(a.element, b.element);
}
