/**
 * Decompositions of matrices [..., m, n] of floats; leading axes are batches. They throw ShapeError for less than two axes
 * and where a square matrix is needed.
 */

import type { Tensor } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import type { NameOption } from '../math/elementwise.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';

/**
 * The lower triangular L [..., n, n] with L · Lᵀ = `input` [..., n, n], which is symmetric and positive definite; only its
 * lower triangle is read.
 * @throws InvalidArgumentError when it runs, where the matrix is not positive definite.
 */
export const cholesky = publicFunction(
  'cholesky(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('Cholesky', [input], {}, options),
);

export interface QrOptions extends NameOption {
  /** Q is square, [..., m, m]; default false: Q and R are as small as they can be. */
  readonly fullMatrices?: boolean;
}

/**
 * Q [..., m, k] with orthonormal columns and R [..., k, n] upper triangular, Q · R = `input` [..., m, n], k = min(m, n).
 * Columns of Q, with rows of R, are determined up to their sign. The gradient needs known sizes, and m ≥ n.
 */
export const qr = publicFunction(
  'qr(input: tensor, fullMatrices = false, {name})',
  <X extends TensorLike>(
    input: X,
    fullMatrices?: boolean | QrOptions,
    options?: QrOptions,
  ): { q: Tensor<DTypeOf<X>, 'array'>; r: Tensor<DTypeOf<X>, 'array'> } => {
    const given = readOptions<QrOptions>(['fullMatrices'], [fullMatrices, options]);
    const { fullMatrices: full_matrices = false, name } = given;
    const [q, r] = applyOp('Qr', [input], { full_matrices }, { name }).outputs;
    return { q, r } as never;
  },
);

export interface SvdOptions extends NameOption {
  /** U and V are square; default false: they have min(m, n) columns. */
  readonly fullMatrices?: boolean;
  /** Default true; false: only the singular values. */
  readonly computeUv?: boolean;
}

interface SvdFunction {
  <X extends TensorLike>(tensor: X, options: SvdOptions & { readonly computeUv: false }): Tensor<DTypeOf<X>, 'array'>;
  <X extends TensorLike>(
    tensor: X,
    fullMatrices: boolean | null,
    computeUv: false,
    options?: NameOption,
  ): Tensor<DTypeOf<X>, 'array'>;
  <X extends TensorLike>(
    tensor: X,
    fullMatrices?: boolean | null | (SvdOptions & { readonly computeUv?: true }),
    computeUv?: true | NameOption,
    options?: NameOption,
  ): [s: Tensor<DTypeOf<X>, 'array'>, u: Tensor<DTypeOf<X>, 'array'>, v: Tensor<DTypeOf<X>, 'array'>];
}

/**
 * The singular values s [..., k], the largest first, and orthonormal vectors as columns, u [..., m, k] and v [..., n, k]:
 * u · diag(s) · vᵀ = `tensor` [..., m, n], k = min(m, n). A pair of vectors is determined up to its sign. NaN where an
 * element is not finite. The gradient of vectors needs known sizes, and is infinite where singular values are equal.
 */
export const svd = publicFunction('svd(tensor: tensor, fullMatrices = false, computeUv = true, {name})', ((
  tensor: TensorLike,
  fullMatrices?: boolean | null | SvdOptions,
  computeUv?: boolean | SvdOptions,
  options?: SvdOptions,
): unknown => {
  const given = readOptions<SvdOptions>(['fullMatrices', 'computeUv'], [fullMatrices, computeUv, options]);
  const { fullMatrices: full_matrices = false, computeUv: compute_uv = true, name } = given;
  const [s, u, v] = applyOp('Svd', [tensor], { full_matrices, compute_uv }, { name }).outputs;
  return compute_uv ? [s, u, v] : s;
}) as SvdFunction);

/**
 * Eigenvalues [..., n], the smallest first, and eigenvectors as columns [..., n, n] of symmetric matrices `tensor`
 * [..., n, n], of which the lower triangle is read. A vector is determined up to its sign. The gradient of vectors is
 * infinite where eigenvalues are equal.
 * @throws InvalidArgumentError when it runs, for elements that are not finite.
 */
export const selfAdjointEig = publicFunction(
  'selfAdjointEig(tensor: tensor, {name})',
  <X extends TensorLike>(
    tensor: X,
    options: NameOption = {},
  ): [e: Tensor<DTypeOf<X>, 'array'>, v: Tensor<DTypeOf<X>, 'array'>] => {
    const [e, v] = applyOp('SelfAdjointEigV2', [tensor], { compute_v: true }, options).outputs;
    return [e, v] as never;
  },
);

/** The eigenvalues alone, as selfAdjointEig gives them. */
export const selfAdjointEigvals = publicFunction(
  'selfAdjointEigvals(tensor: tensor, {name})',
  <X extends TensorLike>(tensor: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('SelfAdjointEigV2', [tensor], { compute_v: false }, options),
);
