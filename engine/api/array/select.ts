/** Elements chosen by conditions. */

import { type DType, GraphError, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';
import { gather } from './gather.ts';
import { concat } from './join.ts';
import { expandDims, reshape, shape, squeeze } from './shape.ts';
import { vectorRange } from './slice.ts';

export interface WhereOptions {
  readonly x?: TensorLike;
  readonly y?: TensorLike;
  readonly name?: string;
}

interface WhereFunction {
  <X extends TensorLike>(condition: TensorLike, x: X, y: TensorLike, options?: WhereOptions): TensorOf<X>;
  (condition: TensorLike, options?: { readonly name?: string }): Tensor<'int64', 'array'>;
  (
    condition: TensorLike,
    x?: TensorLike | null | WhereOptions,
    y?: TensorLike | null | WhereOptions,
    options?: WhereOptions,
  ): Tensor;
}

/**
 * With `x` and `y`: the elements of `x` where `condition` is true, else those of `y`; all have one shape, or the condition
 * is a vector that picks whole rows. Without: the coordinates [n, rank] (int64) of the true elements.
 */
export const where = publicFunction('where(condition: tensor, x?: tensor, y?: tensor, {name})', ((
  condition: TensorLike,
  x?: TensorLike | null | WhereOptions,
  y?: TensorLike | null | WhereOptions,
  options?: WhereOptions,
): Tensor => {
  const given = readOptions<WhereOptions>(['x', 'y'], [x, y, options]);
  const { name } = given;
  if (given.x !== undefined && given.y !== undefined) {
    return apply('Select', [condition, given.x, given.y], {}, { name });
  }
  if (given.x === undefined && given.y === undefined) return trueCoordinates(condition, name);
  throw new GraphError('x and y must both be given or both be left out.');
}) as WhereFunction);

function trueCoordinates(condition: TensorLike, name?: string): Tensor {
  return opScope(name, 'Where', [condition], (scope) => {
    const mask = convertToTensor(condition, { name: 'condition' });
    return apply('Where', [mask], {}, { name: scope });
  });
}

/**
 * The slices of `tensor` where `mask` is true. The mask has the shape of the first axes (from `axis`, default 0) of
 * `tensor`; they become one axis, whose size only a run tells.
 */
export const booleanMask = publicFunction(
  "booleanMask(tensor: tensor, mask: tensor, {name = 'boolean_mask', axis = 0})",
  <X extends TensorLike>(
    tensor: X,
    mask: TensorLike,
    options: { readonly name?: string; readonly axis?: number } = {},
  ): Tensor<DTypeOf<X>, 'array'> =>
    opScope(options.name, 'boolean_mask', [tensor, mask], () => {
      const { axis = 0 } = options;
      const data = convertToTensor(tensor, { name: 'tensor' });
      const chosen = convertToTensor(mask, { name: 'mask', dtype: 'bool' });
      const depth = chosen.shape.rank;
      if (depth === 0) throw new ShapeError('mask cannot be scalar.', chosen.op.describe());
      if (depth === null) {
        throw new ShapeError(
          'Number of mask dimensions must be specified, even if some dimensions are not known: a shape of [null] is ok, null is not.',
          chosen.op.describe(),
        );
      }
      checkMask(data, chosen, axis, axis + depth);
      const end = axis + depth;
      const count = apply('Prod', [vectorRange(shape(data), axis, end), [0]]);
      const parts = [vectorRange(shape(data), null, axis), [count], vectorRange(shape(data), end, null)];
      const flat = reshape(data, concat(parts, 0));
      const indices = squeeze(apply('Where', [reshape(chosen, [-1])]), [1]);
      return gather(flat, indices, { axis }) as Tensor<DTypeOf<X>, 'array'>;
    }),
);

function checkMask(data: Tensor, mask: Tensor, from: number, to: number): void {
  const { dims } = data.shape;
  if (!dims) return;
  const masked = new TensorShape(dims.slice(from, to));
  if (masked.isCompatibleWith(mask.shape)) return;
  throw new ShapeError(`Shapes ${masked} and ${mask.shape} are incompatible.`, mask.op.describe());
}

export interface UniqueOptions {
  /** The type of the indices; default int32. */
  readonly outIdx?: 'int32' | 'int64';
  readonly name?: string;
}

/** The distinct elements of the vector `x` in order of first occurrence, and where each element is among them. */
export const unique = publicFunction(
  "unique(x: tensor, outIdx = 'int32', {name})",
  <X extends TensorLike>(
    x: X,
    outIdx?: 'int32' | 'int64' | UniqueOptions,
    options?: UniqueOptions,
  ): { y: Tensor<DTypeOf<X>, 'array'>; idx: Tensor<'int32' | 'int64', 'array'> } => {
    const given = readOptions<UniqueOptions>(['outIdx'], [outIdx, options]);
    const [y, idx] = applyOp('Unique', [x], { out_idx: given.outIdx ?? 'int32' }, { name: given.name }).outputs;
    return { y, idx } as never;
  },
);

/** As unique, and how often each of the distinct elements occurs. */
export const uniqueWithCounts = publicFunction(
  "uniqueWithCounts(x: tensor, outIdx = 'int32', {name})",
  <X extends TensorLike>(
    x: X,
    outIdx?: 'int32' | 'int64' | UniqueOptions,
    options?: UniqueOptions,
  ): {
    y: Tensor<DTypeOf<X>, 'array'>;
    idx: Tensor<'int32' | 'int64', 'array'>;
    count: Tensor<'int32' | 'int64', 'array'>;
  } => {
    const given = readOptions<UniqueOptions>(['outIdx'], [outIdx, options]);
    const attributes = { out_idx: given.outIdx ?? 'int32' };
    const [y, idx, count] = applyOp('UniqueWithCounts', [x], attributes, { name: given.name }).outputs;
    return { y, idx, count } as never;
  },
);

export interface SequenceMaskOptions<D extends DType = DType> {
  /** The length of the rows; default: the largest of `lengths`. */
  readonly maxlen?: TensorLike;
  /** Default bool. */
  readonly dtype?: D;
  readonly name?: string;
}

/** Rows of true up to each length: [...lengths, maxlen]. */
export const sequenceMask = publicFunction(
  "sequenceMask(lengths: tensor, maxlen?: tensor, dtype = 'bool', {name})",
  <D extends DType = 'bool'>(
    lengths: TensorLike,
    maxlen?: TensorLike | null | SequenceMaskOptions<D>,
    dtype?: D | (SequenceMaskOptions<D> & { readonly dtype: D }),
    options?: SequenceMaskOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<SequenceMaskOptions>(['maxlen', 'dtype'], [maxlen, dtype, options]);
    return opScope(given.name, 'SequenceMask', [lengths, given.maxlen], () => {
      const counts = convertToTensor(lengths, { preferredDtype: 'int32' });
      const limit =
        given.maxlen === undefined
          ? largest(counts)
          : convertToTensor(given.maxlen, { preferredDtype: counts.dtype as 'int32' });
      const constant = (value: number) => convertToTensor(value, { dtype: limit.dtype });
      const row = apply('Range', [constant(0), limit, constant(1)]);
      const column = expandDims(counts, -1);
      const typed = column.dtype === limit.dtype ? column : apply('Cast', [column], { DstT: limit.dtype });
      const mask = apply('Less', [row, typed]);
      return (given.dtype ?? 'bool') === 'bool' ? mask : apply('Cast', [mask], { DstT: given.dtype });
    }) as Tensor<D, 'array'>;
  },
);

function largest(counts: Tensor): Tensor {
  const { rank } = counts.shape;
  if (rank === null)
    throw new ShapeError('sequenceMask without maxlen needs lengths of known rank.', counts.op.describe());
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return apply('Maximum', [0, apply('Max', [counts, Int32Array.from(axes)])]);
}
