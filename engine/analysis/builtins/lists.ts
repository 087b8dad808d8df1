/** What native functions do with the contents of lists, whether their items are known or only how many there are. */

import type { Dim } from '../../graph/index.ts';
import {
  concatLists,
  elementOf,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  type Machine,
  type Value,
} from '../values/index.ts';
import { mostItems } from './limits.ts';

/** The items one by one while they are few, else how many there are and what each may be. */
export function listOf(items: readonly Value[], machine: Machine): ListContents {
  machine.spend(1 + (items.length >> 6));
  if (items.length <= mostItems) return { items };
  return { items: null, length: items.length, element: elementOf({ items }, machine.join) };
}

/** A list of which only the length is kept, and what each item may be. */
export function blurred(list: ListContents, machine: Machine, length: Dim = lengthOf(list)): ListContents {
  return length === 0 ? { items: [] } : { items: null, length, element: elementOf(list, machine.join) };
}

/** A list of unknown length whose items are among those of `list`. */
export function someOf(list: ListContents, machine: Machine): ListContents {
  return isEmpty(list) ? { items: [] } : listOfUnknownLength(elementOf(list, machine.join));
}

export function isEmpty(list: ListContents): boolean {
  return lengthOf(list) === 0;
}

/** One list after the other. */
export function concatenated(parts: readonly ListContents[], machine: Machine): ListContents {
  const list = concatLists(parts, machine.join);
  machine.spend(1 + ((list.items?.length ?? 0) >> 6));
  return list;
}

/** The join of values of which there is at least one. */
export function anyOf(values: readonly Value[], machine: Machine): Value {
  let joined = values[0];
  for (const value of values) if (!Object.is(value, joined)) joined = machine.join(joined, value);
  return joined;
}
