/** Graphs to GraphDef messages, as TensorFlow 1.15 would write them. */

import {
  create,
  encodeGraphDef,
  formatPbtxt,
  type GraphDef,
  GraphDefSchema,
  type MessageInitShape,
  type NodeDefSchema,
} from '../formats/index.ts';
import type { AttrValue, Graph, Operation } from '../graph/index.ts';
import { encodeAttribute } from './attributes.ts';
import { debugInfoOf } from './debug-info.ts';

/** The producer version that 1.15 writes. */
const producerVersion = 134;

export interface ExportOptions {
  /** Write the static shapes of outputs as `_output_shapes`, which TensorBoard shows. Default true. */
  readonly addShapes?: boolean;
  /** Only operations that were made after the first `fromVersion`. */
  readonly fromVersion?: number;
  /** Write the lines of the user's files that made the operations. Default false: what is given away names no files. */
  readonly addSources?: boolean;
}

export function exportGraphDef(graph: Graph, options: ExportOptions = {}): GraphDef {
  const { addShapes = true, fromVersion = 0, addSources = false } = options;
  const operations = graph.getOperations().slice(fromVersion);
  const debugInfo = addSources ? debugInfoOf(operations) : undefined;
  return create(GraphDefSchema, {
    node: operations.map((op) => nodeOf(op, addShapes)),
    versions: { producer: producerVersion },
    ...(debugInfo && { debugInfo }),
  });
}

/** The graph as bytes of a GraphDef (`.pb`). */
export function encodeGraph(graph: Graph, options?: ExportOptions): Uint8Array {
  return encodeGraphDef(exportGraphDef(graph, options));
}

/** The graph as text (`.pbtxt`). */
export function formatGraph(graph: Graph, options?: ExportOptions): string {
  return formatPbtxt(GraphDefSchema, exportGraphDef(graph, options));
}

function nodeOf(op: Operation, addShapes: boolean): MessageInitShape<typeof NodeDefSchema> {
  const attributes: Record<string, AttrValue> = { ...op.attributes };
  if (addShapes && op.outputs.length > 0) {
    attributes._output_shapes = { kind: 'shapes', value: op.outputs.map((output) => output.shape) };
  }
  return {
    name: op.name,
    op: op.type,
    input: [
      ...op.inputs.map((input) => (input.valueIndex === 0 ? input.op.name : input.name)),
      ...op.controlInputs.map((input) => `^${input.name}`),
    ],
    device: op.device,
    // Sorted: the same graph gives the same bytes, however its operations came about.
    attr: Object.fromEntries(
      Object.keys(attributes)
        .sort()
        .map((key) => [key, encodeAttribute(attributes[key])]),
    ),
  };
}
