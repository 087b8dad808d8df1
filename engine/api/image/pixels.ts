/** What the functions of images have in common: whether there is a batch, and how large an image is. */

import { GraphError, isKnown, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import type { NameOption } from '../math/elementwise.ts';
import { opScope } from '../op-scope.ts';

export type { NameOption };

/** A number where it is known when the graph is built. */
export type Size = number | Tensor;

/** An image [rows, columns, channels] or several [batch, rows, columns, channels]; of unknown rank counts as one. */
export interface Images {
  readonly tensor: Tensor;
  readonly isBatch: boolean;
  /** Axes of rows and columns. */
  readonly rows: number;
  readonly columns: number;
}

/** @throws GraphError for a tensor of another rank. */
export function imagesOf(image: TensorLike): Images {
  const tensor = convertToTensor(image, { name: 'image' });
  const { rank } = tensor.shape;
  if (rank !== null && rank !== 3 && rank !== 4) {
    throw new GraphError(
      `'image' (shape ${tensor.shape}) must have either 3 or 4 dimensions: [rows, columns, channels], or a batch of them.`,
      tensor.op.describe(),
    );
  }
  const isBatch = rank === 4;
  return { tensor, isBatch, rows: isBatch ? 1 : 0, columns: isBatch ? 2 : 1 };
}

/** Runs `body` on a batch, of one where `image` is not one, in a scope of its own. */
export function asBatch(
  image: TensorLike,
  name: string | undefined,
  fallback: string,
  body: (batch: Tensor) => Tensor,
): Tensor {
  return opScope(name, fallback, [image], () => {
    const { tensor, isBatch } = imagesOf(image);
    if (isBatch) return body(tensor);
    const result = body(apply('ExpandDims', [tensor, 0]));
    return op('Squeeze', [result], { squeeze_dims: [0] });
  });
}

/** The size of an axis. */
export function sizeAlong(tensor: Tensor, axis: number): Size {
  const size = tensor.shape.dims?.[axis];
  if (size !== undefined && isKnown(size)) return size;
  const at = (place: number) => Int32Array.of(place);
  const attributes = { shrink_axis_mask: 1 };
  return apply('StridedSlice', [op('Shape', [tensor]), at(axis), at(axis + 1), at(1)], attributes, {
    fallback: 'strided_slice',
  });
}

/** Arithmetic on sizes, at once where both are numbers. */
const infix =
  (type: string, compute: (x: number, y: number) => number) =>
  (x: Size, y: Size): Size =>
    typeof x === 'number' && typeof y === 'number' ? compute(x, y) : apply(type, [x, y]);

export const minus = infix('Sub', (x, y) => x - y);
export const larger = infix('Maximum', Math.max);
export const smaller = infix('Minimum', Math.min);
export const floorDivided = infix('FloorDiv', (x, y) => Math.floor(x / y));

/** @throws GraphError where a size is known to break the rule. */
export function mustHold(holds: boolean, message: string): void {
  if (!holds) throw new GraphError(message);
}
