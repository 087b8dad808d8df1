/** Reads the shapes users write. */

import { type Dim, symbol } from './dimension.ts';
import { ShapeError } from './errors.ts';
import { type ShapeLike, TensorShape } from './shape.ts';

/**
 * A shape as written by a user. Each `null` becomes the symbol that `nameOf(axis)` gives.
 * @throws ShapeError for a negative or fractional size.
 */
export function parseShape(shape: ShapeLike, nameOf: (axis: number) => string = anonymous()): TensorShape {
  if (shape === null) return TensorShape.unknown;
  if (shape instanceof TensorShape) return shape;
  return new TensorShape(
    shape.map((size, axis): Dim => {
      if (size === null) return symbol(nameOf(axis));
      if (Number.isSafeInteger(size) && size >= 0) return size;
      const cure =
        size === -1 || size === undefined
          ? ' Write null for a size that is not known; -1 means "infer" only in reshape.'
          : '';
      throw new ShapeError(`Error converting shape to a TensorShape: Dimension ${size} must be >= 0.${cure}`);
    }),
  );
}

let anonymousCount = 0;
function anonymous(): (axis: number) => string {
  const id = anonymousCount++;
  return (axis) => `?${id}.${axis}`;
}
