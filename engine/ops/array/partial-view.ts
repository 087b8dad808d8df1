/** Partial values follow their tensors through views and joins, so that shapes computed from shapes stay static. */

import { type Dim, maxPartialElements, type PartialValue, sizeOf, type TensorShape } from '../../graph/index.ts';
import { flattenView, type View } from '../kernel-language/index.ts';

/** The elements of a tensor of shape `from`, read through `view` over `to`; undefined where that cannot be said. */
export function viewValue(
  value: PartialValue | undefined,
  from: TensorShape,
  to: TensorShape,
  view: View,
): PartialValue | undefined {
  const [source, target] = [from.known, to.known];
  if (!value || !source || !target || sizeOf(target) > maxPartialElements) return undefined;
  const { offset, strides } = flattenView(view, source, target.length);
  return points(target).map((point) => value[point.reduce((at, index, axis) => at + index * strides[axis], offset)]);
}

/** The elements of `parts` laid one after the other along `axis`; parts have `shapes` that differ in that axis only. */
export function joinValues(
  parts: readonly (PartialValue | undefined)[],
  shapes: readonly TensorShape[],
  axis: number,
): PartialValue | undefined {
  const known = shapes.map((shape) => shape.known);
  if (parts.includes(undefined) || known.includes(undefined)) return undefined;
  const rows = sizeOf(known[0]!.slice(0, axis));
  const joined: (Dim | null)[] = [];
  for (let row = 0; row < rows; row++) {
    parts.forEach((part, index) => {
      const width = sizeOf(known[index]!.slice(axis));
      joined.push(...part!.slice(row * width, (row + 1) * width));
    });
  }
  return joined.length <= maxPartialElements ? joined : undefined;
}

/** All points of a shape in row-major order. */
function points(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (prefixes, size) => prefixes.flatMap((prefix) => Array.from({ length: size }, (_, i) => [...prefix, i])),
    [[]],
  );
}
