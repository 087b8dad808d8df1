/** The global Array. */

import {
  ArrayValue,
  HeapObject,
  isUnknown,
  type ListContents,
  listOfUnknownLength,
  type NativeFunction,
  type Prototypes,
  SizeValue,
  unknownBoolean,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { allHoles, emptyPlaces, withoutHoles } from '../holes.ts';
import { kindOf } from '../kinds.ts';
import { type Call, constructorFunction, type MethodTable } from '../method-table.ts';
import { awaitedItems } from '../promise/settling.ts';
import { mapped } from './each.ts';
import { given } from './mutating.ts';
import { itemsOf } from './this-list.ts';

/** `Array(3)`, `Array(1, 2, 3)`. */
function construct(call: Call): Value {
  const { machine, args, hasMore, site } = call;
  if (hasMore) return machine.list(given(call));
  if (args.length !== 1) return machine.array(args);
  const [length] = args;
  if (length instanceof SizeValue) {
    return machine.list(allHoles({ items: null, length: length.dim, element: undefined }));
  }
  if (isUnknown(length)) {
    if (length.hint === 'number') return machine.list(allHoles(listOfUnknownLength(undefined)));
    return kindOf(length) === undefined ? machine.list(listOfUnknownLength()) : machine.array([length]);
  }
  if (typeof length !== 'number') return machine.array([length]);
  if (length < 0 || length >= 2 ** 32 || !Number.isInteger(length)) {
    machine.throwError('RangeError', 'Invalid array length', site);
  }
  return machine.list(emptyPlaces(length));
}

/** The items of anything that `Array.from` takes: what is iterable, or has a length. */
export function itemsFrom(call: Call, value: Value): ListContents {
  const { machine, site } = call;
  if (value === undefined || value === null) {
    machine.throwError('TypeError', `${value} is not iterable`, site);
  }
  if (value instanceof ArrayValue) return value.list;
  if (!(value instanceof HeapObject)) return machine.iterate(value, site);
  const isIterable = machine.get(value, Symbol.iterator, site);
  if (isIterable === undefined || (isUnknown(isIterable) && value.own('length') !== undefined)) {
    return withoutHoles(itemsOf(value));
  }
  return machine.iterate(value, site);
}

/** `from` of arrays and typed arrays: the items, through the function where one is given. */
export function itemsOfFrom(call: Call): ListContents {
  const { machine, site } = call;
  const list = itemsFrom(call, argument(call, 0));
  const visit = argument(call, 1);
  if (visit === undefined) return withoutHoles(list);
  const receiver = argument(call, 2);
  return mapped({ ...call, self: undefined }, withoutHoles(list), (item, index) =>
    machine.call(visit, receiver, [item, index], site),
  );
}

const statics = {
  from: (call) => call.machine.list(itemsOfFrom(call)),
  fromAsync: (call) => call.machine.promise(call.machine.list(awaitedItems(itemsOfFrom(call)))),
  of: (call) => call.machine.list(given(call)),
  isArray(call) {
    const value = argument(call, 0);
    if (value instanceof ArrayValue) return true;
    return isUnknown(value) && (kindOf(value) ?? 'object') === 'object' ? unknownBoolean : false;
  },
} satisfies MethodTable;

export function arrayConstructor(prototypes: Prototypes): NativeFunction {
  return constructorFunction(prototypes, {
    name: 'Array',
    instances: prototypes.array,
    call: construct,
    construct,
    statics,
  });
}
