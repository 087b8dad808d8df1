/** Which properties a value has of its own, in the order that the language lists them. */

import {
  ArrayValue,
  DataValue,
  FunctionLike,
  HeapObject,
  isPrimitive,
  isPrivateKey,
  type ListContents,
  listOfUnknownLength,
  ObjectValue,
  type PropertyKey,
  type Prototypes,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { sizeOfData } from '../data/elements.ts';
import { hiddenOfErrors, isError } from '../error.ts';

/** Properties that were defined so that nothing lists them: which of an object's are listed is not known then. */
const withHidden = new WeakSet<HeapObject>();

export function noteHidden(object: HeapObject): void {
  withHidden.add(object);
}

/** Keys that `Object.keys` lists; undefined where they are not known. */
export function listedKeys(value: Value, prototypes: Prototypes): string[] | undefined {
  if (typeof value === 'string') return value.length > 1_000 ? undefined : Object.keys(value);
  if (isPrimitive(value)) return [];
  if (!(value instanceof HeapObject) || value.isOpen || withHidden.has(value)) return undefined;
  // Static methods are not listed, static fields are.
  if (value instanceof FunctionLike) return value.ownKeys.length === 0 ? [] : undefined;
  const keys = stringKeys(value);
  if (value instanceof ArrayValue) return value.items && [...value.items.keys()].map(String).concat(keys);
  if (!(value instanceof ObjectValue)) return keys;
  const isMadeByClass = value.className !== 'Object' && value.hasOwn('constructor');
  if (isMadeByClass) return undefined;
  return isError(value, prototypes) ? keys.filter((key) => !hiddenOfErrors.has(key)) : keys;
}

/** As a list: of texts that are not known, where they are not. */
export function keyList(value: Value, prototypes: Prototypes): ListContents {
  if (value instanceof DataValue && value.className !== 'NdArray') {
    const length = sizeOfData(value);
    return length === 0 ? { items: [] } : { items: null, length, element: unknownString };
  }
  if (value instanceof ArrayValue && !value.items && value.ownKeys.length === 0 && !value.isOpen) {
    return { items: null, length: value.length, element: unknownString };
  }
  const items = listedKeys(value, prototypes);
  return items ? { items } : listOfUnknownLength(unknownString);
}

/** Own keys that are texts, in the order of the language. */
export function stringKeys(object: HeapObject): string[] {
  return object.ownKeys.filter((key): key is string => typeof key === 'string' && !isPrivateKey(key));
}

export function symbolKeys(object: HeapObject): symbol[] {
  return object.ownKeys.filter((key) => typeof key === 'symbol');
}

/** Whether the value has the property itself; undefined where that is not known. */
export function hasOwn(value: Value, key: PropertyKey): boolean | undefined {
  if (typeof value === 'string') {
    return key === 'length' || (typeof key === 'string' && Object.hasOwn(Object(value), key));
  }
  if (isPrimitive(value)) return false;
  if (!(value instanceof HeapObject)) return undefined;
  if (value.hasOwn(key)) return true;
  if (value.isOpen) return undefined;
  if (value instanceof ArrayValue) {
    if (key === 'length') return true;
    if (typeof key !== 'string' || !/^\d+$/.test(key)) return false;
    return value.items ? Number(key) < value.items.length : undefined;
  }
  if (value instanceof FunctionLike) return key === 'name' || key === 'length' ? true : undefined;
  return false;
}

/** The key that a value is made into. */
export function keyOf(value: Value, text: (value: Value) => string | undefined): PropertyKey | undefined {
  return typeof value === 'symbol' ? value : text(value);
}
