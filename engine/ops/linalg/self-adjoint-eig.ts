/** Eigenvalues and eigenvectors of symmetric matrices, of which the lower triangle is read. */

import { type Tensor, TensorShape } from '../../graph/index.ts';
import { zerosForMissing } from '../array/integers.ts';
import { squareOf } from '../array/matrix-shape.ts';
import { add, mul } from '../math/arithmetic.ts';
import { addOp, attr, defineOp, op, typeSets } from '../registry/index.ts';
import { halfDiagonal, inverseGaps } from './gaps.ts';
import { lowerTriangle, matrixProduct, matrixTranspose } from './products.ts';

defineOp('SelfAdjointEigV2', {
  inputs: ['input: T'],
  outputs: ['e: T', 'v: T'],
  attributes: { compute_v: attr.bool(true), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const matrix = squareOf(c);
    const hasVectors = c.attr('compute_v', 'bool');
    const none = TensorShape.of(0);
    if (!matrix) return [TensorShape.unknown, hasVectors ? TensorShape.unknown : none];
    const { batch, size } = matrix;
    return [new TensorShape([...batch, size]), hasVectors ? new TensorShape([...batch, size, size]) : none];
  },
  gradient: (node, gradients) => {
    const [input] = node.inputs;
    const computesVectors = node.attr('compute_v', 'bool');
    const [e, v] = computesVectors ? node.outputs : addOp('SelfAdjointEigV2', [input]).outputs;
    const [ofValues] = zerosForMissing([e], gradients);
    let middle = op('MatrixDiag', [ofValues]);
    const ofVectors = gradients[1];
    if (computesVectors && ofVectors) {
      middle = add(middle, mul(inverseGaps(e), matrixProduct(v, ofVectors, { transposeA: true })));
    }
    return [ofLowerTriangle(matrixProduct(v, matrixProduct(middle, v, { transposeB: true })))];
  },
  lower: (c) => c.b.host({ name: 'SelfAdjointEig', computeVectors: c.attr('compute_v', 'bool') }, c.inputs, c.outputs),
});

/** What flows to both triangles, to the lower one, which alone is read. */
const ofLowerTriangle = (gradient: Tensor): Tensor =>
  halfDiagonal(lowerTriangle(add(gradient, matrixTranspose(gradient))));
