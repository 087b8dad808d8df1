/** Iterators: what generators give, and the methods of arrays and maps that do not make a list. */

import {
  elementOf,
  IteratorValue,
  lengthOf,
  listOfUnknownLength,
  type NativeFunction,
  type Prototypes,
  unknown,
  unknownBoolean,
  type Value,
} from '../values/index.ts';
import { argument } from './arguments.ts';
import { itemsFrom } from './array/constructor.ts';
import { sliced } from './array/copying.ts';
import { iterating } from './array/iterating.ts';
import { searching } from './array/searching.ts';
import { itemsOf } from './array/this-list.ts';
import { iteratorOf } from './iterator-of.ts';
import { type Call, constructorFunction, type MethodTable } from './method-table.ts';

/** A method of arrays that makes a list, as the method that makes an iterator. */
function lazily(method: (call: Call) => Value) {
  return (call: Call): Value => iteratorOf(call, itemsOf(method(call)));
}

const { forEach, reduce, map, filter } = iterating;
const { some, every, find } = searching;

export const iteratorMethods = {
  [Symbol.iterator]: ({ self }) => self,
  [Symbol.asyncIterator]: ({ self }) => self,
  next({ machine, self }) {
    const items = self instanceof IteratorValue ? self.items : itemsOf(self);
    if (self instanceof IteratorValue) self.take(machine.journal);
    const value = lengthOf(items) === 0 ? undefined : elementOf(items, machine.join);
    const done = lengthOf(items) === 0 ? true : unknownBoolean;
    return machine.object([
      ['value', value],
      ['done', done],
    ]);
  },
  return: (call) =>
    call.machine.object([
      ['value', argument(call, 0)],
      ['done', true],
    ]),
  throw: (call) => call.machine.throw(argument(call, 0)),

  ...{ forEach, reduce, some, every, find },
  toArray: ({ machine, self }) => machine.list(itemsOf(self)),
  map: lazily(map),
  filter: lazily(filter),
  flatMap: (call) => {
    map(call);
    return iteratorOf(call, listOfUnknownLength());
  },
  take: (call) => iteratorOf(call, sliced(itemsOf(call.self), 0, argument(call, 0), call.machine)),
  drop: (call) => iteratorOf(call, sliced(itemsOf(call.self), argument(call, 0), undefined, call.machine)),
} satisfies MethodTable;

export function iteratorConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Iterator',
    instances: prototypes.iterator,
    construct: () => unknown,
    statics: { from: (call) => iteratorOf(call, itemsFrom(call, argument(call, 0))) },
  });
}
