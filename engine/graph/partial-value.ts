/**
 * Elements known before a run, of small integer tensors: row-major, null where one is not known, symbolic where it is a
 * size. `tf.shape(x)` of a `[batch, 784]` tensor has the partial value `[batch, 784]`, so reshapes and slices made from
 * it keep their static shapes.
 */

import { type Dim, isKnown } from './dimension.ts';
import { TensorShape } from './shape.ts';

export type PartialValue = readonly (Dim | null)[];

/** Larger tensors carry no partial value: they are data, not shapes. */
export const maxPartialElements = 64;

/** All elements as numbers, or undefined if any is not known. */
export function fullyKnown(value: PartialValue | undefined): readonly number[] | undefined {
  return value?.every((element) => element !== null && isKnown(element)) ? (value as readonly number[]) : undefined;
}

/** The shape that a shape-valued tensor stands for; `fresh(axis)` names a size of which nothing is known. */
export function shapeFromValue(value: PartialValue, fresh: (axis: number) => Dim): TensorShape {
  return new TensorShape(value.map((dim, axis) => dim ?? fresh(axis)));
}
