/** Inverses and determinants. */

import { type Tensor, TensorShape } from '../../graph/index.ts';
import { integerConstant } from '../array/integers.ts';
import { squareOf } from '../array/matrix-shape.ts';
import { mul, neg } from '../math/arithmetic.ts';
import { attr, defineOp, type InferenceRule, op, typeSets } from '../registry/index.ts';
import { matrixProduct } from './products.ts';

defineOp('MatrixInverse', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { adjoint: attr.bool(false), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const matrix = squareOf(c);
    return [matrix ? new TensorShape([...matrix.batch, matrix.size, matrix.size]) : TensorShape.unknown];
  },
  gradient: (node, [gradient]) => {
    const [inverse] = node.outputs;
    const adjoint = node.attr('adjoint', 'bool');
    const right = matrixProduct(gradient!, inverse, { transposeA: adjoint, transposeB: !adjoint });
    return [neg(matrixProduct(inverse, right, { transposeA: !adjoint }))];
  },
  lower: (c) => c.b.host({ name: 'MatrixInverse', adjoint: c.attr('adjoint', 'bool') }, c.inputs, c.outputs),
});

const inferBatch: InferenceRule = (c) => {
  const matrix = squareOf(c);
  const shape = matrix ? new TensorShape(matrix.batch) : TensorShape.unknown;
  return Array.from({ length: c.outputCount }, () => shape);
};

defineOp('MatrixDeterminant', {
  inputs: ['input: T'],
  outputs: ['output: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: inferBatch,
  gradient: (node, [gradient]) => [timesInverse(node.inputs[0], mul(gradient!, node.outputs[0]))],
  lower: (c) => c.b.host({ name: 'MatrixDeterminant' }, c.inputs, c.outputs),
});

defineOp('LogMatrixDeterminant', {
  inputs: ['input: T'],
  outputs: ['sign: T', 'log_abs_determinant: T'],
  attributes: { T: attr.type(typeSets.floats) },
  infer: inferBatch,
  gradient: (node, [, gradient]) => [gradient && timesInverse(node.inputs[0], gradient)],
  lower: (c) => c.b.host({ name: 'LogMatrixDeterminant' }, c.inputs, c.outputs),
});

/** A⁻ᵀ times the number that `factors` holds for each matrix: d det A = det A · tr(A⁻¹ dA). */
function timesInverse(a: Tensor, factors: Tensor): Tensor {
  const column = op('ExpandDims', [factors, integerConstant(-1, 'int32', 'ExpandDims/dim')]);
  const whole = op('ExpandDims', [column, integerConstant(-1, 'int32', 'ExpandDims_1/dim')]);
  return mul(whole, op('MatrixInverse', [a], { adjoint: true }));
}
