/** What is known of the elements of a dataset: a nest of arrays, in lists and records. */

import type { TensorShape } from '../../../graph/index.ts';
import {
  ArrayValue,
  DataValue,
  isPrimitive,
  type Machine,
  ObjectValue,
  unknown,
  type Value,
} from '../../values/index.ts';
import { deepestNest, manyVisits, plainDataOf, type Visits } from '../convert/plain-data.ts';

/** The element that the engine makes of what it is handed: data of any form as arrays, the rest as a nest of such. */
export function asElement(machine: Machine, value: Value, visits = manyVisits(), depth = 0): Value {
  const inner = (item: Value) => asElement(machine, item, visits, depth + 1);
  if (depth > deepestNest || visits.left-- <= 0) return unknown;
  if (value instanceof DataValue) return new DataValue(value.dtype, value.shape, 'NdArray', value.meaning);
  if (value instanceof ArrayValue && !isPlain(value, visits)) {
    return value.items ? machine.array(value.items.map(inner)) : unknown;
  }
  if (isRecord(value)) return mapRecord(machine, value, inner);
  const data = plainDataOf(value, visits);
  if (!data) return unknown;
  return new DataValue(data.dtype === 'number' ? 'float32' : data.dtype, data.shape);
}

/** A list, however deep, of nothing but plain values is one array. */
function isPlain({ list }: ArrayValue, visits: Visits, depth = 0): boolean {
  if (depth > deepestNest || visits.left-- <= 0) return false;
  const items = list.items ?? [list.element];
  return items.every((item) =>
    item instanceof ArrayValue ? isPlain(item, visits, depth + 1) : !(item instanceof DataValue) && isScalar(item),
  );
}

function isScalar(value: Value): boolean {
  return plainDataOf(value)?.shape.rank === 0;
}

/** `change` applied to every array of an element. */
export function mapElement(machine: Machine, element: Value, change: (leaf: Value) => Value, depth = 0): Value {
  machine.spend(1);
  if (depth > deepestNest) return unknown;
  if (element instanceof ArrayValue && element.items) {
    return machine.array(element.items.map((item) => mapElement(machine, item, change, depth + 1)));
  }
  if (isRecord(element)) return mapRecord(machine, element, (item) => mapElement(machine, item, change, depth + 1));
  return change(element);
}

function isRecord(value: Value): value is ObjectValue {
  return value instanceof ObjectValue && value.constructor === ObjectValue && !value.isOpen;
}

function mapRecord(machine: Machine, record: ObjectValue, change: (item: Value) => Value): Value {
  const keys = record.ownKeys.filter((key) => typeof key === 'string');
  return machine.object(keys.map((key) => [key, change(record.own(key) as Value)] as const));
}

/** The arrays of an element, depth first. */
export function leavesOf(machine: Machine, element: Value): Value[] {
  const leaves: Value[] = [];
  mapElement(machine, element, (leaf) => {
    leaves.push(leaf);
    return leaf;
  });
  return leaves;
}

export function withShape(leaf: Value, change: (shape: TensorShape) => TensorShape): Value {
  if (!(leaf instanceof DataValue)) return isPrimitive(leaf) ? leaf : unknown;
  return new DataValue(leaf.dtype, change(leaf.shape), 'NdArray', leaf.meaning);
}
