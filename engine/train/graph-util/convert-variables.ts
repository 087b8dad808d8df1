/** `tf.graphUtil.convertVariablesToConstants`: a graph and the values of its variables in one GraphDef. */

import {
  AttrValueSchema,
  create,
  encodeTensorProto,
  type GraphDef,
  type NodeDef,
  NodeDefSchema,
} from '../../formats/index.ts';
import type { Graph, NdArray, Tensor } from '../../graph/index.ts';
import type { Session } from '../../session/index.ts';
import { arrayOf } from '../checkpoint/snapshot.ts';
import { extractSubGraph } from './sub-graph.ts';

export interface ConvertVariablesOptions {
  /** Names of the variables to convert; default: all. */
  readonly variableNamesWhitelist?: readonly string[];
  /** Names of variables that stay variables. */
  readonly variableNamesBlacklist?: readonly string[];
}

/**
 * The part of a graph that the named nodes need, with variables replaced by constants that hold the session's values of
 * now: a frozen graph, which runs without a checkpoint.
 * @param graph - The session's, or a GraphDef of it.
 * @param outputNodeNames - Of operations: `softmax`, not `softmax:0`.
 * @throws GraphError for a name that no node has; FailedPreconditionError for an uninitialized variable.
 */
export async function convertVariablesToConstants(
  session: Session,
  graph: Graph | GraphDef,
  outputNodeNames: readonly string[],
  { variableNamesWhitelist, variableNamesBlacklist = [] }: ConvertVariablesOptions = {},
): Promise<GraphDef> {
  const graphDef = extractSubGraph(graph, outputNodeNames);
  const isConverted = ({ op, name }: NodeDef): boolean =>
    (op === 'VariableV2' || op === 'Variable') &&
    (variableNamesWhitelist?.includes(name) ?? true) &&
    !variableNamesBlacklist.includes(name);
  const values = await valuesOf(
    session,
    graphDef.node.filter(isConverted).map(({ name }) => name),
  );
  graphDef.node = graphDef.node.map((node) => {
    const value = values.get(node.name);
    return value ? constantNode(node, value) : node;
  });
  return graphDef;
}

/** All at one moment: no other run comes between. */
async function valuesOf(session: Session, names: readonly string[]): Promise<Map<string, NdArray>> {
  if (names.length === 0) return new Map();
  const tensors: Tensor[] = names.map((name) => session.graph.getTensorByName(`${name}:0`));
  const values: unknown[] = await session.run(tensors);
  return new Map(names.map((name, i) => [name, arrayOf(tensors[i].dtype, values[i])]));
}

function constantNode({ name, device, input }: NodeDef, value: NdArray): NodeDef {
  const tensor = encodeTensorProto(value);
  return create(NodeDefSchema, {
    name,
    device,
    op: 'Const',
    // A variable reads nothing, but may wait for something.
    input,
    attr: {
      dtype: create(AttrValueSchema, { value: { case: 'type', value: tensor.dtype } }),
      value: create(AttrValueSchema, { value: { case: 'tensor', value: tensor } }),
    },
  });
}
