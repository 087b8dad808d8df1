/** Products of vectors, and vectors as diagonals of tensors. */

import type { Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import type { NameOption } from '../math/elementwise.ts';
import { matmul } from '../matmul.ts';
import { opScope } from '../op-scope.ts';
import type { OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';

/** The vector products of vectors [..., 3]. @throws ShapeError for another last axis and where shapes differ. */
export const cross = publicFunction(
  'cross(a: tensor, b: tensor, {name})',
  <A extends TensorLike>(a: A, b: TensorLike, options: NameOption = {}): TensorOf<A> =>
    apply('Cross', [a, b], {}, options),
);

/** A tensor [...s, ...s] with the tensor `diagonal` [...s] on its diagonal, zero elsewhere; see matrixDiag for batches. */
export const diag = publicFunction(
  'diag(diagonal: tensor, {name})',
  <X extends TensorLike>(diagonal: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('Diag', [diagonal], {}, options),
);

/** The diagonal [...s] of a tensor [...s, ...s]. @throws ShapeError for an odd rank and where the halves differ. */
export const diagPart = publicFunction(
  'diagPart(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: NameOption = {}): Tensor<DTypeOf<X>, 'array'> =>
    apply('DiagPart', [input], {}, options),
);

export interface MatvecOptions extends NameOption {
  /** Multiply with the transposed matrix; default false. */
  readonly transposeA?: boolean;
}

/** Matrices [..., m, n] times vectors [..., n]: [..., m]. @throws ShapeError if the inner sizes differ. */
export const matvec = publicFunction(
  'linalg.matvec(a: tensor, b: tensor, {transposeA = false, name})',
  <A extends TensorLike, B extends TensorLike>(
    a: A,
    b: B,
    options: MatvecOptions = {},
  ): Tensor<OperandType<A, B>, 'array'> =>
    opScope(options.name, 'MatVec', [a, b], (scope) => {
      const { transposeA = false } = options;
      const [matrix, vector] = convertPair(a, b, ['a', 'b']);
      const product = matmul(matrix, apply('ExpandDims', [vector, -1]), { transposeA });
      return op('Squeeze', [product], { squeeze_dims: [-1] }, scope);
    }) as Tensor<OperandType<A, B>, 'array'>,
);
