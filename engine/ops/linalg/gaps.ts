/** Parts of the gradients of decompositions. */

import type { Tensor } from '../../graph/index.ts';
import { integerConstant } from '../array/integers.ts';
import { mul, sub } from '../math/arithmetic.ts';
import { op } from '../registry/index.ts';

/** 1 / (x[j] − x[i]) at [i, j], 0 on the diagonal: how vectors turn. Infinite where two values are equal. */
export function inverseGaps(x: Tensor): Tensor {
  const [row, column] = [-2, -1].map((axis) => op('ExpandDims', [x, integerConstant(axis, 'int32', 'ExpandDims/dim')]));
  return op('MatrixSetDiag', [op('Reciprocal', [sub(row, column)]), op('ZerosLike', [x], {}, 'zeros_like')]);
}

/** With half of its diagonal. */
export const halfDiagonal = (x: Tensor): Tensor => op('MatrixSetDiag', [x, mul(0.5, op('MatrixDiagPart', [x]))]);
