/** The prototypes of the language's own objects, filled with their methods. */

import { type DataClass, type HeapObject, ObjectValue, type Prototypes } from '../values/index.ts';
import { arrayMethods } from './array/prototype.ts';
import { mapMethods, sizeGetter, weakMapMethods } from './collections/map.ts';
import { setMethods, weakSetMethods } from './collections/set.ts';
import { ndArrayMethods } from './data/nd-array.ts';
import { fillTypedArrayPrototypes, typedArrayClasses } from './data/typed-arrays.ts';
import { dateMethods } from './date.ts';
import { errorClasses, errorMethods } from './error.ts';
import { functionGetters, functionMethods } from './function.ts';
import { iteratorMethods } from './iterator.ts';
import { install, installGetters, type MethodTable } from './method-table.ts';
import { bigintMethods, booleanMethods, numberMethods } from './number.ts';
import { objectMethods } from './object/prototype.ts';
import { promiseMethods } from './promise/prototype.ts';
import { regexpGetters, regexpMethods } from './regexp/prototype.ts';
import { stringMethods } from './string/constructor.ts';
import { symbolGetters, symbolMethods } from './symbol.ts';

/** Those that have methods alone. */
const tables = {
  object: objectMethods,
  function: functionMethods,
  array: arrayMethods,
  string: stringMethods,
  number: numberMethods,
  boolean: booleanMethods,
  bigint: bigintMethods,
  symbol: symbolMethods,
  map: mapMethods,
  set: setMethods,
  weakMap: weakMapMethods,
  weakSet: weakSetMethods,
  promise: promiseMethods,
  iterator: iteratorMethods,
  regexp: regexpMethods,
  date: dateMethods,
  error: errorMethods,
} as const satisfies Record<Exclude<keyof Prototypes, 'errors' | 'data'>, MethodTable>;

const getters: Partial<Record<keyof typeof tables, MethodTable>> = {
  function: functionGetters,
  map: sizeGetter,
  set: sizeGetter,
  regexp: regexpGetters,
  symbol: symbolGetters,
};

/** The prototypes of one analysis: programs may change them. */
export function createPrototypes(): Prototypes {
  const object = new ObjectValue(null);
  const inheriting = (from: HeapObject): HeapObject => new ObjectValue(from);
  const names = Object.keys(tables) as (keyof typeof tables)[];
  const plain = recordOf(names, (name) => (name === 'object' ? object : inheriting(object)));
  const classes: readonly DataClass[] = [...typedArrayClasses, 'NdArray'];
  const prototypes: Prototypes = {
    ...plain,
    errors: recordOf(errorClasses, () => inheriting(plain.error)),
    data: recordOf(classes, () => inheriting(object)),
  };
  for (const name of names) {
    install(plain[name], tables[name], prototypes.function);
    installGetters(plain[name], getters[name] ?? {}, prototypes.function);
  }
  fillTypedArrayPrototypes(prototypes);
  install(prototypes.data.NdArray, ndArrayMethods, prototypes.function);
  return prototypes;
}

function recordOf<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}
