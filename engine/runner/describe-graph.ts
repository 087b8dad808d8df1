/** Graph to GraphDescription: plain data out of engine/graph. */

import { type Graph, isKnown, type Tensor } from '../graph/index.ts';
import { attributeText } from '../graphdef/index.ts';
import type { GraphDescription } from './graph-description.ts';

/** Characters of an attribute's text; the rest is elided, as TensorBoard does. */
const attributeLength = 1024;

export function describeGraph(graph: Graph): GraphDescription {
  return {
    nodes: graph.getOperations().map((op) => ({
      name: op.name,
      op: op.type,
      inputs: op.inputs.map(inputName),
      controlInputs: op.controlInputs.map(({ name }) => name),
      device: op.device,
      outputs: op.outputs.map(({ dtype, shape }) => ({
        dtype,
        // Symbols stand for what the graph's own nodes are called; a reader knows such a size as unknown, as TensorBoard.
        shape: shape.dims?.map((dim) => (isKnown(dim) ? dim : null)) ?? null,
      })),
      attributes: Object.keys(op.attributes)
        .sort()
        .map((key) => [key, attributeText(op.attributes[key]!, attributeLength)] as const),
      ...(op.source && { source: op.source }),
    })),
  };
}

function inputName({ op, valueIndex }: Tensor): string {
  return valueIndex === 0 ? op.name : `${op.name}:${valueIndex}`;
}
