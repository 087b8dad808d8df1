/** `tf.graphUtil.removeTrainingNodes`: nodes that change nothing when a model is used. */

import { create, type GraphDef, type NodeDef, NodeDefSchema } from '../../formats/index.ts';
import type { Graph } from '../../graph/index.ts';
import { graphDefOf, nodeName, withNodes } from './sub-graph.ts';

const isControl = (input: string): boolean => input.startsWith('^');

/**
 * The graph without `CheckNumerics`, and without each `Identity` that neither waits for something nor is waited for: who
 * reads them reads what they read. As TensorFlow's own.
 * @param protectedNodes - Names of nodes that stay.
 */
export function removeTrainingNodes(graph: Graph | GraphDef, protectedNodes: readonly string[] = []): GraphDef {
  const graphDef = graphDefOf(graph);
  const kept = new Set(protectedNodes);
  const checks = graphDef.node.filter(({ op, name }) => op === 'CheckNumerics' && !kept.has(name));
  const unchecked = spliced(graphDef.node, checks);
  const waitedFor = new Set(unchecked.flatMap(({ input }) => input.filter(isControl).map(nodeName)));
  const identities = unchecked.filter(
    ({ op, name, input }) => op === 'Identity' && !kept.has(name) && !waitedFor.has(name) && !input.some(isControl),
  );
  return withNodes(graphDef, spliced(unchecked, identities));
}

/** The nodes without some of them, whose first inputs take their place; who waited for one waits for what it read. */
function spliced(nodes: readonly NodeDef[], gone: readonly NodeDef[]): NodeDef[] {
  const inPlace = new Map(gone.map(({ name, input }) => [name, input[0]]));
  const resolve = (input: string): string => {
    const source = inPlace.get(nodeName(input));
    if (source === undefined) return input;
    return resolve(isControl(input) ? `^${nodeName(source)}` : source);
  };
  return nodes
    .filter(({ name }) => !inPlace.has(name))
    .map((node) => create(NodeDefSchema, { ...node, input: withoutRepeatedControls(node.input.map(resolve)) }));
}

const withoutRepeatedControls = (inputs: readonly string[]): string[] =>
  inputs.filter((input, i) => !isControl(input) || inputs.indexOf(input) === i);
