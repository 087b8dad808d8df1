/** Graph to GraphDescription: plain data out of engine/graph, without the way through a message. */

import { type Graph, isKnown, type Operation, type SourceLocation, type Tensor } from '../graph/index.ts';
import { attributeText } from './attribute-text.ts';
import type { GraphDescription } from './description.ts';

/** Characters of an attribute's text; the rest is elided, as TensorBoard does. */
const attributeLength = 1024;

export interface DescribeGraphOptions {
  /** Where an operation was made. Default: what it remembers itself. */
  readonly sourceOf?: (op: Operation) => SourceLocation | undefined;
}

export function describeGraph(graph: Graph, options: DescribeGraphOptions = {}): GraphDescription {
  const { sourceOf = (op) => op.source } = options;
  return {
    nodes: graph.getOperations().map((op) => {
      const source = sourceOf(op);
      return {
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
        ...(source && { source }),
      };
    }),
  };
}

function inputName({ op, valueIndex }: Tensor): string {
  return valueIndex === 0 ? op.name : `${op.name}:${valueIndex}`;
}
