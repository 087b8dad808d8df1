/** Axis operands: negative ones count from the end. */

import { type Dim, isKnown, type Tensor } from '../../graph/index.ts';
import type { InferenceContext, InferredInput } from '../registry/index.ts';

/** `axis` counted from the front. Ends inference with a fault where it is outside [-rank, rank). */
export function resolveAxis(c: InferenceContext, axis: number, rank: number): number {
  if (axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  return c.fail(
    'axis',
    `Dimension ${axis} must be in the range [${-rank}, ${rank}), where ${rank} is the number of dimensions in the input`,
  );
}

/** An axis already checked, counted from the front. */
export function wrapAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The value of a one-element operand, where it is known as a number. */
export function knownScalar(input: Pick<InferredInput, 'value'>): number | undefined {
  const element = input.value?.[0];
  return element !== null && element !== undefined && isKnown(element) ? element : undefined;
}

/** The value of a one-element operand of a node, where the graph says it. */
export function staticScalar(tensor: Tensor): number | undefined {
  return knownScalar({ value: tensor.partialValue });
}

/** `dims` with `inserted` put before `axis`. */
export function withAxis<T>(dims: readonly T[], axis: number, ...inserted: T[]): T[] {
  return [...dims.slice(0, axis), ...inserted, ...dims.slice(axis)];
}

/** `dims` without `axis`. */
export function withoutAxis<T>(dims: readonly T[], axis: number): T[] {
  return dims.filter((_, index) => index !== axis);
}

/** What is known of a size that has to be both; ends inference with a fault where it cannot. */
export function commonDim(c: InferenceContext, a: Dim, b: Dim, describe: () => string): Dim {
  if (isKnown(a) && isKnown(b) && a !== b) c.fail('dimension', describe());
  return isKnown(a) ? a : b;
}
