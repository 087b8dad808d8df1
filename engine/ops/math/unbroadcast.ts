/** The gradient of broadcasting: sums over the axes along which an operand was repeated. */

import type { Tensor } from '../../graph/index.ts';
import { shapeTensor } from '../array/integers.ts';
import { addOp, op } from '../registry/index.ts';

/**
 * Gradients with respect to x and y from those with respect to their broadcast forms, which the callbacks build (null:
 * none flows). Where all three shapes are known and equal nothing was broadcast, and none of it is added.
 */
export function unbroadcast(
  [x, y]: readonly [Tensor, Tensor],
  result: Tensor,
  ofX: (() => Tensor) | null,
  ofY: (() => Tensor) | null,
): [Tensor | null, Tensor | null] {
  if (sameKnownShape(x, y) && sameKnownShape(x, result)) return [ofX?.() ?? null, ofY?.() ?? null];
  const [shapeX, shapeY] = [shapeTensor(x), shapeTensor(y)];
  const [axesX, axesY] = addOp('BroadcastGradientArgs', [shapeX, shapeY]).outputs;
  return [ofX && reduceTo(ofX(), axesX, shapeX), ofY && reduceTo(ofY(), axesY, shapeY)];
}

/** Sums over `axes` and restores the operand's shape. */
export function reduceTo(gradient: Tensor, axes: Tensor, shape: Tensor): Tensor {
  return op('Reshape', [op('Sum', [gradient, axes]), shape]);
}

function sameKnownShape(a: Tensor, b: Tensor): boolean {
  return a.shape.isFullyDefined && a.shape.equals(b.shape);
}
