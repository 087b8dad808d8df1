/**
 * Which nodes are drawn as annotations of others, as TensorBoard does: a constant at each of its readers, a summary at
 * the node whose tensor it records.
 */

import type { GraphNode } from '../../protocol.ts';
import type { EdgeTable } from './items.ts';

const summary = /^[a-zA-Z]+Summary$/;
/** Collects summaries and records no tensor of its own. */
const merge = 'MergeSummary';

export function isSummary(op: string): boolean {
  return op !== merge && summary.test(op);
}

/**
 * For each node the one that shows it, -1 where it is a node of its own, as is everything that could not be made. A host
 * may itself be a shown summary.
 */
export function findHosts(nodes: readonly GraphNode[], edges: EdgeTable): Int32Array {
  const host = new Int32Array(nodes.length).fill(-1);
  for (let node = 0; node < nodes.length; node += 1) {
    const { op, fault } = nodes[node]!;
    if (op === 'Const' && fault === undefined) host[node] = firstReader(node, edges);
  }
  // After the constants: a summary's tag is one, and never what it records.
  for (let node = 0; node < nodes.length; node += 1) {
    const { op, fault } = nodes[node]!;
    if (isSummary(op) && fault === undefined) host[node] = recorded(node, nodes, edges, host);
  }
  return host;
}

/** -1 for a constant that has inputs, which no real one has: only so can hosts never form a ring. */
function firstReader(node: number, { incomingStart, incoming, outgoingStart, outgoing, output, target }: EdgeTable) {
  for (let i = incomingStart[node]!; i < incomingStart[node + 1]!; i += 1) {
    if (output[incoming[i]!]! >= 0) return -1;
  }
  for (let i = outgoingStart[node]!; i < outgoingStart[node + 1]!; i += 1) {
    const edge = outgoing[i]!;
    if (output[edge]! >= 0 && target[edge] !== node) return target[edge]!;
  }
  return -1;
}

function recorded(
  node: number,
  nodes: readonly GraphNode[],
  { incomingStart, incoming, output, source }: EdgeTable,
  host: Int32Array,
): number {
  // Its last input is the value; earlier ones are tags and names.
  for (let i = incomingStart[node + 1]! - 1; i >= incomingStart[node]!; i -= 1) {
    const edge = incoming[i]!;
    const from = source[edge]!;
    const { op } = nodes[from]!;
    const shown = op === 'Const' ? host[from]! >= 0 : isSummary(op);
    if (output[edge]! >= 0 && from !== node && !shown) return from;
  }
  return -1;
}
