/** Object.create, defineProperty and what else is about how properties are kept. */

import {
  Accessor,
  ArrayValue,
  HeapObject,
  listOfUnknownLength,
  ObjectValue,
  type PropertyKey,
  type Slot,
  unknown,
  unknownBoolean,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { sameValue } from '../equality.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { hasOwn, keyOf, listedKeys, noteHidden, stringKeys, symbolKeys } from './keys.ts';

/** Gives `object` a property as a descriptor says. */
export function define({ machine, site }: Call, object: Value, key: PropertyKey | undefined, descriptor: Value): void {
  if (!(object instanceof HeapObject)) {
    machine.escape(object);
    return;
  }
  if (key === undefined || !(descriptor instanceof HeapObject) || descriptor.isOpen) {
    object.havoc(machine.journal);
    return;
  }
  const slot = slotOf(descriptor, (name) => machine.get(descriptor, name, site));
  if (object instanceof ArrayValue) machine.set(object, key, slot instanceof Accessor ? unknown : slot, site);
  else object.set(machine.journal, key, slot);
  if (machine.truth(machine.get(descriptor, 'enumerable', site)) !== true) noteHidden(object);
}

function slotOf(descriptor: HeapObject, get: (name: string) => Value): Slot {
  const isAccessor = descriptor.hasOwn('get') || descriptor.hasOwn('set');
  return isAccessor ? new Accessor(get('get'), get('set')) : get('value');
}

function defineAll(call: Call, object: Value, descriptors: Value): void {
  const { machine, site } = call;
  if (descriptors === undefined) return;
  const keys = listedKeys(descriptors, machine.prototypes);
  if (!keys) define(call, object, undefined, unknown);
  for (const key of keys ?? []) define(call, object, key, machine.get(descriptors, key, site));
}

/** The object that a value inherits from. */
export function prototypeOf(call: Call, value: Value): Value {
  if (value instanceof HeapObject) return value.isOpen ? unknown : value.prototype;
  const { prototypes } = call.machine;
  if (typeof value === 'string') return prototypes.string;
  if (typeof value === 'number') return prototypes.number;
  return typeof value === 'boolean' ? prototypes.boolean : unknown;
}

/** From here on it inherits from something else: which methods it has is not followed. */
export function changePrototype({ machine }: Call, object: Value): void {
  if (object instanceof HeapObject) object.havoc(machine.journal);
}

export function descriptorOf(call: Call, object: Value, key: PropertyKey | undefined): Value {
  const { machine, site } = call;
  const isThere = key === undefined ? undefined : hasOwn(object, key);
  if (isThere === false) return undefined;
  if (isThere === undefined || key === undefined) return unknown;
  const slot = object instanceof HeapObject ? object.own(key) : undefined;
  const parts: [PropertyKey, Value][] =
    slot instanceof Accessor
      ? [
          ['get', slot.get],
          ['set', slot.set],
        ]
      : [
          ['value', machine.get(object, key, site)],
          ['writable', unknownBoolean],
        ];
  return machine.object([...parts, ['enumerable', unknownBoolean], ['configurable', unknownBoolean]]);
}

const itself = (call: Call): Value => argument(call, 0);
/** Whether it may be changed is not kept. */
const isChangeable = (): Value => unknownBoolean;

export const defining = {
  create(call) {
    const prototype = argument(call, 0);
    const isKnown = prototype === null || prototype instanceof HeapObject;
    const made = new ObjectValue(isKnown ? prototype : call.machine.prototypes.object);
    if (!isKnown) made.isOpen = true;
    defineAll(call, made, argument(call, 1));
    return made;
  },
  defineProperty(call) {
    const key = keyOf(argument(call, 1), (value) => call.machine.text(value));
    define(call, argument(call, 0), key, argument(call, 2));
    return argument(call, 0);
  },
  defineProperties(call) {
    defineAll(call, argument(call, 0), argument(call, 1));
    return argument(call, 0);
  },
  getPrototypeOf: (call) => prototypeOf(call, argument(call, 0)),
  setPrototypeOf(call) {
    changePrototype(call, argument(call, 0));
    return argument(call, 0);
  },
  getOwnPropertyDescriptor: (call) =>
    descriptorOf(
      call,
      argument(call, 0),
      keyOf(argument(call, 1), (value) => call.machine.text(value)),
    ),
  getOwnPropertyDescriptors: () => unknown,
  getOwnPropertyNames(call) {
    const value = argument(call, 0);
    const isPlain = value instanceof ObjectValue && value.className === 'Object' && !value.isOpen;
    return call.machine.list(isPlain ? { items: stringKeys(value) } : listOfUnknownLength(unknownString));
  },
  getOwnPropertySymbols(call) {
    const value = argument(call, 0);
    const isClosed = value instanceof HeapObject && !value.isOpen;
    return call.machine.list(isClosed ? { items: symbolKeys(value) } : listOfUnknownLength());
  },
  hasOwn(call) {
    const key = keyOf(argument(call, 1), (value) => call.machine.text(value));
    return key === undefined ? unknownBoolean : (hasOwn(argument(call, 0), key) ?? unknownBoolean);
  },
  is: (call) => sameValue(argument(call, 0), argument(call, 1)) ?? unknownBoolean,

  freeze: itself,
  seal: itself,
  preventExtensions: itself,
  isFrozen: isChangeable,
  isSealed: isChangeable,
  isExtensible: isChangeable,
} satisfies MethodTable;
