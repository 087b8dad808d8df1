/** Methods of typed arrays, whose elements are never known: what matters is how many there are. */

import { addDims, type Dim, isKnown, multiplyDims } from '../../../graph/index.ts';
import {
  ArrayValue,
  type DataClass,
  DataValue,
  lengthOf,
  sizeValue,
  unknown,
  unknownNumber,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument, position } from '../arguments.ts';
import { forAnyItem, forEachItem } from '../array/each.ts';
import { iterating, visitor } from '../array/iterating.ts';
import { iterators } from '../array/prototype.ts';
import { searching } from '../array/searching.ts';
import { unknownObject } from '../kinds.ts';
import { type Call, type MethodTable, rows } from '../method-table.ts';
import { lengthOfSlice, someSize } from '../sizes.ts';
import { firstAxis, ofLength, sizeOfData } from './elements.ts';

export const bytesPerElement = {
  Float32Array: 4,
  Float64Array: 8,
  Int32Array: 4,
  BigInt64Array: 8,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
} as const satisfies Record<Exclude<DataClass, 'NdArray'>, number>;

/** `this`, where it is a typed array; a method called on anything else is unknown. */
function onData(method: (call: Call, data: DataValue) => Value) {
  return (call: Call): Value => (call.self instanceof DataValue ? method(call, call.self) : unknown);
}

function part(call: Call, data: DataValue): Value {
  const { machine } = call;
  const begin = position(argument(call, 0), 0, machine);
  const end = position(argument(call, 1), Infinity, machine);
  return ofLength(data, lengthOfSlice(sizeOfData(data), begin, end));
}

const itself = onData((_, data) => data);
const copy = onData((_, data) => ofLength(data, sizeOfData(data)));

/** The order that the program gives a sort is called, for what it does. */
function callOrder(call: Call, data: DataValue): void {
  const compare = argument(call, 0);
  if (compare === undefined) return;
  forAnyItem(call, firstAxis(data), (item) => call.machine.call(compare, undefined, [item, item], call.site));
}

const { forEach, reduce, reduceRight } = iterating;
const { find, findIndex, findLast, findLastIndex, some, every, indexOf, includes, lastIndexOf, at } = searching;

export const typedArrayMethods = {
  ...{ forEach, reduce, reduceRight },
  ...{ find, findIndex, findLast, findLastIndex, some, every, indexOf, includes, lastIndexOf, at },
  ...iterators,

  map: onData((call, data) => {
    forEachItem(call, firstAxis(data), visitor(call));
    // What the elements mean may be another thing now.
    return new DataValue(data.dtype, ofLength(data, sizeOfData(data)).shape, data.className);
  }),
  filter: onData((call, data) => {
    forEachItem(call, firstAxis(data), visitor(call));
    return ofLength(data, someSize());
  }),

  slice: onData(part),
  subarray: onData(part),

  fill: itself,
  reverse: itself,
  copyWithin: itself,
  sort: onData((call, data) => {
    callOrder(call, data);
    return data;
  }),
  toReversed: copy,
  toSorted: onData((call, data) => {
    callOrder(call, data);
    return ofLength(data, sizeOfData(data));
  }),
  with: copy,

  set: onData((call, data) => {
    const { machine, site } = call;
    const source = argument(call, 0);
    const offset = position(argument(call, 1), 0, machine);
    const added =
      source instanceof DataValue
        ? sizeOfData(source)
        : source instanceof ArrayValue
          ? lengthOf(source.list)
          : undefined;
    const size = sizeOfData(data);
    if (added !== undefined && offset !== undefined && overflows(addDims(added, offset), size)) {
      machine.throwError('RangeError', 'offset is out of bounds', site);
    }
    return undefined;
  }),

  join: () => unknownString,
  ...rows(['toString', () => unknownString], ['toLocaleString', () => unknownString]),
} satisfies MethodTable;

function overflows(needed: Dim, size: Dim): boolean {
  return isKnown(needed) && isKnown(size) && needed > size;
}

export const typedArrayGetters = {
  buffer: () => unknownObject,
  byteOffset: () => unknownNumber,
  byteLength: onData((_, data) => {
    if (data.className === 'NdArray') return unknown;
    return sizeValue(multiplyDims(sizeOfData(data), bytesPerElement[data.className]));
  }),
} satisfies MethodTable;
