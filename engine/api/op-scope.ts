/** The name scope that a public function opens around what it builds, in the graph of its arguments. */

import {
  asOneCall,
  type Graph,
  getDefaultGraph,
  isGraphElement,
  Operation,
  Tensor,
  withDefaultGraph,
} from '../graph/index.ts';

/**
 * Runs `body` inside the scope `name` (or `fallback`), with the graph of the first tensor among `values` as the default.
 * The callback gets the scope with its "/", which as an operation's name stands for the scope's own name.
 */
export function opScope<T>(
  name: string | null | undefined,
  fallback: string,
  values: readonly unknown[],
  body: (scope: string, graph: Graph) => T,
): T {
  const current = getDefaultGraph();
  const graph = graphOf(values) ?? current;
  const build = () => graph.withNameScope(name || fallback, (scope) => body(scope, graph));
  return asOneCall(graph === current ? build : () => withDefaultGraph(graph, build));
}

/** The graph of the first tensor, operation or variable in the list or in lists inside it. */
function graphOf(values: readonly unknown[]): Graph | undefined {
  for (const value of values) {
    if (value instanceof Tensor || value instanceof Operation) return value.graph;
    if (isGraphElement(value)) return value.asGraphElement().graph;
    const inner = Array.isArray(value) ? graphOf(value) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
