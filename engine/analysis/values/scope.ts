/** Variables of the analysed program. */

import { type JoinValues, type Journal, Mutable } from './journal.ts';
import { unknown, type Value } from './value.ts';

/** What a variable holds before its declaration is reached. */
export const uninitialised = Symbol('uninitialised');

export class Binding extends Mutable<Value | typeof uninitialised> {
  #value: Value | typeof uninitialised;
  readonly isConstant: boolean;

  constructor(value: Value | typeof uninitialised, isConstant = false) {
    super();
    this.#value = value;
    this.isConstant = isConstant;
  }
  get value(): Value | typeof uninitialised {
    return this.#value;
  }
  assign(journal: Journal, value: Value): void {
    journal.touch(this);
    this.#value = value;
  }

  snapshot(): Value | typeof uninitialised {
    return this.#value;
  }
  restore(contents: Value | typeof uninitialised): void {
    this.#value = contents;
  }
  join(
    a: Value | typeof uninitialised,
    b: Value | typeof uninitialised,
    join: JoinValues,
  ): Value | typeof uninitialised {
    if (a === uninitialised) return b;
    return b === uninitialised ? a : join(a, b);
  }
  sameContents(a: Value | typeof uninitialised, b: Value | typeof uninitialised): boolean {
    return Object.is(a, b);
  }
  unknownContents(): Value {
    return unknown;
  }
}

export class Scope {
  readonly parent: Scope | undefined;
  /** Many scopes declare nothing. */
  #bindings: Map<string, Binding> | undefined;

  constructor(parent?: Scope) {
    this.parent = parent;
  }
  declare(name: string, binding: Binding): Binding {
    this.#bindings ??= new Map();
    this.#bindings.set(name, binding);
    return binding;
  }
  own(name: string): Binding | undefined {
    return this.#bindings?.get(name);
  }
  find(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.#bindings?.get(name);
      if (found) return found;
    }
    return undefined;
  }
  get names(): Iterable<string> {
    return this.#bindings?.keys() ?? [];
  }
}
