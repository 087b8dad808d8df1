/** What layers do with their results. */

import { callUser, type Tensor } from '../../graph/index.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';

/** A function of a tensor, such as `tf.nn.relu`; null: nothing. */
export type Activation = ((x: Tensor) => TensorLike) | null;

export function activate(activation: Activation | undefined, x: Tensor): Tensor {
  return activation ? convertToTensor(callUser(() => activation(x))) : x;
}
