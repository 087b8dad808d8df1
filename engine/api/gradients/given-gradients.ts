/** Functions of the user's for gradients, and what they give: tensors of the types of what they are the gradients of. */

import { callUser, DTypeError, GraphError, type Operation, refusePromise, type Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';

/** A gradient with respect to a tensor, or null where none flows. */
export type GivenGradient = TensorLike | null;

/** Operations whose gradient functions are being called, each inside the one before. */
const inHand: Operation[] = [];

/** Gradients of gradients go less deep. The names of what is made double in length with each. */
const mostInHand = 12;

/** Whether there were more: then all that are in hand are refused, also where one would ask again. */
let isEndless = false;

/**
 * Calls the gradient function of `op`, which may ask for other gradients.
 * @throws GraphError for one that comes to ask for its own without end, or that returns a promise
 */
export function callGradient<T>(op: Operation, maker: MakerOfGradients, gradient: () => T): T {
  isEndless ||= inHand.length === mostInHand;
  if (isEndless) {
    const [first] = inHand;
    throw new GraphError(
      `The gradient of operation '${first.name}' (op type: ${first.type}) asks for itself: ${mostInHand} gradient ` +
        'functions were called, each by tf.gradients in the one before.',
      first.describe(),
    );
  }
  inHand.push(op);
  try {
    return refusePromise(callUser(gradient), maker.name, maker.argument);
  } finally {
    inHand.pop();
    if (inHand.length === 0) isEndless = false;
  }
}

/** The function that a gradient function was given to, and the name that it was given with. */
export interface MakerOfGradients {
  readonly name: string;
  readonly argument?: string;
}

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
