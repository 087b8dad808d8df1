/** Cholesky: A = L · Lᵀ. */

import { TensorShape } from '../../graph/index.ts';
import { squareOf } from '../array/matrix-shape.ts';
import { add, mul } from '../math/arithmetic.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { halfDiagonal } from './gaps.ts';
import { lowerTriangle, matrixProduct, matrixTranspose } from './products.ts';

defineOp('Cholesky', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: (c) => {
    const matrix = squareOf(c);
    return [matrix ? new TensorShape([...matrix.batch, matrix.size, matrix.size]) : TensorShape.unknown];
  },
  /** ½ (S + Sᵀ) with S = L⁻ᵀ Φ(Lᵀ G) L⁻¹, where Φ keeps the lower triangle and half of the diagonal (Murray, 2016). */
  gradient: (node, [gradient]) => {
    const [l] = node.outputs;
    const whole = matrixProduct(l, gradient!, { transposeA: true });
    const middle = lowerTriangle(halfDiagonal(whole));
    const left = op('MatrixTriangularSolve', [l, middle], { lower: true, adjoint: true });
    const turned = op('MatrixTriangularSolve', [l, matrixTranspose(left)], { lower: true, adjoint: true });
    return [mul(0.5, add(turned, matrixTranspose(turned)))];
  },
  lower: (c) => c.b.host({ name: 'Cholesky' }, c.inputs, c.outputs),
});
