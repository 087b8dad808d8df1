/** Decompositions of matrices and what is solved with them. */

export { cholesky } from './cholesky.ts';
export { matrixSolveLs } from './least-squares.ts';
export { determinant, logMatrixDeterminant, matrixInverse, matrixSolve } from './lu.ts';
export { qr } from './qr.ts';
export { svd } from './svd.ts';
export { selfAdjointEig } from './symmetric-eigen.ts';
export { triangularSolve } from './triangular.ts';
