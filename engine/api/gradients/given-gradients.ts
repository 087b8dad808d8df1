/** What functions of the user's give for gradients: tensors of the types of what they are the gradients of. */

import { DTypeError, GraphError, type Operation, type Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';

/** A gradient with respect to a tensor, or null where none flows. */
export type GivenGradient = TensorLike | null;

/** @throws GraphError for another number of gradients than `inputs` has, or for undefined; DTypeError for another type. */
export function asGradients(
  given: readonly unknown[],
  inputs: readonly Tensor[],
  { maker, op }: { readonly maker: string; readonly op: Operation },
): (Tensor | null)[] {
  if (given.length !== inputs.length) {
    throw new GraphError(
      `Num gradients ${given.length} generated for op ${op.name} (op type: ${op.type}) do not match num inputs ` +
        `${inputs.length}: ${maker} must return one gradient for each, null where nothing flows back.`,
      op.describe(),
    );
  }
  return given.map((value, i) => {
    if (value === null) return null;
    if (value === undefined) {
      throw new GraphError(
        `${maker} returned undefined for a gradient of op ${op.name} (op type: ${op.type}): return a tensor, or null ` +
          'where nothing flows back.',
        op.describe(),
      );
    }
    const tensor = convertToTensor(value as TensorLike, { preferredDtype: inputs[i].dtype });
    if (tensor.dtype === inputs[i].dtype) return tensor;
    throw new DTypeError(
      `${maker} returned ${tensor} for ${inputs[i]}: a gradient has the type of what it is the gradient of.`,
      op.describe(),
    );
  });
}
