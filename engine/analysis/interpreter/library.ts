/** What the interpreter is given beside the program: the language's own objects, and the module `tensorloom`. */

import type {
  CallSite,
  DataValue,
  HeapObject,
  HostObject,
  ListContents,
  Machine,
  PropertyKey,
  Prototypes,
  Value,
} from '../values/index.ts';

export interface Library {
  readonly prototypes: Prototypes;
  readonly globals: ReadonlyMap<string, Value>;
  /** The namespace of a package that is modelled, or undefined. */
  packageNamed(specifier: string): HeapObject | undefined;
  /** A property of data: `length`, `shape`, `map`. */
  memberOfData(data: DataValue, key: PropertyKey, machine: Machine, site: CallSite): Value;
  /** The items of what the language itself can iterate over, or undefined for other values. */
  iterate(value: Value, machine: Machine, site: CallSite): ListContents | undefined;
  readonly host: HostLibrary;
}

/** What is done with the engine's own objects. */
export interface HostLibrary {
  member(object: HostObject, key: PropertyKey, machine: Machine, site: CallSite): Value;
  setMember(object: HostObject, key: PropertyKey, value: Value, machine: Machine, site: CallSite): void;
  /** A value of which no more is known than that it is `a` or `b`, of which at least one is the engine's. */
  join(a: Value, b: Value, machine: Machine): Value;
  /** As `join`, where `a` is a value before a loop and `b` the one after a pass: must not refer to `b`'s operations. */
  widen(a: Value, b: Value, machine: Machine): Value;
  /** What `String(object)` is, or undefined. */
  text(object: HostObject): string | undefined;
  /** What an operator of JavaScript's does with it: a fault. */
  operator(object: HostObject, machine: Machine, site: CallSite): Value;
  /** A stand-in for a tensor of the given shape, of which nothing else is known: for `@shape` hints. */
  tensorLike(dtype: string, shape: readonly (number | string | null)[], name: string, machine: Machine): Value;
  /** Whether the value may have the shape; undefined where that is not known. */
  admitsShape(value: Value, shape: readonly (number | string | null)[]): boolean | undefined;
  /** Takes back what is added to any graph while `body` runs. */
  rehearse<T>(body: () => T): T;
}
