/** Reductions made of several operations: log-sum-exp, counts, norms. */

import { type DType, GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { zeros } from '../array/filled.ts';
import { transpose } from '../array/order.ts';
import { expandDims, reshape, shape, squeeze } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { svd } from '../linalg/decompositions.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import type { RankWithout } from '../result-types.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf } from '../static-types.ts';
import { cast, toInt64 } from './cast.ts';
import { type NameOption, operator } from './elementwise.ts';
import { reduce } from './reduce-op.ts';
import type { KeepDimsOptions, ReduceAllOptions, ReduceFunction, ReduceOptions } from './reduction.ts';

/** log Σ eˣ, without overflow: the largest element is taken out of the sum first. Floats. */
export const reduceLogsumexp = publicFunction(
  'reduceLogsumexp(inputTensor: tensor, axis = null, keepDims = false, {name})',
  ((input: TensorLike, ...rest: unknown[]): Tensor => {
    const { axis, keepDims = false, name } = readOptions<ReduceOptions>(['axis', 'keepDims'], rest);
    const x = convertToTensor(input);
    return opScope(name, 'ReduceLogSumExp', [x], (scope) => {
      const largest = reduce('Max', x, axis, true);
      const zero = op('ZerosLike', [largest], {}, 'zeros_like');
      const shift = op('StopGradient', [op('Select', [op('IsFinite', [largest]), largest, zero])]);
      const sum = reduce('Sum', op('Exp', [op('Sub', [x, shift])]), axis, keepDims);
      const logarithm = op('Log', [sum]);
      const back = keepDims ? shift : reshape(shift, shape(logarithm));
      return op('Add', [logarithm, back], {}, scope);
    });
  }) as ReduceFunction,
);

export interface CountOptions<D extends DType = DType> extends ReduceOptions {
  /** Of the counts; default int64. */
  readonly dtype?: D;
}

interface CountFunction {
  <D extends DType = 'int64'>(
    input: TensorLike,
    options?: (ReduceAllOptions & Pick<CountOptions<D>, 'dtype'>) | null,
  ): Tensor<NoInfer<D>, 'scalar'>;
  <X extends TensorLike, D extends DType = 'int64'>(
    input: X,
    options: KeepDimsOptions & Pick<CountOptions<D>, 'dtype'>,
  ): Tensor<NoInfer<D>, RankOf<X>>;
  <A extends TensorLike | null, D extends DType = 'int64'>(
    input: TensorLike,
    axis: A,
    keepDims?: boolean | null,
    dtype?: D | null,
    options?: NameOption,
  ): Tensor<NoInfer<D>, RankWithout<A>>;
  <A extends TensorLike | null, D extends DType = 'int64'>(
    input: TensorLike,
    axis: A,
    options: CountOptions<D>,
  ): Tensor<NoInfer<D>, RankWithout<A>>;
  <D extends DType = 'int64'>(input: TensorLike, options: CountOptions<D>): Tensor<NoInfer<D>>;
}

/** How many elements are not zero (not false, not ''), over `axis` or over all. */
export const countNonzero = publicFunction(
  "countNonzero(inputTensor: tensor, axis = null, keepDims = false, dtype = 'int64', {name})",
  ((input: TensorLike, ...rest: unknown[]): Tensor => {
    const given = readOptions<CountOptions>(['axis', 'keepDims', 'dtype'], rest);
    const { axis, keepDims = false, dtype = 'int64', name } = given;
    return opScope(name, 'count_nonzero', [input], () => {
      const x = convertToTensor(input, { name: 'input_tensor' });
      const isCounted = op('NotEqual', [x, zeros([], x.dtype)]);
      return cast(reduce('Sum', toInt64(isCounted), axis, keepDims), dtype);
    });
  }) as CountFunction,
);

