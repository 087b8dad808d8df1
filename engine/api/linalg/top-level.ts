/** The functions of matrices that TensorFlow has outside `tf.linalg` too. */

export {
  cholesky,
  type QrOptions,
  qr,
  type SvdOptions,
  selfAdjointEig,
  selfAdjointEigvals,
  svd,
} from './decompositions.ts';
export { matrixDeterminant, matrixInverse, matrixTranspose, trace } from './determinant.ts';
export {
  choleskySolve,
  type LeastSquaresOptions,
  matrixSolve,
  matrixSolveLs,
  matrixTriangularSolve,
  type SolveOptions,
  type TriangularSolveOptions,
} from './solve.ts';
export { cross, diag, diagPart } from './vectors.ts';
