/** Inverses, determinants, traces and transposes of matrices [..., m, n]; leading axes are batches. */

import { ShapeError, type Tensor } from '../../graph/index.ts';
import { matrixTranspose as exchangeAxes } from '../../ops/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { matrixDiagPart } from '../array/matrix-parts.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { multiply } from '../math/arithmetic.ts';
import type { NameOption } from '../math/elementwise.ts';
import { reduce } from '../math/reduce-op.ts';
import { log } from '../math/unary.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import { cholesky } from './decompositions.ts';
import type { SolveOptions } from './solve.ts';

/**
 * The inverses of square matrices of floats, with `adjoint` of the transposed ones.
 * @throws InvalidArgumentError when it runs, for a singular matrix.
 */
export const matrixInverse = publicFunction(
  'matrixInverse(input: tensor, adjoint = false, {name})',
  <X extends TensorLike>(input: X, adjoint?: boolean | SolveOptions, options?: SolveOptions): TensorOf<X> => {
    const { adjoint: turned = false, name } = readOptions<SolveOptions>(['adjoint'], [adjoint, options]);
    return apply('MatrixInverse', [input], { adjoint: turned }, { name });
  },
);

/** The determinants [...] of square matrices [..., n, n] of floats. The gradient needs them to be invertible. */
export const matrixDeterminant = publicFunction(
  'matrixDeterminant(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    apply('MatrixDeterminant', [input], {}, options),
);

/** Determinants as sign (0 for a singular matrix) and logarithm of the absolute value, which does not overflow. */
export const slogdet = publicFunction(
  'linalg.slogdet(input: tensor, {name})',
  <X extends TensorLike>(
    input: X,
    options: NameOption = {},
  ): { sign: Tensor<DTypeOf<X>>; logAbsDeterminant: Tensor<DTypeOf<X>> } => {
    const [sign, logAbsDeterminant] = applyOp('LogMatrixDeterminant', [input], {}, options).outputs;
    return { sign, logAbsDeterminant } as never;
  },
);

/**
 * The logarithms of the determinants of symmetric positive definite matrices, by their Cholesky factors.
 * @throws InvalidArgumentError when it runs, where a matrix is not positive definite.
 */
export const logdet = publicFunction(
  'linalg.logdet(matrix: tensor, {name})',
  <X extends TensorLike>(matrix: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    opScope(options.name, 'logdet', [matrix], () => {
      const diagonal = matrixDiagPart(cholesky(matrix), { name: 'diag_part' });
      return multiply(2, reduce('Sum', log(diagonal), [-1]), { name: 'mul' });
    }) as Tensor<DTypeOf<X>>,
);

/** The sums of the diagonals of matrices [..., m, n]: [...]. */
export const trace = publicFunction(
  'trace(x: tensor, {name})',
  <X extends TensorLike>(x: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    opScope(options.name, 'Trace', [x], (scope) => {
      const diagonal = matrixDiagPart(convertToTensor(x, { name: 'x' }), { name: 'diag_part' });
      return apply('Sum', [diagonal, [-1]], {}, { name: scope });
    }) as Tensor<DTypeOf<X>>,
);

/** The last two axes of `a` exchanged. @throws ShapeError if it has less than two. */
export const matrixTranspose = publicFunction(
  "matrixTranspose(a: tensor, {name = 'matrix_transpose'})",
  <X extends TensorLike>(a: X, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'matrix_transpose', [a], () => {
      const matrices = convertToTensor(a, { name: 'a' });
      const { rank } = matrices.shape;
      if (rank !== null && rank < 2) {
        throw new ShapeError(
          `Argument 'a' should be a (batch) matrix, with rank >= 2. Found: ${matrices.shape}.`,
          matrices.op.describe(),
        );
      }
      return exchangeAxes(matrices);
    }) as TensorOf<X>,
);

/** As matrixTranspose: there are no complex numbers here to conjugate. */
export const adjoint = publicFunction(
  'linalg.adjoint(matrix: tensor, {name})',
  <X extends TensorLike>(matrix: X, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'adjoint', [matrix], () =>
      matrixTranspose(convertToTensor(matrix, { name: 'matrix' })),
    ) as TensorOf<X>,
);
