/** What is run here and in TensorFlow, as data: a graph, what it is fed, what is run of it in which order. */

import type { Graph, NdArray, Tensor } from '../../../engine/graph/index.ts';

/** One `session.run`. Names of operations and tensors. */
export interface Phase {
  readonly targets?: readonly string[];
  readonly fetches: readonly string[];
}

export interface Program {
  readonly name: string;
  readonly graph: Graph;
  readonly feeds: readonly (readonly [Tensor, NdArray])[];
  /** In one session, in order. */
  readonly phases: readonly Phase[];
  /** In a session of its own: what nothing else reads. Then a compiler may leave out what lies before. */
  readonly ends?: readonly string[];
  /** A loss and the gradients found here (null where there is none), for TensorFlow to find its own. */
  readonly gradients?: {
    readonly loss: string;
    readonly of: readonly (readonly [x: string, gradient: string | null])[];
  };
}
