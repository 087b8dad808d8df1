/** The gradient of what puts numbers where maxima were found, or takes them from there. */

import type { Operation, Tensor } from '../../graph/index.ts';
import { shapeTensor } from '../array/integers.ts';
import { scalarTensor } from '../constant.ts';
import { attributesOf, op } from '../registry/index.ts';

/**
 * Nothing flows to what the maxima were taken of, nor to the maxima: zeros, as in TensorFlow.
 * @param type - Of the operation that goes the other way.
 */
export function throughMaxima(node: Operation, type: string, gradient: Tensor): Tensor[] {
  const [input, pooled] = node.inputs;
  return [zerosLike(input), zerosLike(pooled), op(type, [input, pooled, gradient], attributesOf(node))];
}

/** By the shape alone: the numbers need not be there. */
function zerosLike(tensor: Tensor): Tensor {
  const shape = shapeTensor(tensor);
  return tensor.graph.withNameScope('zeros', (scope) => op('Fill', [shape, scalarTensor(0, tensor.dtype)], {}, scope));
}
