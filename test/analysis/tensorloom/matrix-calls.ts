/** The functions of matrices, called as in public-function-calls.ts. */

import type { Program } from './public-function-calls.ts';

export const matrixCalls: Readonly<Record<string, Program>> = {
  cholesky: (tf) => tf.cholesky(tf.ones([2, 3, 3])),
  qr: (tf) => {
    const { q, r } = tf.qr(tf.placeholder('float32', [null, 3]), { fullMatrices: true });
    return [q.neg(), r.neg()];
  },
  svd: (tf) => {
    const [s, u, v] = tf.svd(tf.ones([3, 2]));
    return [s.neg(), u.neg(), v.neg(), tf.svd(tf.ones([3, 2]), false, false).neg()];
  },
  selfAdjointEig: (tf) => {
    const [e, v] = tf.selfAdjointEig(tf.ones([3, 3]));
    return [e.neg(), v.neg()];
  },
  selfAdjointEigvals: (tf) => tf.selfAdjointEigvals(tf.placeholder('float64', [null, null])),
  choleskySolve: (tf) => tf.choleskySolve(tf.ones([3, 3]), [[1], [2], [3]]),
  matrixSolve: (tf) => tf.matrixSolve(tf.ones([3, 3]), tf.ones([3, 2]), true),
  matrixSolveLs: (tf) => [
    tf.matrixSolveLs(tf.ones([3, 2]), tf.ones([3, 1]), 0.5),
    tf.matrixSolveLs(tf.ones([2, 3]), tf.ones([2, 1])),
    tf.matrixSolveLs(tf.placeholder('float32', [null, 2]), tf.placeholder('float32', [null, 1])),
  ],
  matrixTriangularSolve: (tf) => tf.matrixTriangularSolve(tf.ones([3, 3]), tf.ones([3, 2]), { lower: false }),
  matrixDeterminant: (tf) => tf.matrixDeterminant(tf.ones([2, 3, 3])),
  matrixInverse: (tf) => tf.linalg.inv(tf.ones([3, 3]), { adjoint: true }),
  matrixTranspose: (tf) => [tf.matrixTranspose(tf.ones([2, 3])), tf.matrixTranspose(tf.placeholder('float32'))],
  cross: (tf) => tf.cross(tf.ones([2, 3]), tf.ones([2, 3])),
  diag: (tf) => tf.diag([1, 2, 3]),
  diagPart: (tf) => tf.diagPart(tf.placeholder('float32', [null, 3, null, 3])),
  'linalg.expm': (tf) => [tf.linalg.expm(tf.ones([2, 3, 3])), tf.linalg.expm(tf.placeholder('float64', [null, 2, 2]))],
  'linalg.matvec': (tf) => tf.linalg.matvec(tf.ones([2, 3]), [1, 2, 3]),
  trace: (tf) => tf.trace(tf.ones([2, 3, 3])),
  'linalg.adjoint': (tf) => tf.linalg.adjoint([[1, 2]]),
  'linalg.logdet': (tf) => tf.linalg.logdet(tf.ones([3, 3])),
  'linalg.slogdet': (tf) => {
    const { sign, logAbsDeterminant } = tf.linalg.slogdet(tf.ones([3, 3]));
    return [sign.neg(), logAbsDeterminant.neg()];
  },
};
