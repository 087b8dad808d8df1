/** Properties of every kind of value. */

import { isKnown } from '../../graph/index.ts';
import {
  Accessor,
  ArrayValue,
  type CallSite,
  DataValue,
  elementOf,
  Foreign,
  FunctionLike,
  faulty,
  foreign,
  HeapObject,
  isPrivateKey,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  ObjectValue,
  OneOf,
  type PropertyKey,
  SizeValue,
  type Slot,
  sizeValue,
  Unknown,
  unknown,
  unknownString,
  type Value,
} from '../values/index.ts';
import type { Interpreter } from './interpreter.ts';
import { unknownAmong, unknownOf } from './join.ts';

export function getMember(it: Interpreter, object: Value, key: PropertyKey, site: CallSite): Value {
  if (object instanceof Unknown) {
    if (object.isFault) return faulty;
    if (object instanceof Foreign) return foreign;
    if (object instanceof OneOf) {
      const found = object.objects.map((each) => getMember(it, each, key, site));
      return object.isCertain ? found.reduce((a, b) => it.join(a, b)) : unknownAmong(unknown, ...found);
    }
    return unknownMember(it, object, key, site);
  }
  switch (typeof object) {
    case 'undefined':
      return faulty;
    case 'string':
      return stringMember(it, object, key, site);
    case 'number':
      return getFrom(it, it.prototypes.number, key, object, site);
    case 'boolean':
      return getFrom(it, it.prototypes.boolean, key, object, site);
    case 'bigint':
      return getFrom(it, it.prototypes.bigint, key, object, site);
    case 'symbol':
      return getFrom(it, it.prototypes.symbol, key, object, site);
  }
  if (object === null) return faulty;
  if (object instanceof SizeValue) return getFrom(it, it.prototypes.number, key, object, site);
  if (object instanceof DataValue) return it.library.memberOfData(object, key, it, site);
  if (object instanceof ArrayValue) {
    const found = arrayMember(object, key);
    if (found !== noMember) return found as Value;
  }
  if (object instanceof HeapObject) return getFrom(it, object, key, object, site);
  return it.library.host.member(object, key, it, site);
}

/** Of a value of which only the kind is known, its methods at least are. */
function unknownMember(it: Interpreter, object: Unknown, key: PropertyKey, site: CallSite): Value {
  if (object.hint === 'string') {
    return key === 'length' ? unknownOf('number') : getFrom(it, it.prototypes.string, key, object, site);
  }
  if (object.hint === 'number') return getFrom(it, it.prototypes.number, key, object, site);
  return unknown;
}

const noMember = Symbol('no member');

function arrayMember(array: ArrayValue, key: PropertyKey): Value | typeof noMember {
  if (key === 'length') return sizeValue(array.length);
  if (typeof key !== 'string' || !/^\d+$/.test(key)) return noMember;
  const { list } = array;
  if (list.items) return list.items[Number(key)];
  return isKnown(list.length) && Number(key) >= list.length ? undefined : list.element;
}

function stringMember(it: Interpreter, text: string, key: PropertyKey, site: CallSite): Value {
  if (key === 'length') return text.length;
  if (typeof key === 'string' && /^\d+$/.test(key)) return text[Number(key)];
  return getFrom(it, it.prototypes.string, key, text, site);
}

/** A property found in `holder` or what it inherits from, of `self`. */
export function getFrom(it: Interpreter, holder: HeapObject, key: PropertyKey, self: Value, site: CallSite): Value {
  let isOpen = false;
  for (let at: HeapObject | null = holder; at; at = at.prototype) {
    if (at.hasOwn(key)) {
      const slot = at.own(key);
      // What is not known of an object hides values that it inherits, but hardly methods.
      if (isOpen && !(slot instanceof Accessor) && !(slot instanceof FunctionLike)) return unknown;
      return slotValue(it, slot, self, site);
    }
    isOpen ||= at.isOpen;
  }
  if (isOpen) return unknown;
  if (key === '__proto__' || key === 'constructor') return unknown;
  if (holder instanceof FunctionLike && key === 'name') return holder.name || unknownString;
  return undefined;
}

function slotValue(it: Interpreter, slot: Slot, self: Value, site: CallSite): Value {
  if (!(slot instanceof Accessor)) return slot;
  return slot.get === undefined ? undefined : it.invoke(slot.get, self, [], false, site);
}

export function setMember(it: Interpreter, object: Value, key: PropertyKey, value: Value, site: CallSite): void {
  if (object instanceof ArrayValue) {
    if (setItem(it, object, key, value)) return;
  }
  if (object instanceof HeapObject) {
    for (let at: HeapObject | null = object; at; at = at.prototype) {
      const slot = at.own(key);
      if (slot instanceof Accessor) {
        if (slot.set !== undefined) it.invoke(slot.set, object, [value], false, site);
        return;
      }
    }
    if (key === '__proto__') object.havoc(it.journal);
    else object.set(it.journal, key, value);
    return;
  }
  if (object instanceof OneOf) it.escape(object);
  if (object === null || typeof object !== 'object' || object instanceof Unknown) return;
  if (object instanceof SizeValue || object instanceof DataValue) return;
  it.library.host.setMember(object, key, value, it, site);
}

