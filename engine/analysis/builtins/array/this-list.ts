/** What the methods of arrays find in `this`: they work on typed arrays, texts and whatever has a length, too. */

import {
  ArrayValue,
  DataValue,
  elementOf,
  HeapObject,
  IteratorValue,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  type Machine,
  ObjectValue,
  SizeValue,
  Unknown,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { firstAxis } from '../data/elements.ts';
import { emptyPlaces, isHole, manyPlaces } from '../holes.ts';
import { mostItems } from '../limits.ts';
import type { Call } from '../method-table.ts';

/** The items of `this`. @throws the program's TypeError for undefined and null */
export function thisList({ self, machine, site }: Call): ListContents {
  if (self === undefined || self === null) {
    machine.throwError('TypeError', `Array.prototype method called on null or undefined`, site);
  }
  return itemsOf(self);
}

/** The items of an array, or of what is used like one. */
export function itemsOf(value: Value): ListContents {
  if (value instanceof ArrayValue) return value.list;
  if (value instanceof IteratorValue) return value.left;
  if (value instanceof DataValue) return firstAxis(value);
  if (typeof value === 'string') return unitsOf(value);
  if (value instanceof Unknown && value.hint === 'string') return listOfUnknownLength(unknownString);
  if (value instanceof HeapObject) return propertiesByIndex(value);
  return typeof value === 'object' ? listOfUnknownLength() : { items: [] };
}

/** The text's UTF-16 units. */
function unitsOf(text: string): ListContents {
  if (text.length > mostItems) return { items: null, length: text.length, element: unknownString };
  return { items: text.split('') };
}

function propertiesByIndex(object: HeapObject): ListContents {
  const length = object.own('length');
  if (length === undefined && !object.isOpen && object instanceof ObjectValue) return { items: [] };
  if (length instanceof SizeValue) return { items: null, length: length.dim, element: undefined };
  if (typeof length !== 'number') return listOfUnknownLength();
  const count = Number.isNaN(length) ? 0 : Math.max(0, Math.trunc(length));
  const keys = object.ownKeys.filter((key) => key !== 'length');
  if (keys.length === 0 && !object.isOpen) return emptyPlaces(count);
  if (count > mostItems) return manyPlaces(count);
  return { items: Array.from({ length: count }, (_, index) => propertyAt(object, index)) };
}

function propertyAt(object: HeapObject, index: number): Value {
  const slot = object.own(String(index));
  if (slot === undefined && object.isOpen) return new Unknown();
  return slot !== null && typeof slot === 'object' && 'get' in slot ? new Unknown() : (slot as Value);
}

/** Reads one item while a callback may have changed the list: nothing where there is a hole, or no item any more. */
export function itemNow(
  self: Value,
  list: ListContents,
  index: number,
  machine: Machine,
): { readonly value: Value } | undefined {
  const now = self instanceof ArrayValue ? self.list : list;
  if (!now.items) {
    const length = lengthOf(now);
    return typeof length === 'number' && index >= length ? undefined : { value: now.element };
  }
  if (index >= now.items.length || isHole(now, index)) return undefined;
  machine.spend(1);
  return { value: now.items[index] };
}

/** The join of all items of `this`, as it is now. */
export function elementNow(self: Value, list: ListContents, machine: Machine): Value {
  const now = self instanceof ArrayValue ? self.list : list;
  if (!now.items) return now.element;
  return now.items.length === 0 ? undefined : elementOf(now, machine.join);
}
