/** The axes an operation reduces over: checked, made non-negative, and turned into output shapes. */

import { type Dim, isKnown, type PartialValue, TensorShape } from '../../graph/index.ts';
import type { InferenceContext } from '../registry/index.ts';

/** Non-negative axes, or undefined if they or the rank are not known. Fails for axes that are not there. */
export function knownAxes(
  c: InferenceContext,
  axes: PartialValue | undefined,
  rank: number | null,
): readonly number[] | undefined {
  if (!axes || rank === null || !axes.every((axis) => axis !== null && isKnown(axis))) return undefined;
  const resolved = (axes as readonly number[]).map((axis) => {
    if (axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
    return c.fail('axis', `Invalid reduction dimension ${axis} for input with ${rank} dimensions`);
  });
  resolved.forEach((axis, index) => {
    if (resolved.indexOf(axis) !== index) {
      c.fail('axis', `Invalid reduction arguments: Axes contains duplicate dimension: ${axis}`);
    }
  });
  return resolved;
}

/** The shape without `axes`; with `keepDims` they stay as size 1. Undefined axes: any of them may go. */
export function reducedShape(
  c: InferenceContext,
  shape: TensorShape,
  axes: readonly number[] | undefined,
  keepDims: boolean,
): TensorShape {
  const { dims } = shape;
  if (!dims) return TensorShape.unknown;
  if (!axes) return keepDims ? new TensorShape(dims.map((_, axis) => c.fresh(axis))) : TensorShape.unknown;
  if (keepDims) return new TensorShape(dims.map((dim, axis): Dim => (axes.includes(axis) ? 1 : dim)));
  return new TensorShape(dims.filter((_, axis) => !axes.includes(axis)));
}

/** Axes of a plan: numbers, possibly negative, that inference has checked. */
export function resolveAxes(axes: readonly number[], rank: number): number[] {
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}
