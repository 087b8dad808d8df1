/** Operands that stand for a shape. */

import { isKnown, shapeFromValue, TensorShape } from '../../graph/index.ts';
import type { InferenceContext, InferredInput } from '../registry/index.ts';

/** The shape that a shape operand stands for, as far as it is known. */
export function shapeOperand(
  c: InferenceContext,
  { value, shape }: Pick<InferredInput, 'value' | 'shape'>,
): TensorShape {
  if (shape.rank !== null && shape.rank !== 1) c.fail('rank', `Shape must be rank 1 but is rank ${shape.rank}`);
  const negative = value?.find((dim) => typeof dim === 'number' && dim < 0);
  if (negative !== undefined) c.fail('value', `Dimension ${negative} must be >= 0`);
  if (value) return shapeFromValue(value, (axis) => c.fresh(axis));
  const rank = shape.dims?.[0];
  if (rank === undefined || !isKnown(rank)) return TensorShape.unknown;
  return new TensorShape(Array.from({ length: rank }, (_, axis) => c.fresh(axis)));
}
