/** The rule that some inputs have one shape. */

import { dimsMayBeEqual, isKnown, TensorShape } from '../graph/index.ts';
import type { InferenceContext } from './registry/index.ts';

/** What is known of the common shape of the inputs numbered `indices`; fails in TensorFlow's words if there is none. */
export function sameShape(c: InferenceContext, ...indices: readonly number[]): TensorShape {
  return indices
    .map((index) => c.inputs[index].shape)
    .reduce((known, shape) => mergeShapes(c, known, shape), TensorShape.unknown);
}

export function mergeShapes(c: InferenceContext, a: TensorShape, b: TensorShape): TensorShape {
  if (!a.dims) return b;
  if (!b.dims) return a;
  if (a.dims.length !== b.dims.length) {
    c.fail('rank', `Shapes must be equal rank, but are ${a.dims.length} and ${b.dims.length}`);
  }
  return new TensorShape(
    a.dims.map((dim, axis) => {
      const other = b.dims![axis];
      if (!dimsMayBeEqual(dim, other)) {
        c.fail(
          'dimension',
          `Dimension ${axis} in both shapes must be equal, but are ${dim} and ${other}. Shapes are ${a.toBrackets()} and ${b.toBrackets()}.`,
        );
      }
      return isKnown(dim) ? dim : isKnown(other) ? other : dim;
    }),
  );
}

/** Input `index` with the given rank: its dimensions, fresh ones where nothing is known. */
export function dimsOfRank(c: InferenceContext, index: number, rank: number) {
  const { dims } = c.inputs[index].shape;
  if (dims && dims.length !== rank) c.fail('rank', `Shape must be rank ${rank} but is rank ${dims.length}`);
  return dims ?? Array.from({ length: rank }, (_, axis) => c.fresh(index * rank + axis));
}
