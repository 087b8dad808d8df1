/** `tf.assertShape`. */

import { parseShape, ShapeError, type ShapeLike, type Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf, RankOfShape } from '../static-types.ts';

/**
 * States what you know of a shape: the tensor has it from here on, and the graph cannot be built if it could not.
 * @throws ShapeError naming both shapes.
 */
export const assertShape = publicFunction(
  'assertShape(tensor: tensor, shape: shape)',
  <X extends TensorLike, const S extends ShapeLike>(
    tensor: X,
    shape: S,
  ): Tensor<DTypeOf<X>, RankOf<X> & RankOfShape<S>> => {
    const checked = convertToTensor(tensor);
    const expected = parseShape(shape);
    if (!checked.shape.isCompatibleWith(expected)) {
      throw new ShapeError(
        `${checked} has shape ${checked.shape}, not ${expected} as asserted.`,
        checked.op.describe(),
      );
    }
    checked.setShape(expected);
    return checked as never;
  },
);
