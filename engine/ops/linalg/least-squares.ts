/** Systems of equations with more or fewer equations than unknowns. */

import { GraphError, type Tensor, TensorShape } from '../../graph/index.ts';
import { equalBatches, equalSizes, matrixOf } from '../array/matrix-shape.ts';
import { add, cast, neg, sub } from '../math/arithmetic.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { knownMatrix } from './known-sizes.ts';
import { matrixProduct, matrixTranspose } from './products.ts';

defineOp('MatrixSolveLs', {
  inputs: ['matrix: T', 'rhs: T', 'l2_regularizer: float64'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats), fast: attr.bool(true) },
  infer: (c) => {
    const { rank } = c.inputs[2].shape;
    if (rank !== null && rank !== 0) c.fail('rank', `Shape must be rank 0 but is rank ${rank}`);
    const [matrix, rhs] = [matrixOf(c), matrixOf(c, 1)];
    if (!matrix || !rhs) return [TensorShape.unknown];
    equalSizes(c, matrix.rows, rhs.rows);
    return [new TensorShape([...equalBatches(c, matrix.batch, rhs.batch), matrix.columns, rhs.columns])];
  },
  gradient: (node, [gradient]) => {
    if (!node.attr('fast', 'bool')) {
      throw new GraphError('The gradient of matrixSolveLs is not defined for fast: false.', node.describe());
    }
    const [a, b, l2] = node.inputs;
    const [rows, columns] = knownMatrix(a, 'matrixSolveLs');
    const isTall = rows >= columns;
    const chol = gramianCholesky(a, cast(l2, a.dtype), isTall);
    const gradients = isTall ? ofTall(a, b, node.outputs[0], chol, gradient!) : ofWide(a, b, chol, gradient!);
    return [...gradients, null];
  },
  lower: (c) => c.b.host({ name: 'MatrixSolveLs', fast: c.attr('fast', 'bool') }, c.inputs, c.outputs),
});

type Pair = [ofMatrix: Tensor, ofRhs: Tensor];

function ofTall(a: Tensor, b: Tensor, x: Tensor, chol: Tensor, gradient: Tensor): Pair {
  const z = choleskySolve(chol, gradient);
  const xz = matrixProduct(x, z, { transposeB: true });
  const fromSolution = matrixProduct(a, add(xz, matrixTranspose(xz)));
  return [sub(matrixProduct(b, z, { transposeB: true }), fromSolution), matrixProduct(a, z)];
}

function ofWide(a: Tensor, b: Tensor, chol: Tensor, gradient: Tensor): Pair {
  const ofRhs = choleskySolve(chol, matrixProduct(a, gradient));
  const solved = choleskySolve(chol, b);
  const first = neg(matrixProduct(ofRhs, matrixProduct(solved, a, { transposeA: true })));
  const rest = sub(gradient, matrixProduct(a, ofRhs, { transposeA: true }));
  return [add(first, matrixProduct(solved, rest, { transposeB: true })), ofRhs];
}

/** The Cholesky factor of AᵀA + l2 · I, or of AAᵀ + l2 · I where A is not tall. @param l2 - null: 0. */
export function gramianCholesky(a: Tensor, l2: Tensor | number | null, isTall: boolean): Tensor {
  const gramian = matrixProduct(a, a, { transposeA: isTall, transposeB: !isTall });
  if (l2 === null) return op('Cholesky', [gramian]);
  return op('Cholesky', [op('MatrixSetDiag', [gramian, add(op('MatrixDiagPart', [gramian]), l2)])]);
}

/** (L · Lᵀ)⁻¹ · rhs, L being the factor `chol`. */
export function choleskySolve(chol: Tensor, rhs: Tensor): Tensor {
  const half = op('MatrixTriangularSolve', [chol, rhs]);
  return op('MatrixTriangularSolve', [chol, half], { adjoint: true });
}
