/** The global Reflect. */

import {
  HeapObject,
  listOfUnknownLength,
  ObjectValue,
  type Prototypes,
  unknown,
  unknownBoolean,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { itemsOf } from './array/this-list.ts';
import { applied } from './function.ts';
import { type Call, install, type MethodTable } from './method-table.ts';
import { changePrototype, define, descriptorOf, prototypeOf } from './object/defining.ts';
import { hasOwn, keyOf, stringKeys, symbolKeys } from './object/keys.ts';

const keyAt = (call: Call, index: number) => keyOf(argument(call, index), (value) => call.machine.text(value));

const methods = {
  apply: (call) => applied(call, argument(call, 0), argument(call, 1), argument(call, 2)),
  construct(call) {
    const list = itemsOf(argument(call, 1));
    const args = list.items ?? [list.element];
    return call.machine.construct(argument(call, 0), args, call.site, list.items === null);
  },
  get(call) {
    const key = keyAt(call, 1);
    return key === undefined ? unknown : call.machine.get(argument(call, 0), key, call.site);
  },
  set(call) {
    const key = keyAt(call, 1);
    if (key === undefined) call.machine.escape(argument(call, 0));
    else call.machine.set(argument(call, 0), key, argument(call, 2), call.site);
    return true;
  },
  has(call) {
    const key = keyAt(call, 1);
    const object = argument(call, 0);
    if (key === undefined || !(object instanceof HeapObject)) return unknownBoolean;
    for (let at: HeapObject | null = object; at; at = at.prototype) {
      const isThere = hasOwn(at, key);
      if (isThere !== false) return isThere ?? unknownBoolean;
    }
    return false;
  },
  ownKeys(call) {
    const object = argument(call, 0);
    const isPlain = object instanceof ObjectValue && object.className === 'Object' && !object.isOpen;
    return call.machine.list(
      isPlain ? { items: [...stringKeys(object), ...symbolKeys(object)] } : listOfUnknownLength(),
    );
  },
  deleteProperty(call) {
    const object = argument(call, 0);
    const key = keyAt(call, 1);
    if (object instanceof ObjectValue && key !== undefined) object.delete(call.machine.journal, key);
    else if (object instanceof HeapObject) object.havoc(call.machine.journal);
    return true;
  },
  defineProperty(call) {
    define(call, argument(call, 0), keyAt(call, 1), argument(call, 2));
    return true;
  },
  getOwnPropertyDescriptor: (call) => descriptorOf(call, argument(call, 0), keyAt(call, 1)),
  getPrototypeOf: (call) => prototypeOf(call, argument(call, 0)),
  setPrototypeOf(call) {
    changePrototype(call, argument(call, 0));
    return true;
  },
  isExtensible: () => unknownBoolean,
  preventExtensions: () => true,
} satisfies MethodTable;

export function reflectObject(prototypes: Prototypes): Value {
  const object = new ObjectValue(prototypes.object, 'Reflect');
  install(object, methods, prototypes.function);
  object.isOpen = true;
  return object;
}
