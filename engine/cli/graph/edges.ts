/** A graph's edges between nodes by position, with what they carry: shared by the pictures. Pure. */

import type { GraphDescription } from '../../runner/index.ts';
import { shapeText } from './shape-text.ts';

export interface Edge {
  readonly from: number;
  readonly to: number;
  /** The shape that flows, or undefined for a control dependency. */
  readonly shape: string | undefined;
}

export function edgesOf({ nodes }: GraphDescription): Edge[] {
  const positions = new Map(nodes.map(({ name }, index) => [name, index]));
  const edges: Edge[] = [];
  nodes.forEach(({ inputs, controlInputs }, to) => {
    for (const input of inputs) {
      const [, name, output] = /^(.*?)(?::(\d+))?$/.exec(input) as unknown as [string, string, string | undefined];
      const from = positions.get(name);
      if (from === undefined) continue;
      const given = nodes[from]!.outputs[Number(output ?? 0)];
      edges.push({ from, to, shape: given ? shapeText(given.shape) : '' });
    }
    for (const name of controlInputs) {
      const from = positions.get(name);
      if (from !== undefined) edges.push({ from, to, shape: undefined });
    }
  });
  return edges;
}
