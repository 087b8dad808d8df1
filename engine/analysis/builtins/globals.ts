/** The global variables: the language's own, and those of Node and browsers, of which most are unknown. */

import { ObjectValue, type Prototypes, unknown, unknownNumber, type Value } from '../values/index.ts';
import { arrayConstructor } from './array/constructor.ts';
import { mapConstructor, weakMapConstructor } from './collections/map.ts';
import { setConstructor, weakSetConstructor } from './collections/set.ts';
import { consoleObject } from './console.ts';
import { typedArrayConstructors } from './data/typed-arrays.ts';
import { dateConstructor } from './date.ts';
import { errorConstructors } from './error.ts';
import { iteratorConstructor } from './iterator.ts';
import { jsonObject } from './json/json.ts';
import { unknownFunction, unknownObject } from './kinds.ts';
import { mathObject } from './math.ts';
import { constructorFunction, install, type MethodTable } from './method-table.ts';
import { bigintConstructor, booleanConstructor, numberConstructor, numberReaders, numberTests } from './number.ts';
import { objectConstructor } from './object/constructor.ts';
import { processObject } from './process.ts';
import { promiseConstructor } from './promise/constructor.ts';
import { reflectObject } from './reflect.ts';
import { regexpConstructor } from './regexp/prototype.ts';
import { stringConstructor } from './string/constructor.ts';
import { structuredClone } from './structured-clone.ts';
import { symbolConstructor } from './symbol.ts';
import { timers } from './timers.ts';
import { uriFunctions } from './uri.ts';

/** Functions and classes that are not modelled: they are there, and calling them gives something unknown. */
const unmodelledFunctions = [
  ...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Proxy', 'WeakRef', 'FinalizationRegistry', 'eval'],
  ...['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Buffer', 'Blob', 'File', 'FormData'],
  ...['fetch', 'Headers', 'Request', 'Response', 'WebSocket', 'BroadcastChannel', 'MessageChannel', 'MessagePort'],
  ...['AbortController', 'AbortSignal', 'Event', 'EventTarget', 'CustomEvent', 'MessageEvent', 'DOMException'],
  ...['ReadableStream', 'WritableStream', 'TransformStream', 'CompressionStream', 'DecompressionStream'],
  ...['DisposableStack', 'AsyncDisposableStack', 'PerformanceObserver'],
] as const;
const unmodelledObjects = ['Intl', 'Atomics', 'WebAssembly', 'crypto', 'navigator'] as const;

const functions: MethodTable = { ...numberReaders, ...numberTests, ...uriFunctions, ...timers, structuredClone };

function performanceObject(prototypes: Prototypes): Value {
  const object = new ObjectValue(prototypes.object);
  install(object, { now: () => unknownNumber, mark: () => unknown, measure: () => unknown }, prototypes.function);
  object.isOpen = true;
  return object;
}

function functionConstructor(prototypes: Prototypes): Value {
  // Code in a text is not read.
  const construct = () => unknownFunction;
  return constructorFunction(prototypes, {
    name: 'Function',
    instances: prototypes.function,
    construct,
    call: construct,
  });
}

/** The global variables of one analysis, by name. A name that is not among them is unknown too. */
export function createGlobals(prototypes: Prototypes): ReadonlyMap<string, Value> {
  const everything = new ObjectValue(prototypes.object);
  everything.isOpen = true;
  install(everything, functions, prototypes.function);
  const values: (readonly [string, Value])[] = [
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['Object', objectConstructor(prototypes)],
    ['Function', functionConstructor(prototypes)],
    ['Array', arrayConstructor(prototypes)],
    ['String', stringConstructor(prototypes)],
    ['Number', numberConstructor(prototypes)],
    ['Boolean', booleanConstructor(prototypes)],
    ['BigInt', bigintConstructor(prototypes)],
    ['Symbol', symbolConstructor(prototypes)],
    ['Map', mapConstructor(prototypes)],
    ['Set', setConstructor(prototypes)],
    ['WeakMap', weakMapConstructor(prototypes)],
    ['WeakSet', weakSetConstructor(prototypes)],
    ['Promise', promiseConstructor(prototypes)],
    ['RegExp', regexpConstructor(prototypes)],
    ['Date', dateConstructor(prototypes)],
    ['Iterator', iteratorConstructor(prototypes)],
    ...errorConstructors(prototypes),
    ...typedArrayConstructors(prototypes),
    ['Math', mathObject(prototypes)],
    ['JSON', jsonObject(prototypes)],
    ['Reflect', reflectObject(prototypes)],
    ['console', consoleObject(prototypes)],
    ['process', processObject(prototypes)],
    ['performance', performanceObject(prototypes)],
    ...unmodelledFunctions.map((name) => [name, unknownFunction] as const),
    ...unmodelledObjects.map((name) => [name, unknownObject] as const),
    ['globalThis', everything],
    ['global', everything],
  ];
  for (const [name, value] of values) everything.init(name, value);
  return new Map(everything.ownKeys.map((name) => [name as string, everything.own(name) as Value]));
}
