/** Shapes of described tensors as text: `[batch, 784]`, `[…]` where not even the rank is known. */

import type { NodeDescription } from '../../runner/index.ts';

export function shapeText(shape: NodeDescription['outputs'][number]['shape']): string {
  return shape ? `[${shape.map((dim) => dim ?? '?').join(', ')}]` : '[…]';
}
