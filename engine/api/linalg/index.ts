/** `tf.linalg`: matrices; most functions have a name outside as well, under which their signature stands. */

export {
  eye,
  matrixBandPart as bandPart,
  matrixDiag as diag,
  matrixDiagPart as diagPart,
  matrixSetDiag as setDiag,
} from '../array/index.ts';
export { einsum, globalNorm, norm, tensordot } from '../math/index.ts';
export { matmul } from '../matmul.ts';
export { l2Normalize } from '../nn/index.ts';
export { cholesky, qr, selfAdjointEig as eigh, selfAdjointEigvals as eigvalsh, svd } from './decompositions.ts';
export {
  adjoint,
  logdet,
  matrixDeterminant as det,
  matrixInverse as inv,
  matrixTranspose,
  slogdet,
  trace,
} from './determinant.ts';
export { expm } from './exponential.ts';
export {
  choleskySolve,
  matrixSolve as solve,
  matrixSolveLs as lstsq,
  matrixTriangularSolve as triangularSolve,
} from './solve.ts';
export { cross, diag as tensorDiag, diagPart as tensorDiagPart, matvec } from './vectors.ts';
