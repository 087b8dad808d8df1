/**
 * What slides windows with holes: positions of the same remainder become examples of their own, over which the windows have
 * no holes, and go back to their places.
 */

import { isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { integerArray, integerConstant } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { concat, stack } from '../array/join.ts';
import { shape } from '../array/shape.ts';
import { indexed, matrixColumn, vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { add, remainder, subtract } from './operator.ts';
import type { PaddingMode } from './window-attributes.ts';

export interface HoledWindow {
  /** Distances between a window's elements, one a spatial axis. */
  readonly rates: readonly number[];
  readonly padding: PaddingMode;
  /** The window's sizes; what SAME pads by. */
  readonly window: readonly (number | null)[];
  /** The first spatial axis. */
  readonly axis: 1 | 2;
}

/** Runs `body` on `input` as it is where no window has holes, else on examples without holes and without padding. */
export function withSpaceToBatch(
  input: Tensor,
  { rates, padding, window, axis }: HoledWindow,
  body: (input: Tensor, padding: PaddingMode) => Tensor,
): Tensor {
  const rate = integerConstant(rates, 'int32', 'dilation_rate');
  if (rates.every((each) => each === 1)) return body(input, padding);
  const frame = padding === 'SAME' ? sameFrame(window, rates) : undefined;
  const [paddings, crops] = requiredPaddings(spatialSizes(input, axis, rates.length), rate, rates, frame);
  const blocks = Int32Array.from(axis === 1 ? rates : [1, ...rates]);
  const frames = adjusted(paddings, axis, rates.length);
  const edges = adjusted(crops, axis, rates.length);
  const result = body(apply('SpaceToBatchND', [input, blocks, frames]), 'VALID');
  return apply('BatchToSpaceND', [result, blocks, edges]);
}

interface Frame {
  readonly tensor: Tensor;
  readonly rows: readonly (readonly [before: number, after: number])[];
}

/** Zeros before and after that SAME asks for: the odd one goes after. */
function sameFrame(window: readonly (number | null)[], rates: readonly number[]): Frame {
  const sizes = window.map((size) => {
    if (size === null) throw new ShapeError("A filter of unknown size has no padding 'SAME' where it has holes.");
    return size;
  });
  integerConstant(sizes, 'int32', 'filter_shape');
  const rows = rates.map((rate, i) => {
    const extra = (sizes[i] - 1) * rate;
    return [Math.floor(extra / 2), extra - Math.floor(extra / 2)] as const;
  });
  return { tensor: constantRows(rows, 'stack'), rows };
}

function spatialSizes(input: Tensor, axis: number, count: number): readonly number[] | Tensor {
  const sizes = input.shape.dims?.slice(axis, axis + count);
  if (sizes?.every(isKnown)) return sizes as number[];
  const all = shape(input);
  return stack(Array.from({ length: count }, (_, i) => vectorItem(all, axis + i)));
}

type Paddings = readonly (readonly [number, number])[] | Tensor;

/** How much goes before and after for blocks to fit, and how much of what comes back is cut off. */
function requiredPaddings(
  sizes: readonly number[] | Tensor,
  rate: Tensor,
  rates: readonly number[],
  frame: Frame | undefined,
): readonly [paddings: Paddings, crops: Paddings] {
  return opScope(undefined, 'required_space_to_batch_paddings', [rate], () => {
    const rows = frame?.rows ?? rates.map(() => [0, 0] as const);
    const count = rates.length;
    const isStatic = Array.isArray(sizes);
    if (isStatic) integerConstant(sizes, 'int32', 'input_shape');
    const base = frame?.tensor ?? constantRows(rows, 'base_paddings');
    if (isStatic) {
      const extra = rates.map((each, i) => (each - ((sizes[i] + rows[i][0] + rows[i][1]) % each)) % each);
      const paddings = rows.map(([before, after], i) => [before, after + extra[i]] as const);
      const crops = extra.map((each) => [0, each] as const);
      constantRows(paddings, 'paddings');
      constantRows(crops, 'crops');
      return [paddings, crops] as const;
    }
    const [start, end] = [matrixColumn(base, 0), matrixColumn(base, 1)];
    const whole = add(add(sizes as Tensor, start), end);
    const extra = remainder(subtract(rate, remainder(whole, rate)), rate);
    const after = add(end, extra);
    const axes = Array.from({ length: count }, (_, i) => i);
    const paddings = stack(axes.map((i) => [vectorItem(start, i), vectorItem(after, i)]) as TensorLike[], {
      name: 'paddings',
    });
    const crops = stack(axes.map((i) => [0, vectorItem(extra, i)]) as TensorLike[], { name: 'crops' });
    return [paddings, crops] as const;
  });
}

function constantRows(rows: readonly (readonly number[])[], name: string): Tensor {
  return convertToTensor(integerArray(rows.flat(), 'int32', [rows.length, 2]), { name });
}

/** One row an axis after the first, those before the spatial axes being zeros. */
function adjusted(paddings: Paddings, axis: number, count: number): TensorLike {
  if (Array.isArray(paddings)) {
    const rows = axis === 1 ? paddings : [[0, 0], ...paddings];
    return integerArray(rows.flat() as number[], 'int32', [rows.length, 2]);
  }
  const all = indexed(paddings as Tensor, [0], [count], {});
  return concat(axis === 1 ? [all] : [integerArray([0, 0], 'int32', [1, 2]), all], 0);
}
