/** NumPy's broadcasting on static shapes: the inference that binary elementwise operations share. */

import { type Dim, dimsEqual, dimsMayBeEqual, isKnown, TensorShape } from '../../graph/index.ts';
import type { InferenceContext, InferenceRule } from '../registry/index.ts';

/**
 * The common shape of two operands. Trailing axes align; a missing axis counts as size 1.
 * A size above 1 beside a symbol is the result, since the symbol can only be it or 1.
 */
export function broadcastShapes(c: InferenceContext, a: TensorShape, b: TensorShape): TensorShape {
  if (!a.dims || !b.dims) return TensorShape.unknown;
  const rank = Math.max(a.dims.length, b.dims.length);
  const dims: Dim[] = [];
  for (let axis = 0; axis < rank; axis++) {
    dims.push(broadcastDims(c, sizeAt(a.dims, axis - rank), sizeAt(b.dims, axis - rank), axis));
  }
  return new TensorShape(dims);
}

/** The size at an axis counted from the end, which is −1. */
function sizeAt(dims: readonly Dim[], axis: number): Dim {
  return -axis > dims.length ? 1 : dims[dims.length + axis];
}

/** Inference of an elementwise operation of any number of operands, all broadcast together. */
export const broadcastInference: InferenceRule = (c) => [
  c.inputs.map((input) => input.shape).reduce((a, b) => broadcastShapes(c, a, b)),
];

function broadcastDims(c: InferenceContext, a: Dim, b: Dim, axis: number): Dim {
  if (dimsEqual(a, b) || b === 1) return a;
  if (a === 1) return b;
  const aStretches = dimsMayBeEqual(a, 1);
  const bStretches = dimsMayBeEqual(b, 1);
  if (!aStretches && !bStretches && !dimsMayBeEqual(a, b)) {
    c.fail('dimension', `Dimensions must be equal, but are ${a} and ${b}`);
  }
  if (isKnown(a) || !aStretches) return a;
  if (isKnown(b) || !bStretches) return b;
  return c.fresh(axis);
}
