/** What is known of a list: its items, or where the length is unknown, what each of them is. */

import { addDims, type Dim, dimsEqual, symbol } from '../../graph/index.ts';
import { type JoinValues, Mutable } from './journal.ts';
import { isPrimitive, Unknown, unknown, type Value } from './value.ts';

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

/** Joins of items, which programs ask for in each pass of a loop. */
const elements = new WeakMap<ListContents, Value>();

/** What any of the items is, or `unknown` for an empty list. */
export function elementOf(list: ListContents, join: JoinValues): Value {
  if (!list.items) return list.element;
  if (list.items.length === 0) return unknown;
  const known = elements.get(list);
  if (known !== undefined && holds(known)) return known;
  const element = joinedItems(list.items, 0, list.items.length, join);
  if (holds(element)) elements.set(list, element);
  return element;
}

/** Objects are joined by halves, so that few things stand for each: what changes one looks at all of them. */
function joinedItems(items: readonly Value[], from: number, to: number, join: JoinValues): Value {
  if (to - from > 2 && items[from] instanceof Mutable) {
    const middle = (from + to) >> 1;
    return join(joinedItems(items, from, middle, join), joinedItems(items, middle, to, join));
  }
  let joined = items[from];
  for (let i = from + 1; i < to; i++) if (!Object.is(joined, items[i])) joined = join(joined, items[i]);
  return joined;
}

/** Whether the join of items is the same each time: of what stands for several objects, as long as none has changed. */
function holds(element: Value): boolean {
  if (element instanceof Mutable) return element.aliases?.isAsJoined === true;
  return isPrimitive(element) || element instanceof Unknown;
}

/** Items of a list that are kept one by one. */
export const mostItems = 10_000;

/** One list after the other; of more than `mostItems` items, how many they are and what each may be. */
export function concatLists(parts: readonly ListContents[], join: JoinValues): ListContents {
  const filled = parts.filter((part) => lengthOf(part) !== 0);
  const length = filled.reduce<Dim>((sum, part) => addDims(sum, lengthOf(part)), 0);
  if (typeof length === 'number' && length <= mostItems && filled.every((part) => part.items !== null)) {
    return { items: filled.flatMap((part) => part.items ?? []) };
  }
  return {
    items: null,
    length,
    element: filled.map((part) => elementOf(part, join)).reduce((a, b) => join(a, b)),
  };
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
