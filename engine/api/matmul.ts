/** Products of matrices. */

import type { Tensor } from '../graph/index.ts';
import { matrixProduct } from '../ops/index.ts';
import { convertPair, type TensorLike } from './convert.ts';
import type { NameOption } from './math/elementwise.ts';
import { opScope } from './op-scope.ts';
import type { OperandType } from './result-types.ts';
import { publicFunction } from './signature.ts';

export interface MatmulOptions extends NameOption {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * The product of matrices: [m, k] · [k, n] → [m, n], or of stacks of them, [..., m, k] · [..., k, n] → [..., m, n], whose
 * leading axes are broadcast.
 * @throws ShapeError if the inner sizes differ, DTypeError if the types do.
 */
export const matmul = publicFunction(
  'matmul(a: tensor, b: tensor, {transposeA = false, transposeB = false, name})',
  <A extends TensorLike, B extends TensorLike>(
    a: A,
    b: B,
    options: MatmulOptions = {},
  ): Tensor<OperandType<A, B>, 'array'> =>
    opScope(options.name, 'MatMul', [a, b], (scope) => {
      const [x, y] = convertPair(a, b, ['a', 'b']);
      const { transposeA = false, transposeB = false } = options;
      return matrixProduct(x, y, { transposeA, transposeB }, scope);
    }) as Tensor<OperandType<A, B>, 'array'>,
);
