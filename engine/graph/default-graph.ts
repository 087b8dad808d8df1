/** The default graph: where a function that is given no graph builds. */

import { GraphError } from './errors.ts';
import { Graph, refusePromise } from './graph.ts';
import { ScopeStack } from './scope-stack.ts';

let globalGraph: Graph | undefined;
const nested = new ScopeStack<Graph>();

export function getDefaultGraph(): Graph {
  globalGraph ??= new Graph();
  return nested.top ?? globalGraph;
}

/** Runs `body` with `graph` as the default. @throws GraphError if it returns a promise. */
export function withDefaultGraph<T>(graph: Graph, body: (graph: Graph) => T): T {
  return nested.within(graph, () => refusePromise(body(graph), 'graph.asDefault(…)'));
}

/** Starts over with an empty default graph. @throws GraphError inside `graph.asDefault`. */
export function resetDefaultGraph(): void {
  if (nested.top) {
    throw new GraphError('Do not use resetDefaultGraph() to clear nested graphs: call it outside graph.asDefault(…).');
  }
  globalGraph = undefined;
}
