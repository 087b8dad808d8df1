/**
 * How a kernel reads an operand: for each axis of the operand, which axis of the iteration space drives it.
 * Broadcasting, transposing, slicing, striding and reversing are all views, so none of them moves data by itself.
 */

export interface AxisView {
  /** The driving axis of the iteration space, or null: the coordinate is always `start`. */
  readonly axis: number | null;
  readonly start: number;
  /** Negative to read backwards. */
  readonly step: number;
}

/** One entry an axis of the operand: coordinate = start + step · point[axis]. */
export type View = readonly AxisView[];

export const along = (axis: number, start = 0, step = 1): AxisView => ({ axis, start, step });
export const fixed = (start = 0): AxisView => ({ axis: null, start, step: 0 });

/** Reads an operand of the iteration space's own shape as it is. */
export function identityView(rank: number): View {
  return Array.from({ length: rank }, (_, axis) => along(axis));
}

/** NumPy's broadcasting: trailing axes align, axes of size 1 repeat. */
export function broadcastView(from: readonly number[], to: readonly number[]): View {
  const shift = to.length - from.length;
  return from.map((size, axis) => (size === 1 && to[axis + shift] !== 1 ? fixed() : along(axis + shift)));
}

/** `inner` reads a producer's operand at the producer's point; `outer` reads the producer at the consumer's point. */
export function composeViews(inner: View, outer: View): View {
  return inner.map(({ axis, start, step }) => {
    if (axis === null) return fixed(start);
    const through = outer[axis];
    const at = start + step * through.start;
    return through.axis === null ? fixed(at) : along(through.axis, at, step * through.step);
  });
}

export function isIdentity(view: View, from: readonly number[], space: readonly number[]): boolean {
  return (
    view.length === space.length &&
    view.every(
      ({ axis, start, step }, i) =>
        from[i] === space[i] && start === 0 && (space[i] === 1 || (axis === i && step === 1)),
    )
  );
}

/** The view as an offset and one stride per axis of the space, in elements of an operand stored row-major. */
export function flattenView(
  view: View,
  operandShape: readonly number[],
  spaceRank: number,
): { offset: number; strides: number[] } {
  const strides = new Array<number>(spaceRank).fill(0);
  let offset = 0;
  let stride = 1;
  for (let k = operandShape.length - 1; k >= 0; k--) {
    const { axis, start, step } = view[k];
    offset += start * stride;
    if (axis !== null) strides[axis] += step * stride;
    stride *= operandShape[k];
  }
  return { offset, strides };
}
