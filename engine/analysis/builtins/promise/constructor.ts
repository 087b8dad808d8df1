/** The global Promise. */

import {
  elementOf,
  type Journal,
  type ListContents,
  lengthOf,
  Mutable,
  type NativeFunction,
  type Prototypes,
  unknown,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument, callback } from '../arguments.ts';
import { unknownPromise } from '../kinds.ts';
import { type Call, constructorFunction, type MethodTable } from '../method-table.ts';
import { awaited, awaitedItems } from './settling.ts';

const pending = Symbol('pending');

/** What a promise was resolved with, as far as the program did that while it was made. */
class Resolution extends Mutable<Value | typeof pending> {
  #value: Value | typeof pending = pending;
  resolve(journal: Journal, value: Value): void {
    if (this.#value !== pending) return;
    journal.touch(this);
    this.#value = value;
  }
  get value(): Value {
    return this.#value === pending ? unknown : (this.#value as Value);
  }
  snapshot(): Value | typeof pending {
    return this.#value;
  }
  restore(value: Value | typeof pending): void {
    this.#value = value;
  }
  join(a: Value | typeof pending, b: Value | typeof pending, join: <V>(x: V, y: V) => V): Value {
    // Where one way leaves it open, something else resolves it, with whatever it likes.
    return a === pending || b === pending ? unknown : (join(a, b) as Value);
  }
  sameContents(a: Value | typeof pending, b: Value | typeof pending): boolean {
    return Object.is(a, b);
  }
  unknownContents(): Value {
    return unknown;
  }
}

/** The functions that a promise's maker is handed. */
function settlers({ machine }: Call): { resolution: Resolution; resolve: Value; reject: Value } {
  const resolution = new Resolution();
  const settle = (name: string, settledWith: (call: Call) => Value) =>
    machine.native(name, (call) => {
      resolution.resolve(call.machine.journal, settledWith(call));
      return undefined;
    });
  const resolve = settle('resolve', (call) => awaited(argument(call, 0)));
  // What waits for it goes no further; nothing is said of what follows.
  return { resolution, resolve, reject: settle('reject', () => unknown) };
}

function construct(call: Call): Value {
  const { machine, site } = call;
  const executor = callback(call, 0);
  const { resolution, resolve, reject } = settlers(call);
  machine.call(executor, undefined, [resolve, reject], site);
  const isSeenOutside = [resolve, reject].some((each) => machine.program.hasEscaped(each as object));
  return machine.promise(isSeenOutside ? unknown : resolution.value);
}

/** What each of the promises of an argument gives. */
function allOf(call: Call): ListContents {
  return awaitedItems(call.machine.iterate(argument(call, 0), call.site));
}

/** A promise that gives what one of several gives. */
function oneOf(call: Call): Value {
  const list = allOf(call);
  return lengthOf(list) === 0 ? unknownPromise : call.machine.promise(elementOf(list, call.machine.join));
}

function outcome({ machine }: Call, value: Value): Value {
  return machine.object([
    ['status', unknownString],
    ['value', value],
    ['reason', unknown],
  ]);
}

const statics = {
  resolve: (call) => call.machine.promise(awaited(argument(call, 0))),
  reject: () => unknownPromise,
  all: (call) => call.machine.promise(call.machine.list(allOf(call))),
  allSettled(call) {
    const list = allOf(call);
    const outcomes: ListContents = list.items
      ? { items: list.items.map((value) => outcome(call, value)) }
      : { ...list, element: outcome(call, list.element) };
    return call.machine.promise(call.machine.list(outcomes));
  },
  race: oneOf,
  any: oneOf,
  try(call) {
    const result = call.machine.call(callback(call, 0), undefined, call.args.slice(1), call.site, call.hasMore);
    return call.machine.promise(awaited(result));
  },
  withResolvers(call) {
    const { resolve, reject } = settlers(call);
    // Whoever holds the functions resolves it later.
    return call.machine.object([
      ['promise', unknownPromise],
      ['resolve', resolve],
      ['reject', reject],
    ]);
  },
} satisfies MethodTable;

export function promiseConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, { name: 'Promise', instances: prototypes.promise, construct, statics });
}
