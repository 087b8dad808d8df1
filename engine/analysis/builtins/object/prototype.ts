/** Object.prototype. */

import {
  Accessor,
  ArrayValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  ObjectValue,
  unknown,
  unknownBoolean,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { type Call, type MethodTable, rows } from '../method-table.ts';
import { hasOwn, keyOf } from './keys.ts';

function ownProperty(call: Call): Value {
  const key = keyOf(argument(call, 0), (value) => call.machine.text(value));
  return key === undefined ? unknownBoolean : (hasOwn(call.self, key) ?? unknownBoolean);
}

export const objectMethods = {
  ...rows(
    ['hasOwnProperty', ownProperty],
    [
      'propertyIsEnumerable',
      (call) => {
        // Which of those that are there are listed, is not kept.
        return ownProperty(call) === false ? false : unknownBoolean;
      },
    ],
    [
      'isPrototypeOf',
      (call) => {
        const value = argument(call, 0);
        if (isPrimitive(value)) return false;
        if (!(value instanceof HeapObject)) return unknownBoolean;
        for (let at = value.prototype; at; at = at.prototype) if (at === call.self) return true;
        return value.isOpen ? unknownBoolean : false;
      },
    ],
    [
      'toString',
      ({ self }) => {
        if (self === undefined) return '[object Undefined]';
        if (self === null) return '[object Null]';
        if (self instanceof ArrayValue) return '[object Array]';
        if (self instanceof FunctionLike) return '[object Function]';
        const isPlain = self instanceof ObjectValue && self.className === 'Object' && !self.isOpen;
        return isPlain && !self.hasOwn(Symbol.toStringTag) ? '[object Object]' : unknownString;
      },
    ],
    ['toLocaleString', () => unknownString],
    ['valueOf', ({ self }) => self],
  ),
  __defineGetter__: (call) => defineAccessor(call, (getter) => new Accessor(getter, undefined)),
  __defineSetter__: (call) => defineAccessor(call, (setter) => new Accessor(undefined, setter)),
  __lookupGetter__: () => unknown,
  __lookupSetter__: () => unknown,
} satisfies MethodTable;

function defineAccessor(call: Call, make: (callee: Value) => Accessor): Value {
  const { machine, self } = call;
  const key = keyOf(argument(call, 0), (value) => machine.text(value));
  if (!(self instanceof HeapObject)) return undefined;
  if (key === undefined) self.havoc(machine.journal);
  else self.set(machine.journal, key, make(argument(call, 1)));
  return undefined;
}
