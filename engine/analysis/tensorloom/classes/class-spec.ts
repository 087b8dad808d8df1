/**
 * What a program may use of a class of `tensorloom`, as data: for the engine's own classes, whose objects are themselves,
 * and for the stand-ins of those that touch the world. A member is what makes its property for one analysis.
 */

import {
  Accessor,
  type HeapObject,
  NativeFunction,
  type Prototypes,
  type Slot,
  unknown,
  type Value,
} from '../../values/index.ts';
import { callEngine, type EngineCall } from '../call/call-engine.ts';
import { type Callable, callable } from '../call/callable.ts';
import { fromHost } from '../convert/from-host.ts';
import type { World } from '../world.ts';

export interface ClassSpec {
  /** As in ApiCall: `Variable`, `train.AdamOptimizer`. */
  readonly name: string;
  readonly base?: ClassSpec;
  /** The engine's class, where its objects are used themselves. */
  readonly engineClass?: unknown;
  /** What its instances inherit from, where it is no class of `tensorloom`. */
  readonly parent?: (prototypes: Prototypes) => HeapObject;
  /** What its instances inherit from themselves, where the language's part provides it. */
  readonly instances?: (prototypes: Prototypes) => HeapObject;
  /** Without it the program gets objects of the class from elsewhere only. */
  readonly construct?: Native;
  readonly members: Members;
  readonly statics?: Members;
}

export type Members = Readonly<Record<string | symbol, Member>>;

/** Makes the property `key` of what `owner` names. */
export type Member = (world: World, owner: string, key: string) => Slot;

/** A function that the analysis itself provides. */
export type Native = (call: EngineCall, world: World) => Value;

/** The class's own name, without the namespace it is in. */
export function shortName({ name }: ClassSpec): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** What instances of the engine's class, or of a stand-in, are told by. */
export interface Type<T> {
  readonly prototype: T;
}

function isInstance<T>(value: Value, type: Type<T>): value is Value & T {
  return value instanceof (type as unknown as abstract new () => object);
}

/** A property that is read from the object; of anything else than an instance nothing is known. */
export function getter<T>(type: Type<T>, read: (object: T, world: World, call: EngineCall) => unknown): Member {
  return (world, _owner, key) => {
    const get = new NativeFunction(world.prototypes.function, `get ${key}`, (call) =>
      isInstance(call.self, type) ? fromHost(read(call.self, world, call), call.machine) : unknown,
    );
    return new Accessor(get, undefined);
  };
}

export function native(run: Native): Member {
  return (world, _owner, key) => new NativeFunction(world.prototypes.function, key, (call) => run(call, world));
}

/** A method that the analysis itself provides. */
export function method<T>(type: Type<T>, run: (self: T, call: EngineCall, world: World) => Value): Member {
  return native((call, world) => (isInstance(call.self, type) ? run(call.self, call, world) : unknown));
}

/** A method of the engine's objects that is called as it is: `getOperationByName` with the signature `(name: string)`. */
export function engineMethod<T>(type: Type<T>, signature: string): Member {
  /** By the class of the object: an inherited method is that of its heir. */
  const targets = new Map<string, Callable>();
  const targetOf = (owner: string, key: string): Callable => {
    const known = targets.get(owner);
    if (known) return known;
    const made = callable(`${owner}.${key}${signature}`, (self, args) => callMethod(self, key, args));
    targets.set(owner, made);
    return made;
  };
  return (world, owner, key) =>
    new NativeFunction(world.prototypes.function, key, (call) => {
      // A class of the program that extends the engine's is nothing that the engine could work with.
      if (!isInstance(call.self, type)) return unknown;
      const { name } = world.engineClasses.get((call.self as object).constructor) ?? { name: owner };
      return callEngine(world, targetOf(name, key), call, { receiver: call.self });
    });
}

export function callMethod(self: unknown, key: string, args: readonly unknown[]): unknown {
  return (self as Record<string, (...args: unknown[]) => unknown>)[key](...args);
}

/** There, but nothing is said of it: what the engine keeps for itself, and what only a run knows. */
export const withheld: Member = () => unknown;

export function constant(value: Value): Member {
  return () => value;
}

export function withheldAll(...keys: string[]): Members {
  return Object.fromEntries(keys.flatMap((list) => list.split(' ')).map((key) => [key, withheld]));
}
