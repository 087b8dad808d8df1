/** Products and transposes of matrices, one or stacks of them, as TensorFlow's functions build them. */

import type { Tensor } from '../../graph/index.ts';
import { integerConstant } from '../array/integers.ts';
import { sub } from '../math/arithmetic.ts';
import { op } from '../registry/index.ts';

export interface Transposes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** `MatMul` of two matrices, else `BatchMatMulV2`. */
export function matrixProduct(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: Transposes = {},
  name = 'MatMul',
): Tensor {
  const isMatrix = ({ shape }: Tensor) => shape.rank !== null && shape.rank <= 2;
  return isMatrix(a) && isMatrix(b)
    ? op('MatMul', [a, b], { transpose_a: transposeA, transpose_b: transposeB }, name)
    : op('BatchMatMulV2', [a, b], { adj_x: transposeA, adj_y: transposeB }, name);
}

/** The last two axes exchanged, in the current scope. */
export function matrixTranspose(a: Tensor): Tensor {
  return op('Transpose', [a, exchanged(a)], {}, 'transpose');
}

function exchanged(a: Tensor): Tensor {
  const { rank } = a.shape;
  if (rank !== null) {
    const leading = Array.from({ length: rank - 2 }, (_, axis) => axis);
    return integerConstant([...leading, rank - 1, rank - 2], 'int32', 'transpose/perm');
  }
  const dynamic = op('Rank', [a]);
  const [last, before] = [sub(dynamic, 1), sub(dynamic, 2)];
  const leading = op(
    'Range',
    [integerConstant(0, 'int32', 'Range/start'), before, integerConstant(1, 'int32', 'Range/delta')],
    {},
    'Range',
  );
  const pair = op('Pack', [[last, before]], { axis: 0 }, 'concat/values_1');
  return op('ConcatV2', [[leading, pair], integerConstant(0, 'int32', 'concat/axis')], {}, 'concat');
}

/** Zero above the diagonal. */
export const lowerTriangle = (a: Tensor): Tensor =>
  op('MatrixBandPart', [a, integerConstant(-1, 'int64', 'num_lower'), integerConstant(0, 'int64', 'num_upper')]);

/** Zero below the diagonal. */
export const upperTriangle = (a: Tensor): Tensor =>
  op('MatrixBandPart', [a, integerConstant(0, 'int64', 'num_lower'), integerConstant(-1, 'int64', 'num_upper')]);
