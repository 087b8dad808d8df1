/** Native functions as tables: a name and what the call does. */

import {
  Accessor,
  type HeapObject,
  type NativeCall,
  NativeFunction,
  type Prototypes,
  type Value,
} from '../values/index.ts';

/** What a native function is handed. */
export type Call = Parameters<NativeCall>[0];

export type MethodTable = Readonly<Record<string | symbol, NativeCall>>;

/** Rows under names that every object has, such as `toString`: written as properties they would be held against those. */
export function rows(...methods: readonly (readonly [name: string, call: NativeCall])[]): MethodTable {
  return Object.fromEntries(methods);
}

/** Gives `target` a function for each row. */
export function install(target: HeapObject, methods: MethodTable, functions: HeapObject): void {
  for (const key of Reflect.ownKeys(methods)) {
    target.init(key, new NativeFunction(functions, nameOf(key), methods[key]));
  }
}

/** Gives `target` a property for each row that is computed when it is read. */
export function installGetters(target: HeapObject, getters: MethodTable, functions: HeapObject): void {
  for (const key of Reflect.ownKeys(getters)) {
    target.init(key, new Accessor(new NativeFunction(functions, `get ${nameOf(key)}`, getters[key]), undefined));
  }
}

export function installValues(target: HeapObject, values: Readonly<Record<string | symbol, Value>>): void {
  for (const key of Reflect.ownKeys(values)) target.init(key, values[key]);
}

function nameOf(key: string | symbol): string {
  return typeof key === 'symbol' ? `[${key.description}]` : key;
}

export interface ConstructorParts {
  readonly name: string;
  /** Of what it makes. */
  readonly instances: HeapObject;
  readonly construct: NativeCall;
  /** Called without `new`; a TypeError by default. */
  readonly call?: NativeCall;
  readonly statics?: MethodTable;
  readonly constants?: Readonly<Record<string | symbol, Value>>;
  /** The class it extends. */
  readonly base?: HeapObject;
}

/** A class of the language. Static members that no table has are unknown, not absent. */
export function constructorFunction(prototypes: Prototypes, parts: ConstructorParts): NativeFunction {
  const { name, instances, construct } = parts;
  const needsNew: NativeCall = ({ machine, site }) =>
    machine.throwError('TypeError', `Constructor ${name} requires 'new'`, site);
  const made = new NativeFunction(parts.base ?? prototypes.function, name, parts.call ?? needsNew, {
    construct,
    instances,
  });
  made.init('name', name).init('prototype', instances);
  instances.init('constructor', made);
  install(made, parts.statics ?? {}, prototypes.function);
  installValues(made, parts.constants ?? {});
  made.isOpen = true;
  return made;
}
