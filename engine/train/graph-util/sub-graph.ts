/** `tf.graphUtil.extractSubGraph`: the nodes that some need. */

import { create, type GraphDef, GraphDefSchema, type NodeDef } from '../../formats/index.ts';
import { Graph, GraphError } from '../../graph/index.ts';
import { exportGraphDef } from '../../graphdef/index.ts';

/**
 * The part of a graph that the nodes with the given names need, in the order of the graph.
 * @throws GraphError for a name that no node has
 */
export function extractSubGraph(graph: Graph | GraphDef, destNodes: readonly string[]): GraphDef {
  const graphDef = graphDefOf(graph);
  const byName = new Map(graphDef.node.map((node) => [node.name, node]));
  const needed = new Set<NodeDef>();
  const open = destNodes.map((name) => {
    const node = byName.get(name);
    if (node) return node;
    const hint = name.includes(':') ? ' It names a tensor: give the name of its operation, before the colon.' : '';
    throw new GraphError(`${name} is not in graph.${hint}`);
  });
  for (let node = open.pop(); node; node = open.pop()) {
    if (needed.has(node)) continue;
    needed.add(node);
    for (const input of node.input) {
      const source = byName.get(nodeName(input));
      if (!source) throw new GraphError(`Node '${node.name}': its input '${input}' is not found in the GraphDef.`);
      open.push(source);
    }
  }
  return withNodes(
    graphDef,
    graphDef.node.filter((node) => needed.has(node)),
  );
}

export function graphDefOf(graph: Graph | GraphDef): GraphDef {
  return graph instanceof Graph ? exportGraphDef(graph, { addShapes: false }) : graph;
}

/** The same graph with other nodes. */
export function withNodes({ library, versions }: GraphDef, node: readonly NodeDef[]): GraphDef {
  return create(GraphDefSchema, { node: [...node], ...(library && { library }), ...(versions && { versions }) });
}

/** Of an input: `a`, `a:1` and `^a` are of node `a`. */
export const nodeName = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');
