/**
 * Two graphs of the same operations: one whose placeholders say all their sizes, one whose placeholders keep some back.
 * The first tells what shapes there will be; the second is what inference is asked about.
 */

import { type DType, errors, Graph, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

/** One tensor in both graphs. */
export interface Twin {
  /** In the graph where every size is said. */
  readonly known: Tensor;
  /** In the graph where some are not. */
  readonly open: Tensor;
}

/** The sizes a tensor will have, or undefined where only its values tell. */
export const sizesOf = ({ known }: Twin): readonly number[] | undefined => known.shape.known;

const mostElements = 400;

export class TwinGraphs {
  readonly known = new Graph();
  readonly open = new Graph();
  /** Everything built so far. */
  readonly twins: Twin[] = [];

  placeholder(dtype: DType, shape: readonly number[], said: readonly (number | null)[] | null): Twin {
    const name = `p${this.twins.length}`;
    const twin = {
      known: this.known.asDefault(() => tf.placeholder(dtype, shape, { name })),
      open: this.open.asDefault(() => tf.placeholder(dtype, said, { name })),
    };
    this.twins.push(twin);
    return twin;
  }

  /**
   * Builds one thing in both graphs. What does not fit when all sizes are known is left out of both; what fits must be
   * accepted when less is known, so an error from the second graph is the caller's to see.
   */
  build(make: (of: (twin: Twin) => Tensor) => Tensor | readonly Tensor[]): readonly Twin[] {
    let known: readonly Tensor[];
    try {
      known = [this.known.asDefault(() => make((twin) => twin.known))].flat();
    } catch (error) {
      if (error instanceof errors.ShapeError) return [];
      throw error;
    }
    if (known.some(({ shape }) => (shape.known ?? []).reduce((a, b) => a * b, 1) > mostElements)) return [];
    const open = [this.open.asDefault(() => make((twin) => twin.open))].flat();
    const made = known.map((tensor, i) => ({ known: tensor, open: open[i] }));
    this.twins.push(...made);
    return made;
  }
}
