/** NdArray.prototype: what a fetch gives, and batches of data. */

import { isKnown, TensorShape } from '../../../graph/index.ts';
import {
  ArrayValue,
  DataValue,
  type ListContents,
  type Machine,
  SizeValue,
  unknown,
  unknownString,
  type Value,
} from '../../values/index.ts';
import { argument } from '../arguments.ts';
import { itemsOf } from '../array/this-list.ts';
import { iteratorOf } from '../iterator-of.ts';
import { mostItems } from '../limits.ts';
import { type Call, type MethodTable, rows } from '../method-table.ts';
import { elementOfData, firstAxis } from './elements.ts';

function onNdArray(method: (call: Call, data: DataValue) => Value) {
  return (call: Call): Value => (call.self instanceof DataValue ? method(call, call.self) : unknown);
}

export const ndArrayMethods = {
  at: onNdArray((_, data) => elementOfData(data)),
  toArray: onNdArray(({ machine }, data) => nested(data, machine)),
  copy: onNdArray((_, data) => new DataValue(data.dtype, data.shape, 'NdArray', data.meaning)),
  reshape: onNdArray((call, data) => new DataValue(data.dtype, shapeOf(argument(call, 0), call.machine))),
  ...rows(['toString', () => unknownString]),
  [Symbol.iterator]: onNdArray((call, data) => iteratorOf(call, firstAxis(data))),
} satisfies MethodTable;

/** The data as lists of lists. */
function nested(data: DataValue, machine: Machine): Value {
  const { dims } = data.shape;
  if (!dims) return unknown;
  const element = elementOfData(data);
  // Lists of their own as long as they are few: the program may change one of them.
  const build = (axis: number, lists: number): Value => {
    if (axis === dims.length) return element;
    const length = dims[axis];
    if (length === 0) return machine.array([]);
    if (axis < dims.length - 1 && isKnown(length) && lists * length <= mostItems) {
      return machine.array(Array.from({ length }, () => build(axis + 1, lists * length)));
    }
    return machine.list({ items: null, length, element: build(axis + 1, lists) });
  };
  return build(0, 1);
}

/** A shape that the program wrote as a list of numbers. */
function shapeOf(value: Value, machine: Machine): TensorShape {
  const list: ListContents = value instanceof ArrayValue ? value.list : itemsOf(value);
  const dims = list.items?.map((item) => (item instanceof SizeValue ? item.dim : machine.number(item)));
  if (!dims || dims.some((dim) => dim === undefined)) return TensorShape.unknown;
  return new TensorShape(dims as NonNullable<(typeof dims)[number]>[]);
}
