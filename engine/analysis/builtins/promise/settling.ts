/** What a promise gives: calls are interpreted to their end at once, so that a promise is settled when it is made. */

import {
  type HeapObject,
  isPrimitive,
  type ListContents,
  ObjectValue,
  PromiseValue,
  Unknown,
  unknown,
  type Value,
} from '../../values/index.ts';

/** What `await` gives for the value. */
export function awaited(value: Value): Value {
  let settled = value;
  while (settled instanceof PromiseValue) settled = settled.value;
  if (settled instanceof Unknown) return settled.hint === 'promise' ? unknown : settled;
  return isThenable(settled) ? unknown : settled;
}

/** What each of a list's items gives when it is awaited. */
export function awaitedItems(list: ListContents): ListContents {
  return list.items ? { items: list.items.map(awaited) } : { ...list, element: awaited(list.element) };
}

/** An object that is awaited like a promise, by a method of its own. */
function isThenable(value: Value): boolean {
  if (isPrimitive(value) || !(value instanceof ObjectValue)) return false;
  for (let at: HeapObject | null = value; at; at = at.prototype) if (at.hasOwn('then')) return true;
  return false;
}
