/** `instanceof`. */

import {
  type CallSite,
  ClassValue,
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
  if (!instances || !(value instanceof HeapObject)) return unknownBoolean;
  for (let at = value.prototype; at; at = at.prototype) if (at === instances) return true;
  return value.isOpen ? unknownBoolean : false;
}