export interface NormOptions extends NameOption {
  /** 'euclidean' (default; as 2 for vectors), 'fro' for matrices, 1, Infinity, or any positive p; for matrices 1, 2, Infinity. */
  readonly ord?: number | 'euclidean' | 'fro';
  /** One axis for vectors, two for matrices, null for all elements as one vector. */
  readonly axis?: number | readonly number[] | null;
  readonly keepDims?: boolean;
}

interface NormFunction {
  <X extends TensorLike>(
    tensor: X,
    options?: NormOptions & { readonly axis?: null; readonly keepDims?: false },
  ): Tensor<DTypeOf<X>, 'scalar'>;
  <X extends TensorLike>(
    tensor: X,
    ord?: NormOptions['ord'] | NormOptions | null,
    axis?: NormOptions['axis'] | NormOptions,
    options?: NormOptions,
  ): Tensor<DTypeOf<X>>;
}

const multiply = operator('Mul', 'mul');
const power = operator('Pow', 'Pow');

/** The norm of vectors or matrices; that of matrices of order 2 is their largest singular value. */
export const norm = publicFunction(
  "norm(tensor: tensor, ord = 'euclidean', axis = null, {keepDims = false, name = 'norm'})",
  ((tensor: TensorLike, ...rest: unknown[]): Tensor => {
    const { ord = 'euclidean', axis, keepDims = false, name } = readOptions<NormOptions>(['ord', 'axis'], rest);
    const axes = typeof axis === 'number' ? [axis] : axis;
    if (axes && axes.length !== 1 && axes.length !== 2) {
      throw new GraphError(`'axis' must be null, one axis or two, got ${axes.length} of them.`);
    }
    return opScope(name, 'norm', [tensor], () => {
      const x = convertToTensor(tensor);
      const result = normAlong(x, ord, axes ?? null);
      return keepDims ? result : squeeze(result, axes ?? undefined);
    });
  }) as NormFunction,
);

function normAlong(x: Tensor, ord: NonNullable<NormOptions['ord']>, axes: readonly number[] | null): Tensor {
  const isMatrix = axes?.length === 2;
  if (ord === 'euclidean' || ord === 'fro' || (ord === 2 && !isMatrix)) {
    if (ord === 'fro' && !isMatrix) throw new GraphError(`The norm 'fro' is one of matrices: give two axes.`);
    return op('Sqrt', [reduce('Sum', multiply(x, x), axes, true)]);
  }
  const size = op('Abs', [x]);
  if (ord === 1) {
    const sums = reduce('Sum', size, axes && [axes[0]], true);
    return isMatrix ? reduce('Max', sums, [axes[1]], true) : sums;
  }
  if (ord === Number.POSITIVE_INFINITY) {
    const sums = isMatrix ? reduce('Sum', size, [axes[1]], true) : size;
    return reduce('Max', sums, axes && [axes[0]], true);
  }
  if (isMatrix && ord === 2) return spectralNorm(x, axes);
  if (isMatrix || !(ord > 0)) {
    throw new GraphError(
      `'ord' ${ord} is not a supported ${isMatrix ? "matrix norm: use 'euclidean', 'fro', 1, 2 or Infinity" : 'vector norm: it must be positive'}.`,
    );
  }
  return power(reduce('Sum', power(size, ord), axes, true), 1 / ord);
}

/** The largest singular value of the matrices along two axes, which stay with size 1. @throws GraphError for an unknown rank. */
function spectralNorm(x: Tensor, axes: readonly number[]): Tensor {
  const { rank } = x.shape;
  if (rank === null) throw new GraphError('The matrix norm of order 2 needs a tensor of known rank.', x.op.describe());
  const inner = axes.map((axis) => (axis < 0 ? axis + rank : axis));
  const outer = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !inner.includes(axis));
  const values = svd(transpose(x, [...outer, ...inner]), { computeUv: false });
  const largest = reduce('Max', values, [-1]);
  return inner.toSorted((a, b) => a - b).reduce<Tensor>((kept, axis) => expandDims(kept, axis), largest);
}
