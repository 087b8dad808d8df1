/** `tf.tensordot`: products summed over chosen axes of two tensors, as one matrix product. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import { gather } from '../array/gather.ts';
import { concat, stack } from '../array/join.ts';
import { transpose } from '../array/order.ts';
import { rank, reshape, shape } from '../array/shape.ts';
import { convertPair, type TensorLike } from '../convert.ts';
import { matmul } from '../matmul.ts';
import { opScope } from '../op-scope.ts';
import type { OperandType } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import { type NameOption, operator } from './elementwise.ts';
import { reduce } from './reduce-op.ts';
import { range } from './sequence.ts';

/** A number of axes: the last of `a` with the first of `b`. Or the axes of each, in matching order. */
export type TensordotAxes = number | readonly [a: number | readonly number[], b: number | readonly number[]];

const plus = operator('Add', 'add');
const remainder = operator('FloorMod', 'mod');

/**
 * Sums a · b over pairs of axes. The result has the other axes of `a`, then those of `b`.
 * @throws ShapeError if paired axes differ in size, GraphError if their numbers differ.
 */
export const tensordot = publicFunction(
  'tensordot(a: tensor, b: tensor, axes: any, {name})',
  <A extends TensorLike, B extends TensorLike>(
    a: A,
    b: B,
    axes: TensordotAxes,
    options: NameOption = {},
  ): Tensor<OperandType<A, B>> =>
    opScope(options.name, 'Tensordot', [a, b], (scope) => {
      const [x, y] = convertPair(a, b, ['a', 'b']);
      const [axesX, axesY] = pairAxes(x, axes);
      const left = asMatrix(x, axesX, false);
      const right = asMatrix(y, axesY, true);
      const product = matmul(left.matrix, right.matrix);
      const bothKnown = Array.isArray(left.free) && Array.isArray(right.free);
      const free = bothKnown
        ? [...(left.free as number[]), ...(right.free as number[])]
        : concat([left.free as TensorLike, right.free as TensorLike], 0);
      return reshape(product, free, { name: scope }) as Tensor<OperandType<A, B>>;
    }),
);

/** The axes to sum over; from the end where the rank is not known. */
function pairAxes(a: Tensor, axes: TensordotAxes): [readonly number[], readonly number[]] {
  if (typeof axes !== 'number') {
    const [ofA, ofB] = axes.map((list) => (typeof list === 'number' ? [list] : list));
    if (ofA.length !== ofB.length) {
      throw new GraphError(`Different number of contraction axes 'a' and 'b', ${ofA.length} != ${ofB.length}.`);
    }
    return [ofA, ofB];
  }
  if (axes < 0) throw new GraphError("'axes' must be at least 0.");
  const ofB = Array.from({ length: axes }, (_, i) => i);
  if (a.shape.rank === null) return [ofB.map((axis) => axis - axes), ofB];
  if (axes > a.shape.rank)
    throw new GraphError(`'axes' must not be larger than the number of dimensions of tensor ${a}.`);
  return [ofB.map((axis) => a.shape.rank! - axes + axis), ofB];
}

interface Matrix {
  readonly matrix: Tensor;
  /** Sizes of the axes that are not summed over: numbers, or a vector. */
  readonly free: number[] | Tensor;
}

/** `x` with the free axes as rows and the summed ones as columns; the other way round if `flipped`. */
function asMatrix(x: Tensor, axes: readonly number[], flipped: boolean): Matrix {
  const { known } = x.shape;
  if (known) return knownMatrix(x, known, axes, flipped);
  const sizes = shape(x);
  const count = rank(x);
  const summed = remainder(plus(axes, count), count);
  const [others] = applyOp('ListDiff', [range(0, count), summed]).outputs;
  const free = gather(sizes, others);
  const rows = reduce('Prod', free, [0]);
  const columns = reduce('Prod', gather(sizes, summed), [0]);
  const order = concat(flipped ? [summed, others] : [others, summed], 0);
  return { matrix: reshape(transpose(x, order), stack(flipped ? [columns, rows] : [rows, columns])), free };
}

function knownMatrix(x: Tensor, sizes: readonly number[], axes: readonly number[], flipped: boolean): Matrix {
  const summed = axes.map((axis) => (axis < 0 ? axis + sizes.length : axis));
  const others = [...sizes.keys()].filter((axis) => !summed.includes(axis));
  const count = (list: readonly number[]) => list.reduce((product, axis) => product * sizes[axis], 1);
  const order = flipped ? [...summed, ...others] : [...others, ...summed];
  const matrixShape = flipped ? [count(summed), count(others)] : [count(others), count(summed)];
  return { matrix: reshape(transpose(x, order), matrixShape), free: others.map((axis) => sizes[axis]) };
}
