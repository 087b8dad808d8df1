/**
 * Systems of linear equations with matrices [..., n, n] and right-hand sides [..., n, k] of floats; leading axes are
 * batches. They throw ShapeError where sizes do not fit.
 */

import { isKnown, type Tensor } from '../../graph/index.ts';
import * as build from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import type { NameOption } from '../math/elementwise.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import type { OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';

export interface SolveOptions extends NameOption {
  /** Solve with the transposed matrix; default false. */
  readonly adjoint?: boolean;
}

/**
 * X with `matrix` · X = `rhs`, by LU with partial pivoting.
 * @throws InvalidArgumentError when it runs, for a singular matrix.
 */
export const matrixSolve = publicFunction(
  'matrixSolve(matrix: tensor, rhs: tensor, adjoint = false, {name})',
  <A extends TensorLike, B extends TensorLike>(
    matrix: A,
    rhs: B,
    adjoint?: boolean | SolveOptions,
    options?: SolveOptions,
  ): Tensor<OperandType<A, B>, 'array'> => {
    const { adjoint: turned = false, name } = readOptions<SolveOptions>(['adjoint'], [adjoint, options]);
    return apply('MatrixSolve', [matrix, rhs], { adjoint: turned }, { name });
  },
);

export interface TriangularSolveOptions extends SolveOptions {
  /** Which triangle is read; default true. */
  readonly lower?: boolean;
}

/**
 * X with `matrix` · X = `rhs`, of whose matrix only one triangle is read. Leading axes are broadcast.
 * @throws InvalidArgumentError when it runs, for a zero on the diagonal.
 */
export const matrixTriangularSolve = publicFunction(
  'matrixTriangularSolve(matrix: tensor, rhs: tensor, lower = true, adjoint = false, {name})',
  <A extends TensorLike, B extends TensorLike>(
    matrix: A,
    rhs: B,
    lower?: boolean | TriangularSolveOptions,
    adjoint?: boolean | TriangularSolveOptions,
    options?: TriangularSolveOptions,
  ): Tensor<OperandType<A, B>, 'array'> => {
    const given = readOptions<TriangularSolveOptions>(['lower', 'adjoint'], [lower, adjoint, options]);
    const attributes = { lower: given.lower ?? true, adjoint: given.adjoint ?? false };
    return apply('MatrixTriangularSolve', [matrix, rhs], attributes, { name: given.name });
  },
);

/** X with A · X = `rhs`, given A's Cholesky factor `chol`. */
export const choleskySolve = publicFunction(
  "choleskySolve(chol: tensor, rhs: tensor, {name = 'cholesky_solve'})",
  <A extends TensorLike, B extends TensorLike>(
    chol: A,
    rhs: B,
    options: NameOption = {},
  ): Tensor<OperandType<A, B>, 'array'> =>
    opScope(options.name, 'cholesky_solve', [chol, rhs], () =>
      build.choleskySolve(...convertPair(chol, rhs, ['chol', 'rhs'])),
    ) as Tensor<OperandType<A, B>, 'array'>,
);

export interface LeastSquaresOptions extends NameOption {
  /** λ, not negative; default 0. */
  readonly l2Regularizer?: number;
  /** By normal equations (default); false: slower, exact for ill-conditioned matrices, without λ and without gradient. */
  readonly fast?: boolean;
}

/**
 * X [..., n, k] that makes ‖`matrix` · X − `rhs`‖² + λ‖X‖² smallest, for matrices [..., m, n] and right-hand sides
 * [..., m, k]; with m < n and λ = 0 the shortest of those that solve it.
 * @throws InvalidArgumentError when it runs, where `fast` meets a matrix that has not full rank.
 */
export const matrixSolveLs = publicFunction(
  'matrixSolveLs(matrix: tensor, rhs: tensor, l2Regularizer = 0, fast = true, {name})',
  <A extends TensorLike, B extends TensorLike>(
    matrix: A,
    rhs: B,
    l2Regularizer?: number | LeastSquaresOptions,
    fast?: boolean | LeastSquaresOptions,
    options?: LeastSquaresOptions,
  ): Tensor<OperandType<A, B>, 'array'> => {
    const given = readOptions<LeastSquaresOptions>(['l2Regularizer', 'fast'], [l2Regularizer, fast, options]);
    const { l2Regularizer: l2 = 0, fast: isFast = true, name } = given;
    const [a, b] = convertPair(matrix, rhs, ['matrix', 'rhs']);
    const [rows, columns] = a.shape.dims?.slice(-2) ?? [];
    if (!isFast || rows === undefined || !isKnown(rows) || !isKnown(columns)) {
      return apply('MatrixSolveLs', [a, b, l2], { fast: isFast }, { name });
    }
    return opScope(name, 'matrix_solve_ls', [a, b], () => {
      const isTall = rows >= columns;
      const chol = build.gramianCholesky(a, l2 === 0 ? null : l2, isTall);
      if (!isTall) return build.matrixProduct(a, build.choleskySolve(chol, b), { transposeA: true });
      return build.choleskySolve(chol, build.matrixProduct(a, b, { transposeA: true }));
    }) as Tensor<OperandType<A, B>, 'array'>;
  },
);
