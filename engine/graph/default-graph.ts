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
  return nested.within(graph, () => refusePromise(body(graph), 'graph.asDefault'));
}

/**
 * Puts another graph in the place of the global default one (undefined: a new one, made when asked for), and gives the
 * graph that was there. For whoever builds on behalf of another program, as the analysis does.
 * @throws GraphError inside `graph.asDefault`
 */
export function exchangeDefaultGraph(graph: Graph | undefined): Graph | undefined {
  if (nested.top) throw new GraphError('exchangeDefaultGraph cannot be called inside graph.asDefault(…).');
  const previous = globalGraph;
  globalGraph = graph;
  return previous;
}

/** Starts over with an empty default graph. @throws GraphError inside `graph.asDefault`. */
export function resetDefaultGraph(): void {
  if (nested.top) {
    throw new GraphError('Do not use resetDefaultGraph() to clear nested graphs: call it outside graph.asDefault(…).');
  }
  globalGraph = undefined;
}
