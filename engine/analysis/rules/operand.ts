/** What a call was given, as rules and faults speak of it: shape, type, where it was written, where it came from. */

import { Variable } from '../../api/index.ts';
import { type DType, isKnown, Tensor, TensorShape } from '../../graph/index.ts';
import type { ts } from '../syntax.ts';
import { ArrayValue, DataValue, type Value } from '../values/index.ts';

export interface Operand {
  /** As the signature names it: `x`, `labels`. */
  readonly parameter: string | undefined;
  readonly value: Value;
  readonly expression: ts.Expression | undefined;
  /** Undefined for plain numbers and arrays. */
  readonly tensor: Tensor | undefined;
  readonly shape: TensorShape;
  /** Undefined for plain numbers, which take the other operand's type. */
  readonly dtype: DType | undefined;
}

export function operandOf(
  value: Value,
  expression: ts.Expression | undefined,
  parameter?: string | undefined,
): Operand | undefined {
  const tensor = tensorOf(value);
  if (tensor) return { parameter, value, expression, tensor, shape: tensor.shape, dtype: tensor.dtype };
  const shape = shapeOfData(value);
  if (!shape) return undefined;
  const dtype = value instanceof DataValue ? value.dtype : typeOfPlain(value);
  return { parameter, value, expression, tensor: undefined, shape, dtype };
}

/** The tensor that a value is, or that reads the variable it is. */
export function tensorOf(value: Value): Tensor | undefined {
  if (value instanceof Tensor) return value;
  return value instanceof Variable ? value.value() : undefined;
}

/** The shape of plain data, or undefined for what is none. */
export function shapeOfData(value: Value): TensorShape | undefined {
  if (value instanceof DataValue) return value.shape;
  if (['number', 'boolean', 'string', 'bigint'].includes(typeof value)) return TensorShape.scalar;
  if (!(value instanceof ArrayValue)) return undefined;
  const { list } = value;
  const first = list.items ? list.items[0] : list.element;
  if (list.items?.length === 0) return TensorShape.of(0);
  const inner = shapeOfData(first);
  return inner?.dims ? new TensorShape([value.length, ...inner.dims]) : undefined;
}

function typeOfPlain(value: Value): DType | undefined {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (!(value instanceof ArrayValue)) return undefined;
  const { list } = value;
  return typeOfPlain(list.items ? list.items[0] : list.element);
}

/** The size of an axis where it is a number. */
export function knownSize(shape: TensorShape, axis: number): number | undefined {
  const size = shape.dims?.at(axis);
  return size !== undefined && isKnown(size) ? size : undefined;
}