/** Longer lists are not written out item by item. */
const longestList = 10_000;

function setItem(it: Interpreter, array: ArrayValue, key: PropertyKey, value: Value): boolean {
  const { list } = array;
  if (key === 'length') {
    const length = it.number(value);
    const fits = list.items && length !== undefined && length <= list.items.length;
    array.setList(
      it.journal,
      fits ? { items: list.items.slice(0, length) } : listOfUnknownLength(elementOf(list, it.join)),
    );
    return true;
  }
  if (typeof key !== 'string' || !/^\d+$/.test(key)) return false;
  const index = Number(key);
  if (!list.items) {
    const isInside = isKnown(list.length) && index < list.length;
    const element = it.join(list.element, value);
    array.setList(it.journal, isInside ? { ...list, element } : listOfUnknownLength(element));
  } else if (index <= list.items.length && index < longestList) {
    const items = [...list.items];
    items[index] = value;
    array.setList(it.journal, { items });
  } else array.setList(it.journal, listOfUnknownLength(unknown));
  return true;
}

/** A property under a key that is not known. */
export function getUnknownKey(it: Interpreter, object: Value): Value {
  if (object instanceof ArrayValue) return lengthOf(object.list) === 0 ? undefined : elementOf(object.list, it.join);
  if (object instanceof DataValue) return it.library.memberOfData(object, '0', it, it.here);
  if (object instanceof Unknown && object.isFault) return faulty;
  return object instanceof ObjectValue
    ? unknownAmong(unknown, ...object.ownKeys.map((key) => object.own(key) as Value))
    : unknown;
}

export function setUnknownKey(it: Interpreter, object: Value, value: Value): void {
  if (object instanceof ArrayValue) {
    const { list } = object;
    const element = lengthOf(list) === 0 ? value : it.join(elementOf(list, it.join), value);
    object.setList(it.journal, listOfUnknownLength(element));
  } else if (object instanceof HeapObject) object.havoc(it.journal);
  else if (object instanceof OneOf) it.escape(object);
}

export function hasMember(object: Value, key: PropertyKey | undefined): boolean | undefined {
  if (key === undefined || !(object instanceof HeapObject)) return undefined;
  if (object instanceof ArrayValue) {
    const found = arrayMember(object, key);
    if (found !== noMember) return object.items ? key === 'length' || Number(key) < object.items.length : undefined;
  }
  for (let at: HeapObject | null = object; at; at = at.prototype) {
    if (at.hasOwn(key)) return true;
    if (at.isOpen) return undefined;
  }
  return false;
}

/** Own entries that a spread copies, or undefined where they are not known. */
export function ownEntries(it: Interpreter, object: Value, site: CallSite): [PropertyKey, Value][] | undefined {
  if (!(object instanceof HeapObject) || object.isOpen) return undefined;
  const entries: [PropertyKey, Value][] = [];
  if (object instanceof ArrayValue) {
    if (!object.items) return undefined;
    entries.push(...object.items.map((item, index): [PropertyKey, Value] => [String(index), item]));
  }
  for (const key of object.ownKeys) {
    if (!isPrivateKey(key)) entries.push([key, slotValue(it, object.own(key), object, site)]);
  }
  return entries;
}

/** What `for … in` goes over. */
export function enumerableKeys(object: Value): ListContents {
  if (object instanceof ArrayValue && object.items) return { items: object.items.map((_, index) => String(index)) };
  if (object instanceof HeapObject && !object.isOpen && !(object instanceof ArrayValue)) {
    return { items: object.ownKeys.filter((key) => typeof key === 'string' && !isPrivateKey(key)) };
  }
  if (object === null || object === undefined) return { items: [] };
  return listOfUnknownLength(unknownString);
}

export function deleteMember(it: Interpreter, object: Value, key: PropertyKey | undefined): void {
  if (object instanceof OneOf) it.escape(object);
  if (!(object instanceof HeapObject)) return;
  if (key === undefined || object instanceof ArrayValue) object.havoc(it.journal);
  else object.delete(it.journal, key);
}

/** What is left of an object when some of its properties are taken out. */
export function restOf(it: Interpreter, object: Value, taken: readonly PropertyKey[], site: CallSite): Value {
  const entries = ownEntries(it, object, site);
  if (entries) return it.object(entries.filter(([key]) => !taken.includes(key)));
  return object instanceof Unknown && object.isFault ? faulty : unknown;
}
