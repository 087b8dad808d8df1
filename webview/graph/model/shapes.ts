/** Shapes as text and as sizes. */

import type { Dimension } from '../../protocol.ts';

/** `?×784`, `batch×784`, `scalar`; '' for an unknown rank. */
export function formatShape(shape: readonly Dimension[] | null): string {
  if (shape === null) return '';
  if (shape.length === 0) return 'scalar';
  return shape.map((dimension) => dimension ?? '?').join('×');
}
