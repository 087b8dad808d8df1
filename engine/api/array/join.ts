/** Tensors joined and cut apart. */

import { GraphError, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { apply, applyOp } from '../apply-op.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';

export interface AxisOptions {
  readonly axis?: number;
  readonly name?: string;
}

/** Tensors of one shape along a new axis. @param axis - Default 0. */
export const stack = publicFunction(
  "stack(values: tensors, axis = 0, {name = 'stack'})",
  <X extends TensorLike>(
    values: readonly X[],
    axis?: number | AxisOptions,
    options?: AxisOptions,
  ): Tensor<DTypeOf<X[]>, 'array'> => {
    const given = readOptions<AxisOptions>(['axis'], [axis, options]);
    const { axis: at = 0, name = 'stack' } = given;
    if (values.length === 0) throw new GraphError('stack needs at least one tensor.');
    // Along the first axis a list is a tensor already: a constant, or a Pack of what is none.
    if (at === 0) return opScope(name, 'stack', [values], (scope) => convertToTensor(values, { name: scope })) as never;
    return apply('Pack', [values], { axis: at }, { name });
  },
);

export interface UnstackOptions extends AxisOptions {
  /** How many; needed where the size of the axis is not known. */
  readonly num?: number;
}

/** The slices of `value` along `axis` (default 0), which they lack. @throws GraphError if their number is not known. */
export const unstack = publicFunction(
  "unstack(value: tensor, num?: number, axis = 0, {name = 'unstack'})",
  <X extends TensorLike>(
    value: X,
    num?: number | null | UnstackOptions,
    axis?: number | UnstackOptions,
    options?: UnstackOptions,
  ): Tensor<DTypeOf<X>>[] => {
    const given = readOptions<UnstackOptions>(['num', 'axis'], [num, axis, options]);
    const at = given.axis ?? 0;
    return opScope(given.name, 'unstack', [value], (scope) => {
      const tensor = convertToTensor(value, { name: 'value' });
      const { dims } = tensor.shape;
      if (dims && (at < -dims.length || at >= dims.length)) {
        throw new ShapeError(`axis = ${at} not in [${-dims.length}, ${dims.length})`, tensor.op.describe());
      }
      const size = given.num ?? dims?.at(at);
      if (size === undefined || !isKnown(size)) {
        throw new GraphError(`Cannot infer num from shape ${tensor.shape}: say how many with { num }.`);
      }
      return [...applyOp('Unpack', [tensor], { num: size, axis: at }, { name: scope }).outputs] as Tensor<DTypeOf<X>>[];
    });
  },
);

/** Tensors one after the other along an axis they have. @throws ShapeError if other sizes differ. */
export const concat = publicFunction(
  "concat(values: tensors, axis: axis, {name = 'concat'})",
  <X extends TensorLike>(
    values: X | readonly X[],
    axis: TensorLike | { axis: TensorLike; name?: string },
    options?: { readonly name?: string },
  ): Tensor<DTypeOf<X[]>, 'array'> => {
    const given = readOptions<{ axis: TensorLike; name: string }>(['axis'], [axis, options]);
    if (given.axis === undefined) throw new GraphError('concat needs an axis: tf.concat([a, b], 0).');
    const list = Array.isArray(values) ? (values as TensorLike[]) : [values as TensorLike];
    const name = given.name ?? 'concat';
    if (list.length !== 1) return apply('ConcatV2', [list, given.axis], {}, { name });
    return opScope(name, 'concat', list, (scope): Tensor<DTypeOf<X[]>, 'array'> => {
      convertToTensor(given.axis!, { dtype: 'int32', name: 'concat_dim' });
      return apply('Identity', [list[0]], {}, { name: scope });
    });
  },
);

export interface SplitOptions extends AxisOptions {
  /** How many parts, where the length of `numOrSizeSplits` is not known. */
  readonly num?: number;
}

/**
 * `value` cut along `axis` (default 0): into equal parts for a number, into parts of the given sizes for a list (of
 * which one may be -1: what is left).
 */
export const split = publicFunction(
  "split(value: tensor, numOrSizeSplits: any, axis = 0, num?: number, {name = 'split'})",
  <X extends TensorLike>(
    value: X,
    numOrSizeSplits: number | TensorLike,
    axis?: TensorLike | SplitOptions,
    num?: number | null | SplitOptions,
    options?: SplitOptions,
  ): TensorOf<X>[] => {
    const given = readOptions<SplitOptions>(['axis', 'num'], [axis, num, options]);
    const { axis: at = 0, name = 'split' } = given;
    if (typeof numOrSizeSplits === 'number') {
      return [...applyOp('Split', [at, value], { num_split: numOrSizeSplits }, { name }).outputs] as TensorOf<X>[];
    }
    const sizes = asTensor(numOrSizeSplits) ?? convertToTensor(numOrSizeSplits, { preferredDtype: 'int32' });
    const count = given.num ?? sizes.shape.dims?.[0];
    if (sizes.shape.rank === 0) {
      throw new GraphError('split takes a plain number of parts, or a list of sizes; a rank-0 tensor is neither.');
    }
    if (count === undefined || !isKnown(count)) {
      throw new GraphError(`Cannot infer num from shape ${sizes.shape}: say how many with { num }.`);
    }
    return [...applyOp('SplitV', [value, sizes, at], { num_split: count }, { name }).outputs] as TensorOf<X>[];
  },
);
