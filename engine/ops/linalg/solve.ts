/** Systems of linear equations: with square matrices, with triangular ones. */

import { type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { equalBatches, equalSizes, matrixOf, squareOf } from '../array/matrix-shape.ts';
import { broadcastShapes as broadcastSizes } from '../kernel-language/index.ts';
import { neg } from '../math/arithmetic.ts';
import { undoBatchBroadcast } from '../math/batch-matmul.ts';
import { broadcastShapes } from '../math/broadcast.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { lowerTriangle, matrixProduct, upperTriangle } from './products.ts';

defineOp('MatrixSolve', {
  inputs: ['matrix: T', 'rhs: T'],
  outputs: ['output: T'],
  attributes: { adjoint: attr.bool(false), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const [matrix, rhs] = [squareOf(c), matrixOf(c, 1)];
    if (!matrix || !rhs) return [TensorShape.unknown];
    const batch = equalBatches(c, matrix.batch, rhs.batch);
    return [new TensorShape([...batch, equalSizes(c, matrix.size, rhs.rows), rhs.columns])];
  },
  gradient: (node, [gradient]) => {
    const adjoint = node.attr('adjoint', 'bool');
    const ofRhs = op('MatrixSolve', [node.inputs[0], gradient!], { adjoint: !adjoint });
    return [matrixGradient(node, ofRhs), ofRhs];
  },
  lower: (c) => c.b.host({ name: 'MatrixSolve', adjoint: c.attr('adjoint', 'bool') }, c.inputs, c.outputs),
});

defineOp('MatrixTriangularSolve', {
  inputs: ['matrix: T', 'rhs: T'],
  outputs: ['output: T'],
  attributes: { lower: attr.bool(true), adjoint: attr.bool(false), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const [matrix, rhs] = [squareOf(c), matrixOf(c, 1)];
    if (!matrix || !rhs) return [TensorShape.unknown];
    // As in newer TensorFlow; 1.15 wants equal ones.
    const batch = broadcastShapes(c, new TensorShape(matrix.batch), new TensorShape(rhs.batch));
    return [new TensorShape([...batch.dims!, equalSizes(c, matrix.size, rhs.rows), rhs.columns])];
  },
  gradient: (node, [gradient]) => {
    const attributes = { lower: node.attr('lower', 'bool'), adjoint: !node.attr('adjoint', 'bool') };
    const ofRhs = op('MatrixTriangularSolve', [node.inputs[0], gradient!], attributes);
    const whole = matrixGradient(node, ofRhs);
    return undoBatchBroadcast(node.inputs, [attributes.lower ? lowerTriangle(whole) : upperTriangle(whole), ofRhs]);
  },
  lower: (c) => {
    const batch = broadcastSizes(c.inputs.map(({ shape }) => shape.slice(0, -2)));
    const inputs = c.inputs.map((input) => c.b.broadcast(input, [...batch, ...input.shape.slice(-2)]));
    const call = { lower: c.attr('lower', 'bool'), adjoint: c.attr('adjoint', 'bool') };
    return c.b.host({ name: 'MatrixTriangularSolve', ...call }, inputs, c.outputs);
  },
});

/** A X = B: −(A⁻ᵀ G) Xᵀ, or with Aᵀ in its place −X (A⁻¹ G)ᵀ; `ofRhs` is the solved factor. */
function matrixGradient(node: Operation, ofRhs: Tensor): Tensor {
  const [solution] = node.outputs;
  const [left, right] = node.attr('adjoint', 'bool') ? [solution, ofRhs] : [ofRhs, solution];
  return neg(matrixProduct(left, right, { transposeB: true }));
}
