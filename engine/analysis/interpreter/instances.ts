/** `instanceof`. */

import {
  type CallSite,
  ClassValue,
  DataValue,
  HeapObject,
  isPrimitive,
  NativeFunction,
  Unknown,
  unknownBoolean,
  type Value,
} from '../values/index.ts';
import type { Interpreter } from './interpreter.ts';

export function isInstance(it: Interpreter, value: Value, callee: Value, site: CallSite): Value {
  if (callee instanceof NativeFunction && callee.hasOwn(Symbol.hasInstance)) {
    return it.invoke(callee.own(Symbol.hasInstance) as Value, callee, [value], false, site);
  }
  const instances = callee instanceof ClassValue || callee instanceof NativeFunction ? callee.instances : undefined;
  if (value instanceof Unknown) return unknownBoolean;
  if (isPrimitive(value)) return false;
  if (!instances) return unknownBoolean;
  const isData = value instanceof DataValue;
  if (!isData && !(value instanceof HeapObject)) return unknownBoolean;
  for (let at = isData ? it.prototypes.data[value.className] : value.prototype; at; at = at.prototype) {
    if (at === instances) return true;
  }
  // What made an NdArray is not this library's own.
  return isData ? value.className === 'NdArray' && unknownBoolean : value.isOpen ? unknownBoolean : false;
}
