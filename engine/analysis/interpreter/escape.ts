/** Values that code which is not known gets hold of. */

import {
  Accessor,
  ArrayValue,
  ClassValue,
  CollectionValue,
  FunctionValue,
  HeapObject,
  NativeFunction,
  OneOf,
  PromiseValue,
  Unknown,
  unknown,
  type Value,
} from '../values/index.ts';
import type { Interpreter } from './interpreter.ts';

/**
 * Unknown code may call it, keep it and change it: functions are called with unknown arguments any number of times, and
 * what an object holds is forgotten.
 * @param escaping - what is on its way out already
 */
export function escapeValue(it: Interpreter, value: Value, escaping: Set<object>): void {
  if (value instanceof OneOf) for (const object of value.objects) escapeValue(it, object, escaping);
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return;
  it.program.markEscaped(value);
  if (!(value instanceof HeapObject) || escaping.has(value)) return;
  escaping.add(value);
  try {
    if (value instanceof FunctionValue) callWithUnknown(it, value);
    else if (value instanceof PromiseValue) escapeValue(it, value.value, escaping);
    else if (!(value instanceof ClassValue) && !(value instanceof NativeFunction)) forget(it, value, escaping);
  } finally {
    escaping.delete(value);
  }
}

function forget(it: Interpreter, value: HeapObject, escaping: Set<object>): void {
  if (value instanceof ArrayValue) {
    const { list } = value;
    for (const item of list.items ?? [list.element]) escapeValue(it, item, escaping);
  }
  if (value instanceof CollectionValue) {
    for (const [key, item] of value.entries ?? []) for (const each of [key, item]) escapeValue(it, each, escaping);
  }
  for (const key of value.ownKeys) {
    const slot = value.own(key);
    if (!(slot instanceof Accessor)) escapeValue(it, slot as Value, escaping);
  }
  value.havoc(it.journal);
}

function callWithUnknown(it: Interpreter, callee: FunctionValue): void {
  const args = callee.node.parameters.map(() => unknown);
  const site = it.siteOf(callee.node);
  it.repeat(() => void it.invoke(callee, undefined, args, true, site), site);
}
