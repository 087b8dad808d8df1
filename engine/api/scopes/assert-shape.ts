/** `tf.assertShape`. */

import { parseShape, ShapeError, type ShapeLike, Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';

/**
 * States what you know of a shape: the tensor has it from here on, and the graph cannot be built if it could not.
 * @throws ShapeError naming both shapes.
 */
export const assertShape = publicFunction(
  'assertShape(tensor: tensor, shape: shape)',
  <T extends TensorLike>(value: T, shape: ShapeLike): T extends Tensor ? T : Tensor => {
    const tensor = convertToTensor(value);
    const expected = parseShape(shape);
    if (!tensor.shape.isCompatibleWith(expected)) {
      throw new ShapeError(`${tensor} has shape ${tensor.shape}, not ${expected} as asserted.`, tensor.op.describe());
    }
    tensor.setShape(expected);
    return (value instanceof Tensor ? value : tensor) as never;
  },
);
