/** Decompositions of matrices and what is solved with them. */

import type { Tensor } from '../../../engine/graph/index.ts';
import { addOp, matrixProduct, op, type PlainAttributes } from '../../../engine/ops/index.ts';
import {
  applied,
  floats,
  type GradientCase,
  type GradientCases,
  gradientCase,
  type Sample,
  sample,
} from '../gradient-case.ts';

/** Far from singular: a sample with 3 added along the diagonals. */
function regular(batch: readonly number[], n: number): Sample {
  const { shape, values } = sample([...batch, n, n], -1, 1);
  return { shape, values: values.map((x, i) => ((i % (n * n)) % (n + 1) === 0 ? x + 3 : x)) };
}

/** Xᵀ · X + I: symmetric and positive definite for every X, so that all its elements may be moved. */
function definite(x: Tensor, n: number): Tensor {
  const unit = Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  return op('AddV2', [matrixProduct(x, x, { transposeA: true }), floats(x, [n, n], unit)]);
}

/** Both ways of a bool attribute. */
const eitherWay = [false, true] as const;

function triangular(): GradientCase[] {
  const ways = eitherWay.flatMap((lower) => eitherWay.map((adjoint) => ({ lower, adjoint })));
  return [
    ...ways.map((attributes) =>
      applied(
        'MatrixTriangularSolve',
        `${attributes.lower ? 'lower' : 'upper'}${attributes.adjoint ? ', transposed' : ''}`,
        [regular([], 3), sample([3, 2])],
        attributes,
      ),
    ),
    applied('MatrixTriangularSolve', 'stacks', [regular([2], 2), sample([2, 2, 1])]),
    applied('MatrixTriangularSolve', 'one matrix for a stack', [regular([], 2), sample([2, 2, 1])]),
  ];
}

const leastSquares = (name: string, rows: number, columns: number, l2: number) =>
  gradientCase(
    name,
    [sample([rows, columns]), sample([rows, 2], -1, 3)],
    (a, b) => op('MatrixSolveLs', [a, b, floats({ dtype: 'float64' } as Tensor, [], [l2])], { fast: true }),
    { needsSizes: /gradient of matrixSolveLs needs matrices of known sizes/, tolerance: 1e-5 },
  );

/** All outputs that have elements. Sizes are needed: for QR and vectors at once, for singular values at the second derivative. */
function ofOutputs(type: string, name: string, input: Sample, attributes: PlainAttributes = {}): GradientCase {
  return gradientCase(
    name,
    [input],
    (x) => addOp(type, [x], attributes).outputs.filter(({ shape }) => shape.known?.join() !== '0'),
    { needsSizes: /needs matrices of known sizes/ },
  );
}

export const matrixCases: GradientCases = {
  Cross: [applied('Cross', 'of pairs', [sample([2, 3]), sample([2, 3], -1, 3)])],
  Diag: [applied('Diag', 'of a vector', [sample([3])]), applied('Diag', 'of a matrix', [sample([2, 2])])],
  DiagPart: [
    applied('DiagPart', 'of a matrix', [sample([3, 3])]),
    applied('DiagPart', 'of four axes', [sample([2, 1, 2, 1])]),
  ],
  Cholesky: [
    gradientCase('of XᵀX + I', [sample([2, 3])], (x) => op('Cholesky', [definite(x, 3)])),
    gradientCase('of a stack', [sample([2, 2, 2])], (x) => op('Cholesky', [definite(x, 2)])),
  ],
  MatrixInverse: eitherWay.flatMap((adjoint) => [
    applied('MatrixInverse', `one${adjoint ? ', transposed' : ''}`, [regular([], 3)], { adjoint }),
    applied('MatrixInverse', `a stack${adjoint ? ', transposed' : ''}`, [regular([2], 2)], { adjoint }),
  ]),
  MatrixDeterminant: [
    applied('MatrixDeterminant', 'one', [regular([], 3)]),
    applied('MatrixDeterminant', 'a stack', [regular([2], 2)]),
  ],
  LogMatrixDeterminant: [
    gradientCase('its logarithm', [regular([2], 3)], (x) => addOp('LogMatrixDeterminant', [x]).outputs[1]),
    gradientCase('nothing flows through the sign', [regular([], 2)], (x) => [
      ...addOp('LogMatrixDeterminant', [x]).outputs,
    ]),
  ],
  MatrixSolve: eitherWay.flatMap((adjoint) => [
    applied('MatrixSolve', `one${adjoint ? ', transposed' : ''}`, [regular([], 3), sample([3, 2])], { adjoint }),
    applied('MatrixSolve', `stacks${adjoint ? ', transposed' : ''}`, [regular([2], 2), sample([2, 2, 1])], { adjoint }),
  ]),
  MatrixTriangularSolve: triangular(),
  MatrixSolveLs: [
    leastSquares('tall', 4, 2, 0),
    leastSquares('wide', 2, 4, 0),
    leastSquares('tall, with a regularizer', 3, 2, 0.7),
    leastSquares('wide, with a regularizer', 2, 3, 0.7),
  ],
  Qr: [
    ofOutputs('Qr', 'square', regular([], 3)),
    ofOutputs('Qr', 'tall', sample([4, 2])),
    ofOutputs('Qr', 'a stack', regular([2], 2), { full_matrices: true }),
  ],
  Svd: [
    ofOutputs('Svd', 'square', sample([3, 3])),
    ofOutputs('Svd', 'tall', sample([4, 2])),
    ofOutputs('Svd', 'wide', sample([2, 4])),
    ofOutputs('Svd', 'full, one more column', sample([2, 3]), { full_matrices: true }),
    ofOutputs('Svd', 'full, one more row', sample([3, 2]), { full_matrices: true }),
    ofOutputs('Svd', 'a stack', sample([2, 3, 2])),
    ofOutputs('Svd', 'values alone', sample([3, 2]), { compute_uv: false }),
  ],
  SelfAdjointEigV2: [
    gradientCase('of lower triangles', [sample([2, 3, 3])], (x) => [...addOp('SelfAdjointEigV2', [x]).outputs]),
    gradientCase(
      'values alone',
      [sample([3, 3])],
      (x) => addOp('SelfAdjointEigV2', [x], { compute_v: false }).outputs[0],
    ),
  ],
};
