/** One reduction as TensorFlow's wrappers build it, with its axes. */

import { Tensor } from '../../graph/index.ts';
import { int32Vector } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { rank } from '../array/shape.ts';
import type { TensorLike } from '../convert.ts';
import { range } from './sequence.ts';

/** @param axis - null or undefined: all of them. */
export function reduce(
  type: string,
  input: TensorLike,
  axis: TensorLike | null | undefined,
  keepDims = false,
  name?: string,
): Tensor {
  const axes = axis ?? allAxes(input);
  const output = apply(type, [input, axes], { keep_dims: keepDims }, { name });
  if ((axis === null || axis === undefined) && !keepDims) output.setShape([]);
  return output;
}

/** A constant for a tensor of known rank; for everything else (a list, a variable) `range(0, rank)`. */
function allAxes(input: TensorLike): Tensor {
  if (input instanceof Tensor && input.shape.rank !== null) {
    return int32Vector(Array.from({ length: input.shape.rank }, (_, axis) => axis));
  }
  return range(0, rank(input));
}
