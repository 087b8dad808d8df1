/** Singular values and vectors: A = U · diag(s) · Vᵀ. */

import { GraphError, type Operation, type Tensor, TensorShape } from '../../graph/index.ts';
import { integerConstant, zerosForMissing } from '../array/integers.ts';
import { matrixOf, smallerSize } from '../array/matrix-shape.ts';
import { add, mul, sub } from '../math/arithmetic.ts';
import { addOp, attr, defineOp, op, typeSets } from '../registry/index.ts';
import { inverseGaps } from './gaps.ts';
import { knownMatrix } from './known-sizes.ts';
import { matrixProduct, matrixTranspose } from './products.ts';

defineOp('Svd', {
  inputs: ['input: T'],
  outputs: ['s: T', 'u: T', 'v: T'],
  attributes: { compute_uv: attr.bool(true), full_matrices: attr.bool(false), T: attr.type(typeSets.floats) },
  infer: (c) => {
    const matrix = matrixOf(c);
    const hasVectors = c.attr('compute_uv', 'bool');
    const none = hasVectors ? TensorShape.unknown : TensorShape.of(0);
    if (!matrix) return [TensorShape.unknown, none, none];
    const { batch, rows, columns } = matrix;
    const inner = smallerSize(c, rows, columns, batch.length);
    const values = new TensorShape([...batch, inner]);
    if (!hasVectors) return [values, none, none];
    const full = c.attr('full_matrices', 'bool');
    return [
      values,
      new TensorShape([...batch, rows, full ? rows : inner]),
      new TensorShape([...batch, columns, full ? columns : inner]),
    ];
  },
  gradient: (node, gradients) => {
    const [input] = node.inputs;
    if (node.attr('compute_uv', 'bool')) return [ofVectors(node, gradients)];
    const [, u, v] = addOp('Svd', [input]).outputs;
    const [ofValues] = zerosForMissing(node.outputs, gradients);
    return [matrixProduct(u, matrixProduct(op('MatrixDiag', [ofValues]), v, { transposeB: true }))];
  },
  lower: (c) => {
    const call = { computeUv: c.attr('compute_uv', 'bool'), fullMatrices: c.attr('full_matrices', 'bool') };
    return c.b.host({ name: 'Svd', ...call }, c.inputs, c.outputs);
  },
});

/**
 * TensorFlow's: for A with at most as many rows as columns, else for Aᵀ (Townsend, Differentiating the Singular Value
 * Decomposition, 2016). Infinite where two singular values are equal.
 */
function ofVectors(node: Operation, gradients: readonly (Tensor | null)[]): Tensor {
  const [rows, columns] = knownMatrix(node.inputs[0], 'SVD');
  const full = node.attr('full_matrices', 'bool');
  if (full && Math.abs(rows - columns) > 1) {
    throw new GraphError(
      'The gradient of SVD with fullMatrices is not defined for matrices whose sizes differ by more than 1.',
      node.describe(),
    );
  }
  const [s, ...sides] = node.outputs;
  const [ofS, ...ofSides] = zerosForMissing(node.outputs, gradients);
  if (rows <= columns) return ofWide(s, sides, ofS, ofSides, [rows, columns], full);
  return matrixTranspose(ofWide(s, sides.reverse(), ofS, ofSides.reverse(), [columns, rows], full));
}

function ofWide(
  s: Tensor,
  [u, v]: readonly Tensor[],
  ofS: Tensor,
  [ofU, ofV]: readonly Tensor[],
  [m, n]: readonly [number, number],
  full: boolean,
): Tensor {
  const diagonal = op('MatrixDiag', [s]);
  const gaps = inverseGaps(op('Square', [s]));
  const splits = full && m < n;
  const v1 = splits ? columnsOf(v, 0, m) : v;
  const ofV1 = splits ? columnsOf(ofV, 0, m) : ofV;
  const turnU = mul(gaps, matrixProduct(u, ofU, { transposeA: true }));
  const turnV = mul(gaps, matrixProduct(v1, ofV1, { transposeA: true }));
  const inner = add(
    add(op('MatrixDiag', [ofS]), matrixProduct(withTranspose(turnU), diagonal)),
    matrixProduct(diagonal, withTranspose(turnV)),
  );
  const inRange = matrixProduct(u, matrixProduct(inner, v1, { transposeB: true }));
  if (m === n) return inRange;
  const turned = matrixTranspose(ofV1);
  let outside = sub(turned, matrixProduct(matrixProduct(turned, v1), v1, { transposeB: true }));
  if (full) {
    const mixed = matrixProduct(v1, columnsOf(ofV, m, n), { transposeA: true });
    outside = sub(outside, matrixProduct(mixed, columnsOf(v, m, n), { transposeB: true }));
  }
  const scaled = matrixProduct(u, op('MatrixDiag', [op('Reciprocal', [s])]));
  return add(inRange, matrixProduct(scaled, outside));
}

const withTranspose = (x: Tensor): Tensor => add(x, matrixTranspose(x));

/** The columns [from, to) of matrices. */
function columnsOf(x: Tensor, from: number, to: number): Tensor {
  const bounds = [
    integerConstant([0, from], 'int32', 'strided_slice/stack'),
    integerConstant([0, to], 'int32', 'strided_slice/stack_1'),
    integerConstant([1, 1], 'int32', 'strided_slice/stack_2'),
  ];
  return op('StridedSlice', [x, ...bounds], { ellipsis_mask: 1 }, 'strided_slice');
}
