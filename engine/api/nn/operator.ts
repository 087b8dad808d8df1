/** Arithmetic inside composite functions, named as Python's operators name it: `add`, with a constant `add/y`. */

import type { Tensor } from '../../graph/index.ts';
import { int32Vector, op, shapeTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';

const operator =
  (type: string, fallback: string) =>
  (x: TensorLike, y: TensorLike, name?: string): Tensor =>
    apply(type, [x, y], {}, { name, fallback });

export const add = operator('Add', 'add');
export const subtract = operator('Sub', 'sub');
export const multiply = operator('Mul', 'mul');
export const divide = operator('RealDiv', 'truediv');
export const remainder = operator('FloorMod', 'mod');
export const floorDivide = operator('FloorDiv', 'floordiv');
export const maximum = operator('Maximum', 'Maximum');
export const greaterEqual = operator('GreaterEqual', 'GreaterEqual');

export const negate = (x: Tensor): Tensor => op('Neg', [x]);
export { zerosLike } from '../array/filled.ts';
export const shapeOf = (x: Tensor): Tensor => shapeTensor(x);
export const cast = (x: Tensor, dtype: Tensor['dtype']): Tensor =>
  x.dtype === dtype ? x : op('Cast', [x], { DstT: dtype });
export const reshape = (x: Tensor, shape: readonly number[] | Tensor): Tensor => apply('Reshape', [x, shape]);

export function transpose(x: Tensor, order: readonly number[], name = 'transpose'): Tensor {
  return apply('Transpose', [x, order], {}, { fallback: 'transpose', name });
}

/** A reduction over `axes` (null: all). */
export function reduce(
  type: 'Sum' | 'Mean',
  x: Tensor,
  axes: TensorLike | null,
  keepDims = false,
  name: string = type,
): Tensor {
  return apply(type, [x, axes ?? allAxes(x)], { keep_dims: keepDims }, { name });
}

function allAxes(x: Tensor): Tensor {
  const { rank } = x.shape;
  if (rank !== null) return int32Vector(Array.from({ length: rank }, (_, axis) => axis));
  return apply('Range', [0, op('Rank', [x]), 1], {}, { fallback: 'range' });
}
