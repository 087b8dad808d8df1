/** `tf.matmul`. */

import type { Tensor } from '../graph/index.ts';
import { op } from '../ops/index.ts';
import { convertPair, type TensorLike } from './convert.ts';
import { publicFunction } from './signature.ts';

/**
 * The product of matrices: [..., m, k] · [..., k, n] → [..., m, n].
 * @throws ShapeError if the inner sizes differ, DTypeError if the types do.
 */
export const matmul = publicFunction(
  'matmul(a: tensor, b: tensor, {transposeA = false, transposeB = false, name})',
  (
    a: TensorLike,
    b: TensorLike,
    options: { transposeA?: boolean; transposeB?: boolean; name?: string } = {},
  ): Tensor => {
    const [x, y] = convertPair(a, b, ['a', 'b']);
    const { transposeA = false, transposeB = false, name } = options;
    const batched = (x.shape.rank ?? 2) > 2 || (y.shape.rank ?? 2) > 2;
    if (batched) return op('BatchMatMul', [x, y], { adj_x: transposeA, adj_y: transposeB }, name ?? 'MatMul');
    return op('MatMul', [x, y], { transpose_a: transposeA, transpose_b: transposeB }, name);
  },
);
