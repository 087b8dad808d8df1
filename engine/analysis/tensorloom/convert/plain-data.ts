/** What is known of data that the program hands over as values: numbers, nested lists, batches. */

import {
  type Dim,
  type DType,
  maxPartialElements,
  NdArray,
  type PartialValue,
  TensorShape,
} from '../../../graph/index.ts';
import { ArrayValue, DataValue, SizeValue, Unknown, type Value } from '../../values/index.ts';

/** Plain numbers have no type of their own: they take that of what stands beside them. */
export type DataType = DType | 'number';

export interface PlainData {
  readonly dtype: DataType;
  readonly shape: TensorShape;
  /** The elements, of small data made of whole numbers and sizes. */
  readonly value: PartialValue | undefined;
}

/** Lists nested deeper are no data; they may hold themselves. */
export const deepestNest = 32;

/** What may be looked at of one nest: parts that it holds many times over would take for ever. */
export interface Visits {
  left: number;
}
export const manyVisits = (): Visits => ({ left: 50_000 });

/** What is known of `value` as an array, or undefined where it is none, or not known to be one. */
export function plainDataOf(value: Value, visits = manyVisits(), depth = 0): PlainData | undefined {
  if (visits.left-- <= 0) return undefined;
  switch (typeof value) {
    case 'number':
      return scalar('number', Number.isSafeInteger(value) ? value : null);
    case 'boolean':
      return scalar('bool');
    case 'string':
      return scalar('string');
    case 'bigint':
      return scalar('int64', Number.isSafeInteger(Number(value)) ? Number(value) : null);
    default:
      break;
  }
  if (value instanceof DataValue) return { dtype: value.dtype, shape: value.shape, value: undefined };
  if (value instanceof SizeValue) return scalar('number', value.dim);
  if (value instanceof ArrayValue) return depth > deepestNest ? undefined : listData(value, visits, depth);
  if (value instanceof Unknown) return value.hint && byHint[value.hint];
  if (value instanceof NdArray) return { dtype: value.dtype, shape: new TensorShape(value.shape), value: undefined };
  return undefined;
}

function scalar(dtype: DataType, element: Dim | null = null): PlainData {
  return { dtype, shape: TensorShape.scalar, value: [element] };
}

const byHint: Partial<Record<string, PlainData>> = {
  number: scalar('number'),
  boolean: scalar('bool'),
  string: scalar('string'),
  bigint: scalar('int64'),
};

function listData({ list }: ArrayValue, visits: Visits, depth: number): PlainData | undefined {
  if (!list.items) {
    const element = plainDataOf(list.element, visits, depth + 1);
    return element && { dtype: leafType(element.dtype), shape: within(list.length, element.shape), value: undefined };
  }
  if (list.items.length === 0) return { dtype: 'number', shape: TensorShape.of(0), value: [] };
  let dtype: DataType | undefined;
  let shape = TensorShape.unknown;
  let elements: (Dim | null)[] | undefined = [];
  for (const item of list.items) {
    const part = plainDataOf(item, visits, depth + 1);
    const merged = part && shape.mergeWith(part.shape);
    if (!part || !merged) return undefined;
    // A list takes the type of its first element, as the engine reads it.
    dtype ??= leafType(part.dtype);
    shape = merged;
    if (elements && part.value && elements.length + part.value.length <= maxPartialElements) {
      elements.push(...part.value);
    } else elements = undefined;
  }
  return { dtype: dtype!, shape: within(list.items.length, shape), value: elements };
}

/** Numbers of an array inside a list are plain ones: the list has no type of its own. */
function leafType(dtype: DataType): DataType {
  return dtype === 'bool' || dtype === 'string' ? dtype : 'number';
}

function within(length: Dim, { dims }: TensorShape): TensorShape {
  return dims ? new TensorShape([length, ...dims]) : TensorShape.unknown;
}
