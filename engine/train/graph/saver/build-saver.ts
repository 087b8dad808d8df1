/** Building a saver: chooses the variables and adds its nodes to their graph. */

import { asOneCall, type Graph, GraphError, getDefaultGraph, withDefaultGraph } from '../../../graph/index.ts';
import { type SavedVariable, savedVariables, type VariableList } from './saved-variables.ts';
import { addSaverNodes, type SaverNodes, variablesOfSaver } from './saver-graph.ts';

export interface SaverGraphOptions {
  /** Default: all global variables. */
  readonly varList?: VariableList | null;
  /** Let a variable take a saved array of another shape with as many elements. Default false. */
  readonly reshape?: boolean;
  /** The scope of the saver's nodes. Default `save`. */
  readonly name?: string;
  /** Do nothing where there are no variables, rather than throw. Default false. */
  readonly allowEmpty?: boolean;
  /** The prefix that the graph's own nodes use. Default `model`. */
  readonly filename?: string;
}

export interface SaverGraph {
  readonly variables: readonly SavedVariable[];
  /** Null where there are no variables. */
  readonly nodes: SaverNodes | null;
}

/**
 * Adds a saver's nodes to the graph of its variables; with `nodes`, finds what those of an imported graph save instead.
 * @throws GraphError if there are no variables, or two of one name.
 */
export function buildSaver(options: SaverGraphOptions, nodes?: SaverNodes): SaverGraph {
  const graph = getDefaultGraph();
  if (nodes) return { variables: variablesOfSaver(graph, nodes), nodes };
  const variables = savedVariables(options.varList, graph);
  if (variables.length === 0) {
    if (!options.allowEmpty) throw new GraphError('No variables to save: make the Saver after the variables.');
    return { variables, nodes: null };
  }
  const owner = variables[0].ref.graph;
  const { name = 'save', filename = 'model', reshape = false } = options;
  const build = (target: Graph) => asOneCall(() => addSaverNodes(target, variables, { name, filename, reshape }));
  return { variables, nodes: owner === graph ? build(graph) : withDefaultGraph(owner, build) };
}
