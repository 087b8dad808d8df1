/** Methods that change their array. */

import { addDims, isKnown, subtractDims } from '../../../graph/index.ts';
import {
  ArrayValue,
  elementOf,
  type ListContents,
  lengthOf,
  listOfUnknownLength,
  type Machine,
  sizeValue,
  unknown,
  unknownNumber,
  type Value,
} from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { arrayOf, contentsOf } from '../holes.ts';
import { blurred, concatenated, isEmpty, listOf } from '../lists.ts';
import type { Call, MethodTable } from '../method-table.ts';
import { atLeastZero, lengthOfSlice } from '../sizes.ts';

/** `this` where it is an array of the program; what is not known to be one may be changed in any way. */
export function ownArray({ machine, self }: Call): ArrayValue | undefined {
  if (self instanceof ArrayValue) return self;
  machine.escape(self);
  return undefined;
}

/** A method that replaces the contents of its array, and answers for what became of it. */
function changing(
  change: (call: Call, list: ListContents) => { readonly list: ListContents; readonly result: Value },
  otherwise: Value = unknown,
) {
  return (call: Call): Value => {
    const array = ownArray(call);
    if (!array) return otherwise;
    const { list, result } = change(call, array.list);
    if (list !== array.list) array.setList(call.machine.journal, list);
    return result;
  };
}

/** The arguments as a list: of unknown length where one of unknown length was spread, whose element is among them. */
export function given({ args, hasMore, machine }: Call, from = 0): ListContents {
  return hasMore ? listOfUnknownLength(elementOf({ items: args }, machine.join)) : { items: args.slice(from) };
}

function appended(parts: readonly ListContents[], machine: Machine) {
  const list = concatenated(parts, machine);
  return { list, result: sizeValue(lengthOf(list)) };
}

/** Takes one item from an end. */
function taken(call: Call, list: ListContents, atEnd: boolean) {
  const { machine } = call;
  if (isEmpty(list)) return { list, result: undefined };
  if (list.items) {
    const array = arrayOf(list);
    const result = atEnd ? array.pop() : array.shift();
    return { list: contentsOf(array, machine), result };
  }
  return { list: blurred(list, machine, atLeastZero(subtractDims(list.length, 1))), result: list.element };
}

export const mutating = {
  push: changing((call, list) => appended([list, given(call)], call.machine), unknownNumber),
  unshift: changing((call, list) => appended([given(call), list], call.machine), unknownNumber),
  pop: changing((call, list) => taken(call, list, true)),
  shift: changing((call, list) => taken(call, list, false)),

  splice: changing((call, list) => spliced(call, list)),

  reverse: changing((call, list) => ({ list: reversed(list, call.machine), result: call.self })),

  fill: changing((call, list) => ({ list: filled(call, list), result: call.self })),

  copyWithin: changing((call, list) => {
    const [target, start, end] = [0, 1, 2].map((i) =>
      position(argument(call, i), i === 2 ? Infinity : 0, call.machine),
    );
    const areKnown = [target, start, end].every((each) => each !== undefined && isKnown(each));
    if (!list.items || !areKnown) return { list: blurred(list, call.machine), result: call.self };
    const array = arrayOf(list).copyWithin(target as number, start as number, end as number);
    return { list: contentsOf(array, call.machine), result: call.self };
  }),
} satisfies MethodTable;

export function reversed(list: ListContents, machine: Machine): ListContents {
  return list.items ? contentsOf(arrayOf(list).reverse(), machine) : list;
}

/** What is left after `splice` and what it took out, as its result. */
export function spliced(call: Call, list: ListContents) {
  const { machine, args, hasMore } = call;
  const length = lengthOf(list);
  const start = position(argument(call, 0), 0, machine);
  const deleted = args.length === 1 && !hasMore ? Infinity : position(argument(call, 1), 0, machine);
  if (list.items && !hasMore && start !== undefined && isKnown(start) && deleted !== undefined && isKnown(deleted)) {
    const array = arrayOf(list);
    const out = args.length === 0 ? [] : array.splice(start, deleted, ...args.slice(2));
    return { list: contentsOf(array, machine), result: machine.list(contentsOf(out, machine)) };
  }
  const added = given(call, 2);
  const all = concatenated([list, added], machine);
  const element = elementOf(all, machine.join);
  const isPlainEnd = !hasMore && start !== undefined && isKnown(start) && start >= 0 && deleted === Infinity;
  const outLength = isPlainEnd ? lengthOfSlice(length, start, Infinity) : undefined;
  const out =
    outLength === undefined ? listOfUnknownLength(elementOf(list, machine.join)) : blurred(list, machine, outLength);
  const left = isEmpty(all) ? all : listOfUnknownLength(element);
  const rest =
    outLength !== undefined && isKnown(outLength) && isKnown(length)
      ? blurred(all, machine, addDims(length - outLength, lengthOf(added)))
      : left;
  return { list: rest, result: machine.list(out) };
}

export function filled(call: Call, list: ListContents): ListContents {
  const { machine } = call;
  const value = argument(call, 0);
  const start = position(argument(call, 1), 0, machine);
  const end = position(argument(call, 2), Infinity, machine);
  if (start === 0 && end === Infinity) {
    if (!list.items) return { items: null, length: list.length, element: value };
    return listOf(
      list.items.map(() => value),
      machine,
    );
  }
  if (list.items && start !== undefined && end !== undefined && isKnown(start) && isKnown(end)) {
    return contentsOf(arrayOf(list).fill(value, start, end), machine);
  }
  return isEmpty(list)
    ? list
    : { items: null, length: lengthOf(list), element: machine.join(elementOf(list, machine.join), value) };
}
