/** Whether a layer trains: known before a run, or said by a tensor in each. */

import type { Tensor } from '../../graph/index.ts';
import { where } from '../array/select.ts';
import { asTensor, type TensorLike } from '../convert.ts';

/** true, false, or a bool tensor of rank 0. */
export type Training = TensorLike;

/** The value where it is known. */
export function knownTraining(training: Training): boolean | undefined {
  return asTensor(training) ? undefined : Boolean(training);
}

/** One of two tensors of one shape. Where only a run tells which, both are computed. */
export function whenTraining(training: Training, yes: () => Tensor, no: () => Tensor): Tensor {
  const known = knownTraining(training);
  if (known !== undefined) return known ? yes() : no();
  const [x, y] = [yes(), no()];
  return where(training, x, y);
}
