/** Graph to GraphDescription: plain data out of engine/graph. */

import type { Graph, Tensor } from '../graph/index.ts';
import type { GraphDescription } from './graph-description.ts';

export function describeGraph(graph: Graph): GraphDescription {
  return {
    nodes: graph.getOperations().map((op) => ({
      name: op.name,
      op: op.type,
      inputs: op.inputs.map(inputName),
      controlInputs: op.controlInputs.map(({ name }) => name),
      device: op.device,
      outputs: op.outputs.map(({ dtype, shape }) => ({ dtype, shape: shape.toSymbolic() })),
      ...(op.source && { source: op.source }),
    })),
  };
}

function inputName({ op, valueIndex }: Tensor): string {
  return valueIndex === 0 ? op.name : `${op.name}:${valueIndex}`;
}
