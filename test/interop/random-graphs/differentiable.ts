/** Gradients where there are any: some operations have none, some ask for more than the graph says of shapes. */

import { type Graph, LookupError } from '../../../engine/graph/index.ts';

/** Some rules have no answer for all forms. */
const refusal = /known (?:rank|sizes|depth)|gradient of QR is not defined/;

/** What `make` builds; undefined, and a graph that is as it was, where that has no gradient. */
export function unlessRefused<T>(graph: Graph, make: () => T): T | undefined {
  const mark = graph.mark();
  try {
    return make();
  } catch (error) {
    graph.rollback(mark);
    if (error instanceof LookupError || refusal.test((error as Error).message)) return undefined;
    throw error;
  } finally {
    graph.release(mark);
  }
}
