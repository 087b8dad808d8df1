/**
 * Places of a list where there is no item: `new Array(3)` has three. They read as undefined, and so they stand in the
 * contents; that no callback is called for them is noted here, beside the contents, for the few methods that must know.
 */

import { type ListContents, listOfUnknownLength, type Machine, type Value } from '../values/index.ts';
import { mostItems } from './limits.ts';
import { listOf } from './lists.ts';

const holesOf = new WeakMap<ListContents, ReadonlySet<number> | 'all'>();

/** A list of nothing but holes. */
export function allHoles(list: ListContents): ListContents {
  holesOf.set(list, 'all');
  return list;
}

/** So many holes. */
export function emptyPlaces(count: number): ListContents {
  if (count > mostItems) return allHoles(manyPlaces(count));
  return count === 0 ? { items: [] } : allHoles({ items: new Array<Value>(count).fill(undefined) });
}

/** Too many places to keep, without items. */
export function manyPlaces(count: number): ListContents {
  return Number.isFinite(count) ? { items: null, length: count, element: undefined } : listOfUnknownLength(undefined);
}

/** Whether each place is a hole. */
export function isAllHoles(list: ListContents): boolean {
  return holesOf.get(list) === 'all';
}

/** The same items without holes: they are undefined like any other item. */
export function withoutHoles(list: ListContents): ListContents {
  return { ...list };
}

export function isHole(list: ListContents, index: number): boolean {
  const holes = holesOf.get(list);
  return holes === 'all' || (holes?.has(index) ?? false);
}

/** The known items as an array of our own in which holes are holes, so that its own methods treat them as the language does. */
export function arrayOf(list: ListContents & { readonly items: readonly Value[] }): Value[] {
  const { items } = list;
  const holes = holesOf.get(list);
  if (holes === undefined) return [...items];
  const array = new Array<Value>(items.length);
  if (holes !== 'all') for (let i = 0; i < items.length; i++) if (!holes.has(i)) array[i] = items[i];
  return array;
}

/** The contents that an array of our own stands for. */
export function contentsOf(array: readonly Value[], machine: Machine): ListContents {
  const holes = new Set<number>();
  for (let i = 0; i < array.length; i++) if (!(i in array)) holes.add(i);
  if (holes.size === 0) return listOf(array, machine);
  const list = listOf([...array], machine);
  holesOf.set(list, holes.size === array.length ? 'all' : holes);
  return list;
}
