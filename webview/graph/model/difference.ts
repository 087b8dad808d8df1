/** What changed between two graphs of one source. */

import type { GraphData, GraphNode } from '../../protocol.ts';

export interface GraphDifference {
  readonly unchanged: readonly string[];
  /** The same name with another operation, inputs, attributes, device or shapes. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A name that occurs twice counts once, by its first node. Where a node's line is in the source does not matter. */
export function difference(before: GraphData, after: GraphData): GraphDifference {
  const old = firstByName(before);
  const now = firstByName(after);
  const unchanged: string[] = [];
  const changed: string[] = [];
  const added: string[] = [];
  for (const [name, node] of now) {
    const was = old.get(name);
    if (was === undefined) added.push(name);
    else if (was === node || content(was) === content(node)) unchanged.push(name);
    else changed.push(name);
  }
  return { unchanged, changed, added, removed: [...old.keys()].filter((name) => !now.has(name)) };
}

function firstByName({ nodes }: GraphData): Map<string, GraphNode> {
  const found = new Map<string, GraphNode>();
  for (const node of nodes) if (!found.has(node.name)) found.set(node.name, node);
  return found;
}

function content({ op, inputs, controlInputs, device, outputs, attributes, fault }: GraphNode): string {
  return JSON.stringify([
    op,
    inputs,
    controlInputs,
    device,
    outputs.map(({ dtype, shape }) => [dtype, shape]),
    attributes,
    fault,
  ]);
}
