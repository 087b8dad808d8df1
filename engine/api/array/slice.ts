/** Parts of tensors by position. */

import type { Tensor } from '../../graph/index.ts';
import { integerConstant, op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, TensorOf } from '../static-types.ts';

/** The box of `size` that starts at `begin`, both one number an axis; a size of -1 goes to the end. */
export const slice = publicFunction(
  'slice(input: tensor, begin: any, size: any, {name})',
  <X extends TensorLike>(
    input: X,
    begin: TensorLike,
    size: TensorLike,
    options: { readonly name?: string } = {},
  ): TensorOf<X> => apply('Slice', [input, begin, size], {}, options),
);

export interface StridedSliceOptions {
  /** One step an axis, default 1; negative ones walk backwards. */
  readonly strides?: TensorLike;
  /** Bit i: `begin[i]` does not count, the range starts at the edge. */
  readonly beginMask?: number;
  /** Bit i: `end[i]` does not count, the range goes to the edge. */
  readonly endMask?: number;
  /** Bit i: as many whole axes as are missing (`...`). */
  readonly ellipsisMask?: number;
  /** Bit i: a new axis of size 1. */
  readonly newAxisMask?: number;
  /** Bit i: the one element `begin[i]`, its axis dropped. */
  readonly shrinkAxisMask?: number;
  readonly name?: string;
}

/** What Python writes `input[begin:end:strides, …]`; positions count from the end where negative. */
export const stridedSlice = publicFunction(
  'stridedSlice(input: tensor, begin: any, end: any, strides?: any, {beginMask = 0, endMask = 0, ellipsisMask = 0, newAxisMask = 0, shrinkAxisMask = 0, name})',
  <X extends TensorLike>(
    input: X,
    begin: TensorLike,
    end: TensorLike,
    strides?: TensorLike | null | StridedSliceOptions,
    options?: StridedSliceOptions,
  ): Tensor<DTypeOf<X>> => {
    const given = readOptions<StridedSliceOptions>(['strides'], [strides, options]);
    const from = convertToIndex(begin, 'StridedSlice/begin');
    const step = given.strides ?? apply('OnesLike', [from], {}, { fallback: 'ones_like' });
    return apply(
      'StridedSlice',
      [input, from, end, step],
      {
        begin_mask: given.beginMask ?? 0,
        end_mask: given.endMask ?? 0,
        ellipsis_mask: given.ellipsisMask ?? 0,
        new_axis_mask: given.newAxisMask ?? 0,
        shrink_axis_mask: given.shrinkAxisMask ?? 0,
      },
      { name: given.name },
    );
  },
);

/** `vector[begin:end]`, under the names that indexing gives in TensorFlow; null for an open end. */
export function vectorRange(vector: Tensor, begin: number | null, end: number | null): Tensor {
  return indexed(vector, [begin ?? 0], [end ?? 0], {
    begin_mask: begin === null ? 1 : 0,
    end_mask: end === null ? 1 : 0,
  });
}

/** `vector[index]`, a scalar; from the end for a negative index. */
export function vectorItem(vector: Tensor, index: number): Tensor {
  const end = index === -1 ? 0 : index + 1;
  return indexed(vector, [index], [end], { shrink_axis_mask: 1 });
}

/** `matrix[:, column]`. */
export function matrixColumn(matrix: Tensor, column: number): Tensor {
  return indexed(matrix, [0, column], [0, column + 1], { begin_mask: 1, end_mask: 1, shrink_axis_mask: 2 });
}

/** `vector[index]`, a scalar, for an index that is a tensor. */
export function vectorTensorItem(vector: Tensor, index: Tensor): Tensor {
  return opScope(undefined, 'strided_slice', [vector], (scope) => {
    const from = op('Pack', [[index]], { axis: 0 }, 'stack');
    const next = apply('Add', [index, 1], {}, { fallback: 'add' });
    const to = op('Pack', [[next]], { axis: 0 }, 'stack_1');
    const step = integerConstant([1], 'int32', 'stack_2');
    return op('StridedSlice', [vector, from, to, step], { shrink_axis_mask: 1 }, scope);
  });
}

/** A part under the names that indexing gives in TensorFlow. */
export function indexed(
  tensor: Tensor,
  begin: readonly number[],
  end: readonly number[],
  masks: Readonly<Record<string, number>>,
): Tensor {
  return opScope(undefined, 'strided_slice', [tensor], (scope) => {
    const [from, to, step] = [
      integerConstant(begin, 'int32', 'stack'),
      integerConstant(end, 'int32', 'stack_1'),
      integerConstant(
        begin.map(() => 1),
        'int32',
        'stack_2',
      ),
    ];
    return op('StridedSlice', [tensor, from, to, step], masks, scope);
  });
}
