// Which operations each public function makes: the package's functions and classes in a wrapping that notes whose call a
// program is in while an operation is added to a graph.

import { publicFunctions } from '../../engine/api/machinery.ts';
import { Graph, Operation, Tensor, TensorShape } from '../../engine/graph/index.ts';
import * as tensorloom from '../../engine/index.ts';
import { sortedEntries } from './surface.ts';

type Tf = typeof tensorloom;
// biome-ignore lint/complexity/noBannedTypes: any function, only handed on.
type AnyFunction = Function;

export interface Recording {
  /** Operation types by the function whose call from the program made them; under '' those made outside all calls. */
  readonly made: Map<string, Set<string>>;
  /** What each function gave, in words: `Tensor`, `[Tensor, Operation]`. */
  readonly results: Map<string, string>;
  /** All operations, in the order in which they were made. */
  readonly operations: Operation[];
}

/** The call that the program is in, or undefined while it is its own text that runs. */
let current: string | undefined;
let recording: Recording | undefined;

/** Everything that `work` adds to graphs through the wrapped package. */
export async function record(work: (tf: Tf) => Promise<void>): Promise<Recording> {
  install();
  const mine: Recording = { made: new Map(), results: new Map(), operations: [] };
  recording = mine;
  try {
    await work(wrapped);
  } finally {
    recording = undefined;
    current = undefined;
  }
  return mine;
}

/** Methods of these are no functions of their own: what they make counts for no one. */
const plainClasses: readonly unknown[] = [Tensor, Operation, Graph, TensorShape, tensorloom.NdArray];

const declaredNames = new Map(publicFunctions().map(({ signature, function: called }) => [called, signature.name]));
const wrappers = new Map<unknown, unknown>();
const classNames = new Map<unknown, string>();
const wrapped = wrapNamespace(tensorloom, '') as Tf;
let installed = false;

/** Notes what graphs get. Once, for the life of the process. */
function install(): void {
  if (installed) return;
  installed = true;
  const add = Graph.prototype.addOperation;
  Graph.prototype.addOperation = function (this: Graph, ...args) {
    const operation = add.apply(this, args);
    recording?.operations.push(operation);
    const types = recording?.made.get(current ?? '');
    if (types) types.add(operation.type);
    else recording?.made.set(current ?? '', new Set([operation.type]));
    return operation;
  };
}

function wrapNamespace(namespace: object, prefix: string): object {
  const entries = sortedEntries(namespace).map(([key, value]): [string, unknown] => {
    const name = `${prefix}${key}`;
    if (typeof value === 'function') return [key, wrapFunction(value, name)];
    const isNamespace = (value as { [Symbol.toStringTag]?: string } | null)?.[Symbol.toStringTag] === 'Module';
    return [key, isNamespace ? wrapNamespace(value as object, `${name}.`) : value];
  });
  return Object.fromEntries(entries);
}

/** Under several names it counts for the one that it is declared with, else for the first. */
function wrapFunction(value: AnyFunction, given: string): unknown {
  const name = declaredNames.get(value) ?? given;
  const known = wrappers.get(value);
  if (known) return known;
  if (isClass(value) && !plainClasses.includes(value)) {
    classNames.set(value, name);
    wrapMethods(value.prototype);
  }
  const proxy = new Proxy(value, {
    apply: (target, self, args) => {
      const isUsers = current === undefined;
      const result = within(name, args, (given) => Reflect.apply(target, self, given));
      if (isUsers) recording?.results.set(name, kindOf(result));
      return result;
    },
    construct: (target, args, newTarget) => within(name, args, (given) => Reflect.construct(target, given, newTarget)),
  });
  wrappers.set(value, proxy);
  wrappers.set(proxy, proxy);
  return proxy;
}

/** Not of the language itself, whose classes have no text. */
function isClass(value: AnyFunction): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/** The methods of a class and of those it extends. */
function wrapMethods(prototype: object): void {
  for (let at = prototype; isClass(at.constructor) && !wrappers.has(at); at = Object.getPrototypeOf(at)) {
    wrappers.set(at, at);
    for (const [key, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (typeof value !== 'function' || key === 'constructor' || !writable) continue;
      Object.defineProperty(at, key, {
        configurable: true,
        writable: true,
        enumerable: false,
        value(this: object, ...args: unknown[]) {
          return within(nameOf(this), args, (given) => value.apply(this, given));
        },
      });
    }
  }
}

/** The public name of an object's class, or of the nearest one that it extends. */
function nameOf(object: object): string {
  for (let at = object?.constructor as unknown; at; at = Object.getPrototypeOf(at)) {
    const name = classNames.get(at);
    if (name !== undefined) return name;
  }
  return '';
}

/** Calls from inside another call count for that one. */
function within<T>(name: string, args: readonly unknown[], work: (args: unknown[]) => T): T {
  if (current !== undefined) return work([...args]);
  current = name;
  try {
    return work(args.map(asUser));
  } finally {
    current = undefined;
  }
}

/** What a program hands in to be called back is its own text again. */
function asUser(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asUser);
  if (typeof value === 'function') return wrappers.has(value) ? value : new Proxy(value, { apply: callBack });
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asUser(item)]));
}

function callBack(target: AnyFunction, self: unknown, args: unknown[]): unknown {
  const outer = current;
  current = undefined;
  try {
    return Reflect.apply(target, self, args);
  } finally {
    current = outer;
  }
}

/** What a value is, as its type is written. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'void';
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const kinds = value.map(kindOf);
    const allTensors = kinds.every((kind) => kind === kinds[0]);
    return allTensors && kinds.length > 0 ? `${kinds[0]}[]` : `[${kinds.join(', ')}]`;
  }
  if (typeof value !== 'object') return typeof value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value.constructor.name.replace(/Class$/, '');
  const members = Object.entries(value).map(([key, item]) => `${key}: ${kindOf(item)}`);
  return `{ ${members.join(', ')} }`;
}
