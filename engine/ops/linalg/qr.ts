/** QR: A = Q · R with orthonormal columns in Q and R upper triangular. */

import { GraphError, type Tensor, TensorShape } from '../../graph/index.ts';
import { zerosForMissing } from '../array/integers.ts';
import { matrixOf, smallerSize } from '../array/matrix-shape.ts';
import { add, sub } from '../math/arithmetic.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { knownMatrix } from './known-sizes.ts';
import { lowerTriangle, matrixProduct, matrixTranspose } from './products.ts';

defineOp('Qr', {
  inputs: ['input: T'],
  outputs: ['q: T', 'r: T'],
  attributes: { full_matrices: attr.bool(false), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const matrix = matrixOf(c);
    if (!matrix) return [TensorShape.unknown, TensorShape.unknown];
    const { batch, rows, columns } = matrix;
    const inner = c.attr('full_matrices', 'bool') ? rows : smallerSize(c, rows, columns, batch.length);
    return [new TensorShape([...batch, rows, inner]), new TensorShape([...batch, inner, columns])];
  },
  gradient: (node, gradients) => {
    const [q, r] = node.outputs;
    const [rows, columns] = knownMatrix(r, 'QR');
    if (rows !== columns) {
      throw new GraphError(
        'The gradient of QR is not defined with more columns than rows, nor with fullMatrices and more rows than columns.',
        node.describe(),
      );
    }
    const [dq, dr] = zerosForMissing(node.outputs, gradients);
    const qdq = matrixProduct(q, dq, { transposeA: true });
    const rdr = matrixProduct(r, dr, { transposeB: true });
    const antisymmetric = add(sub(qdq, matrixTranspose(qdq)), sub(rdr, matrixTranspose(rdr)));
    const inRange = matrixProduct(q, add(dr, timesInverse(lowerTriangle(antisymmetric), r)));
    return [add(inRange, timesInverse(sub(dq, matrixProduct(q, qdq)), r))];
  },
  lower: (c) => c.b.host({ name: 'Qr', fullMatrices: c.attr('full_matrices', 'bool') }, c.inputs, c.outputs),
});

/** X · R⁻ᵀ. */
function timesInverse(x: Tensor, r: Tensor): Tensor {
  return matrixTranspose(op('MatrixTriangularSolve', [r, matrixTranspose(x)], { lower: false }));
}
