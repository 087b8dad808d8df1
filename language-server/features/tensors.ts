/** The engine's own objects among the values of a program, and how their types read. */

import { typeText, type Value } from '../../engine/analysis/index.ts';
import { Variable } from '../../engine/api/index.ts';
import { Operation, Tensor } from '../../engine/graph/index.ts';

/** What has an element type and a shape, and stands for one tensor. */
export type TensorValue = Tensor | Variable;

export function isTensorValue(value: Value): value is TensorValue {
  return value instanceof Tensor || value instanceof Variable;
}

/** `float32[batch, 784]`. */
export function tensorType({ dtype, shape }: TensorValue): string {
  return typeText(dtype, shape);
}

/** The operation that a value stands for. */
export function operationOf(value: Value): Operation | undefined {
  if (value instanceof Operation) return value;
  return isTensorValue(value) ? value.op : undefined;
}
