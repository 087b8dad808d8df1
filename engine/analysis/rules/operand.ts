/** What a call was given, as rules and faults speak of it: shape, type, where it was written, where it came from. */

import { Variable } from '../../api/index.ts';
import { type DType, isKnown, Tensor, type TensorShape } from '../../graph/index.ts';
import type { ts } from '../syntax.ts';
import { plainDataOf } from '../tensorloom/convert/plain-data.ts';
import type { Value } from '../values/index.ts';

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
  const data = plainDataOf(value);
  if (!data) return undefined;
  const dtype = data.dtype === 'number' ? undefined : data.dtype;
  return { parameter, value, expression, tensor: undefined, shape: data.shape, dtype };
}

/** The tensor that a value is, or that reads the variable it is. */
export function tensorOf(value: Value): Tensor | undefined {
  if (value instanceof Tensor) return value;
  return value instanceof Variable ? value.value() : undefined;
}

/** The size of an axis where it is a number. */
export function knownSize(shape: TensorShape, axis: number): number | undefined {
  const size = shape.dims?.at(axis);
  return size !== undefined && isKnown(size) ? size : undefined;
}
