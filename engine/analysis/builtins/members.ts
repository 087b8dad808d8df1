/** Properties of data, and what the language can iterate over: what the interpreter asks of its library. */

import { type DType, isKnown } from '../../graph/index.ts';
import {
  Accessor,
  ArrayValue,
  type CallSite,
  CollectionValue,
  type DataClass,
  DataValue,
  type HeapObject,
  type ListContents,
  listOfUnknownLength,
  type Machine,
  type PropertyKey,
  sizeValue,
  unknownNumber,
  type Value,
} from '../values/index.ts';
import { keysOf, pairsOf } from './collections/entries.ts';
import { elementOfData, firstAxis, sizeOfData } from './data/elements.ts';
import { typedArrayOf } from './data/typed-arrays.ts';
import { charactersOf } from './string/constructor.ts';

/** A property of a typed array or NdArray. */
export function memberOfData(data: DataValue, key: PropertyKey, machine: Machine, site: CallSite): Value {
  const own = typeof key === 'string' ? ownMember(data, key, machine) : undefined;
  if (own) return own.value;
  for (let at: HeapObject | null = machine.prototypes.data[data.className]; at; at = at.prototype) {
    if (!at.hasOwn(key)) continue;
    const slot = at.own(key);
    return slot instanceof Accessor ? machine.call(slot.get, data, [], site) : (slot as Value);
  }
  return undefined;
}

function ownMember(data: DataValue, key: string, machine: Machine): { readonly value: Value } | undefined {
  if (data.className === 'NdArray') {
    const part = partsOfNdArray.get(key);
    return part && { value: part(data, machine) };
  }
  if (key === 'length') return { value: sizeValue(sizeOfData(data)) };
  if (!/^\d+$/.test(key)) return undefined;
  const size = sizeOfData(data);
  return { value: isKnown(size) && Number(key) >= size ? undefined : elementOfData(data) };
}

const partsOfNdArray = new Map<string, (data: DataValue, machine: Machine) => Value>([
  [
    'shape',
    ({ shape }, machine) =>
      machine.list(shape.dims ? { items: shape.dims.map(sizeValue) } : listOfUnknownLength(unknownNumber)),
  ],
  ['dtype', ({ dtype }) => dtype],
  ['size', (data) => sizeValue(sizeOfData(data))],
  ['rank', ({ shape }) => shape.rank ?? unknownNumber],
  ['data', elementsOf],
]);

/** All elements of an NdArray, in one list. */
function elementsOf(data: DataValue, machine: Machine): Value {
  const size = sizeOfData(data);
  const className = arrayOf[data.dtype];
  if (className) return typedArrayOf(className, size);
  return machine.list(size === 0 ? { items: [] } : { items: null, length: size, element: elementOfData(data) });
}

/** The typed array that holds an NdArray's elements. */
const arrayOf: Readonly<Record<DType, Exclude<DataClass, 'NdArray'> | undefined>> = {
  float32: 'Float32Array',
  float64: 'Float64Array',
  int32: 'Int32Array',
  int64: 'BigInt64Array',
  uint8: 'Uint8Array',
  bool: 'Uint8Array',
  string: undefined,
  resource: undefined,
};

/** The items of what the language itself can iterate over; undefined for other values. */
export function iterate(value: Value, machine: Machine): ListContents | undefined {
  if (value instanceof ArrayValue) return value.list;
  if (typeof value === 'string') return charactersOf(value);
  if (value instanceof DataValue) return firstAxis(value);
  if (value instanceof CollectionValue) {
    return value.kind === 'Map' ? pairsOf({ machine }, value.entries) : keysOf(value.entries);
  }
  return undefined;
}
