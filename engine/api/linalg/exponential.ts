/** The exponential of matrices, by scaling and squaring (Higham, 2005). */

import { DTypeError, ShapeError, type Tensor } from '../../graph/index.ts';
import { eye } from '../array/matrix-parts.ts';
import { where } from '../array/select.ts';
import { reshape, shape } from '../array/shape.ts';
import { whileLoop } from '../control/while-loop.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { addN, maximum, minimum, pow } from '../math/arithmetic.ts';
import { less } from '../math/comparison.ts';
import type { NameOption } from '../math/elementwise.ts';
import { reduceMax, reduceSum } from '../math/reduction.ts';
import { abs, floor, log } from '../math/unary.ts';
import { matmul } from '../matmul.ts';
import { add, divide, multiply, subtract } from '../nn/operator.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { matrixSolve } from './solve.ts';

/** Up to which 1-norm of the matrix a Padé approximant of a degree is exact to the last bit; the last one is for all. */
interface Degree {
  readonly degree: number;
  readonly norm: number;
}

const degrees: Readonly<Record<'float32' | 'float64', readonly Degree[]>> = {
  float32: [
    { degree: 3, norm: 0.4258730016922831 },
    { degree: 5, norm: 1.880152677804762 },
    { degree: 7, norm: 3.92572478313866 },
  ],
  float64: [
    { degree: 3, norm: 0.01495585217958292 },
    { degree: 5, norm: 0.253939833006323 },
    { degree: 7, norm: 0.9504178996162932 },
    { degree: 9, norm: 2.097847961257068 },
    { degree: 13, norm: 5.371920351148152 },
  ],
};

/** No finite matrix is halved more often. */
const mostHalvings = 1100;

/**
 * The exponentials Σ Aᵏ / k! of square matrices [..., n, n] of floats.
 * @throws DTypeError for other types, ShapeError where n is not known.
 */
export const expm = publicFunction(
  'linalg.expm(input: tensor, {name})',
  <X extends TensorLike>(input: X, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'matrix_exponential', [input], () => {
      const given = convertToTensor(input, { name: 'input' });
      const size = sizeOfSquare(given);
      const table = degrees[given.dtype as 'float32' | 'float64'];
      if (!table) {
        throw new DTypeError(`tf.linalg.expm does not support matrices of type ${given.dtype}.`, given.op.describe());
      }
      if (size === 0) return given;
      const matrices = reshape(given, [-1, size, size]) as Tensor;
      const norm = reduceMax(reduceSum(abs(matrices), 1), 1);
      const ratio = divide(log(divide(norm, table.at(-1)!.norm)), Math.LN2);
      const halvings = minimum(maximum(floor(ratio), 0), mostHalvings) as Tensor;
      const scaled = divide(matrices, reshape(pow(2, halvings), [-1, 1, 1]));
      const { odd, even } = approximants(matrices, scaled, norm, table);
      const [, result] = whileLoop(
        (i: Tensor) => less(i, reduceMax(halvings)),
        (i: Tensor, power: Tensor) => [add(i, 1), where(less(i, halvings), matmul(power, power), power)],
        [convertToTensor(0, { dtype: given.dtype }), matrixSolve(subtract(even, odd), add(even, odd)) as Tensor],
      );
      const shaped = reshape(result, shape(given)) as Tensor;
      shaped.setShape(given.shape);
      return shaped;
    }) as TensorOf<X>,
);

function sizeOfSquare({ shape: { dims }, op }: Tensor): number {
  const [rows, columns] = dims?.slice(-2) ?? [];
  const size = typeof rows === 'number' ? rows : columns;
  if (typeof size !== 'number') throw new ShapeError('tf.linalg.expm needs matrices of known size.', op.describe());
  return size;
}

/** Of each matrix the odd and the even part of the approximant that is good enough for its norm. */
function approximants(
  matrices: Tensor,
  scaled: Tensor,
  norm: Tensor,
  table: readonly Degree[],
): { odd: Tensor; even: Tensor } {
  const last = pade(scaled, table.at(-1)!.degree);
  return table.slice(0, -1).reduceRight((larger, { degree, norm: limit }) => {
    const own = pade(matrices, degree);
    const isEnough = less(norm, limit);
    return { odd: where(isEnough, own.odd, larger.odd), even: where(isEnough, own.even, larger.even) };
  }, last);
}

/** exp(A) ≈ (even − odd)⁻¹ (even + odd), where odd = A Σ bₖ A^(k−1) over odd k, even = Σ bₖ Aᵏ over even k. */
function pade(a: Tensor, degree: number): { odd: Tensor; even: Tensor } {
  const b = coefficients(degree);
  const square = matmul(a, a) as Tensor;
  const one = eye(a.shape.dims!.at(-1) as number, { batchShape: [1], dtype: a.dtype }) as Tensor;
  const powers: Tensor[] = [one, square];
  while (powers.length <= degree >> 1) powers.push(matmul(powers.at(-1)!, square) as Tensor);
  const sum = (offset: 0 | 1) => {
    const [first, ...rest] = powers.map((power, i) => multiply(b[2 * i + offset], power));
    return add(rest.length > 1 ? (addN(rest) as Tensor) : rest[0], first);
  };
  return { odd: matmul(a, sum(1)) as Tensor, even: sum(0) };
}

/** bₖ = (2q − k)! / (k! (q − k)!) for the degree q, the last of which is 1. */
function coefficients(degree: number): number[] {
  const b = [1];
  for (let k = degree; k > 0; k--) b.unshift((b[0] * k * (2 * degree - k + 1)) / (degree - k + 1));
  return b;
}
