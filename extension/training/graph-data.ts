/** The graph that a run describes, as the graph page takes it. Pure. */

import type { ChildMessage } from '../../engine/runner/protocol.ts';
import type { Dimension, GraphData, GraphNode } from '../../webview/protocol.ts';

type Description = NonNullable<Extract<ChildMessage, { type: 'graph' }>['description']>;
type Shape = Description['nodes'][number]['outputs'][number]['shape'] | GraphNode['outputs'][number]['shape'];

export function graphData({ nodes }: Description): GraphData {
  return {
    traces: [],
    nodes: nodes.map((node) => ({
      attributes: [],
      ...node,
      outputs: node.outputs.map(({ dtype, shape }) => ({ dtype, shape: dimensionsOf(shape) })),
    })),
  };
}

/** `[batch, 3]` has a symbol and a size, `[?]` an unknown size, `[…]` an unknown rank. */
function dimensionsOf(shape: Shape): readonly Dimension[] | null {
  if (typeof shape !== 'string') return shape;
  if (shape === '[…]') return null;
  const inner = shape.slice(1, -1);
  return inner === '' ? [] : inner.split(', ').map(dimensionOf);
}

function dimensionOf(text: string): Dimension {
  if (text === '?') return null;
  return /^\d+$/.test(text) ? Number(text) : text;
}
