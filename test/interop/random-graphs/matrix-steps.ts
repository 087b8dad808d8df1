/** Steps of linear algebra, on matrices that are far from singular. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, type Make, numericTypes, type Step, signedTypes, sizes } from './grower.ts';

type Of = Parameters<Make>[0];

/** A stack of square matrices with a heavy diagonal, from any numbers. */
function regular(g: Grower) {
  const [batch, n] = [g.c.of([[], [2], [1, 2]]), 1 + g.c.below(3)];
  const x = g.of(g.type(floatTypes), [...batch, n, n]);
  if (g.special) return undefined;
  const { dtype } = x.known;
  const matrix = (of: Of) =>
    tf.add(tf.tanh(of(x)), tf.multiply(tf.eye(n, { dtype } as never), tf.constant(3.5, dtype)));
  return { x, batch, n, dtype, matrix };
}

/** The same for matrices of any form, without the diagonal. */
function oblong(g: Grower) {
  const [batch, m, n] = [g.c.of([[], [2]]), 1 + g.c.below(4), 1 + g.c.below(4)];
  const x = g.fresh(g.type(floatTypes), [...batch, m, n]);
  return g.special ? undefined : { x, batch, m, n };
}

const square =
  (make: (matrix: tf.Tensor, adjoint: boolean) => tf.Tensor | readonly tf.Tensor[]): Step =>
  (g) => {
    const found = regular(g);
    const adjoint = g.flip();
    return found && ((of) => make(found.matrix(of), adjoint));
  };

const solving =
  (make: (matrix: tf.Tensor, rhs: tf.Tensor, flags: readonly boolean[]) => tf.Tensor): Step =>
  (g) => {
    const found = regular(g);
    if (!found) return undefined;
    const rhs = g.of(found.dtype, [...found.batch, found.n, 1 + g.c.below(2)]);
    const flags = [g.flip(), g.flip()];
    return (of) => make(found.matrix(of), of(rhs), flags);
  };

export const matrixSteps: Readonly<Record<string, Step>> = {
  MatrixInverse: square((matrix, adjoint) => op('MatrixInverse', [matrix], { adjoint })),
  MatrixDeterminant: square((matrix) => op('MatrixDeterminant', [matrix])),
  LogMatrixDeterminant: square((matrix) => addOp('LogMatrixDeterminant', [matrix]).outputs),
  Cholesky: square((matrix) => op('Cholesky', [tf.matmul(matrix, matrix, { transposeA: true, transposeB: false })])),
  MatrixSolve: solving((matrix, rhs, [adjoint]) => op('MatrixSolve', [matrix, rhs], { adjoint })),
  MatrixTriangularSolve: solving((matrix, rhs, [lower, adjoint]) =>
    op('MatrixTriangularSolve', [matrix, rhs], { lower, adjoint }),
  ),
  MatrixSolveLs: solving((matrix, rhs) =>
    op('MatrixSolveLs', [matrix, rhs, tf.constant(0.3, 'float64')], { fast: true }),
  ),
  qr(g) {
    const found = oblong(g);
    const full = g.flip();
    return found && ((of) => addOp('Qr', [of(found.x)], { full_matrices: full }).outputs);
  },
  // Vectors have no sign, so what goes on are their squares.
  svd(g) {
    const found = oblong(g);
    if (!found) return undefined;
    return (of) => {
      const [s, u, v] = addOp('Svd', [of(found.x)], { full_matrices: false }).outputs;
      return [s, tf.square(u), tf.square(v), op('Svd', [of(found.x)], { compute_uv: false })];
    };
  },
  eigenvalues(g) {
    const found = regular(g);
    if (!found) return undefined;
    return (of) => {
      const { matrix } = found;
      const symmetric = tf.add(matrix(of), tf.matrixTranspose(matrix(of)));
      const [e, v] = addOp('SelfAdjointEigV2', [symmetric]).outputs;
      return [e, tf.square(v), op('SelfAdjointEigV2', [symmetric], { compute_v: false })];
    };
  },
  cross(g) {
    const x = g.of(g.type(numericTypes), g.c.of([[3], [2, 3]]));
    const y = g.of(x.known.dtype, sizes(x));
    return (of) => op('Cross', [of(x), of(y)]);
  },
  diagonals(g) {
    const x = g.of(g.type(signedTypes), g.c.of([[3], [2, 2], [1]]));
    return (of) => {
      const y = op('Diag', [of(x)]);
      return [y, op('DiagPart', [y])];
    };
  },
};
