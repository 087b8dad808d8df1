/** What loops and branches hand on: tensors, and for a `TensorArray` its flow. */

import type { DType, Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { TensorArray } from './tensor-array.ts';

/** The tensor that is handed on for a value. */
export function toTensor(value: unknown, preferredDtype?: DType): Tensor {
  return value instanceof TensorArray ? value.flow : convertToTensor(value as TensorLike, { preferredDtype });
}

/** What was handed on, as what each was given as. */
export function likeGiven(given: readonly unknown[], tensors: readonly Tensor[]): unknown[] {
  return tensors.map((tensor, i) => {
    const original = given[i];
    return original instanceof TensorArray ? original.withFlow(tensor) : tensor;
  });
}
