/** What is handed to the engine in the place of values that it has no use for, and comes back as it went. */

import { type HeapObject, type NativeCall, NativeFunction, type Value } from '../../values/index.ts';

/** What a conversion gives where it is not known what the engine would be given. */
export const cannot = Symbol('cannot');

/** A value that the engine only passes on: what a scope's body gives, what is put into a collection. */
export class Carried {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** In the place of a promise: what the engine knows one by. */
export class PromiseArgument {
  // biome-ignore lint/suspicious/noThenProperty: it is what makes it a promise.
  then(): void {}
  get [Symbol.toStringTag](): string {
    return 'Promise';
  }
}

/** In the place of something that no public function takes, such as a function where a tensor is expected. */
export class RefusedArgument {
  readonly #description: string;
  constructor(description: string) {
    this.#description = description;
  }
  toString(): string {
    return this.#description;
  }
}

/** A function of the engine: where the engine takes one, it gets the function itself. */
export class HostFunction extends NativeFunction {
  readonly host: unknown;

  constructor(prototype: HeapObject | null, name: string, host: unknown, call: NativeCall) {
    super(prototype, name, call);
    this.host = host;
  }
}
