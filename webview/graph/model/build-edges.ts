/** The inputs of a GraphDef's nodes as a flat table of edges. */

import type { GraphNode } from '../../protocol.ts';
import type { EdgeTable, OperationItem } from './items.ts';

/** Operations whose first input is the variable that they write into. */
const writes = /^(?:Assign|Scatter)/;

/** No operation has more outputs; what asks for one beyond names nothing. */
const maxOutput = 65_535;

type MissingInput = EdgeTable['missing'][number];

export function buildEdges(nodes: readonly GraphNode[], byName: ReadonlyMap<string, OperationItem>): EdgeTable {
  let most = 0;
  for (const { inputs, controlInputs } of nodes) most += inputs.length + controlInputs.length;
  const source = new Int32Array(most);
  const target = new Int32Array(most);
  const output = new Int32Array(most);
  const reference = new Uint8Array(most);
  const missing: MissingInput[] = [];
  let count = 0;

  const add = (node: number, input: string, control: boolean, first: boolean) => {
    const found = control ? findControl(input, byName) : findTensor(input, byName);
    if (found === null) {
      missing.push({ node, input, control });
      return;
    }
    source[count] = found.node;
    target[count] = node;
    output[count] = found.output;
    reference[count] = !control && first && writes.test(nodes[node]!.op) ? 1 : 0;
    count += 1;
  };

  for (let node = 0; node < nodes.length; node += 1) {
    const { inputs, controlInputs } = nodes[node]!;
    let first = true;
    for (const input of inputs) {
      const control = input.startsWith('^');
      add(node, input, control, first);
      if (!control) first = false;
    }
    for (const input of controlInputs) add(node, input, true, false);
  }

  const into = grouped(target, count, nodes.length);
  const from = grouped(source, count, nodes.length);
  return {
    count,
    source: source.subarray(0, count),
    target: target.subarray(0, count),
    output: output.subarray(0, count),
    reference: reference.subarray(0, count),
    incomingStart: into.start,
    incoming: into.edges,
    outgoingStart: from.start,
    outgoing: from.edges,
    missing,
  };
}

interface Producer {
  readonly node: number;
  readonly output: number;
}

function findControl(input: string, byName: ReadonlyMap<string, OperationItem>): Producer | null {
  const producer = byName.get(input.startsWith('^') ? input.slice(1) : input);
  return producer === undefined ? null : { node: producer.node, output: -1 };
}

function findTensor(input: string, byName: ReadonlyMap<string, OperationItem>): Producer | null {
  const colon = input.lastIndexOf(':');
  const digits = input.slice(colon + 1);
  if (colon > 0 && digits.length <= 5 && /^\d+$/.test(digits) && Number(digits) <= maxOutput) {
    const producer = byName.get(input.slice(0, colon));
    if (producer) return { node: producer.node, output: Number(digits) };
  }
  const producer = byName.get(input);
  return producer === undefined ? null : { node: producer.node, output: 0 };
}

/** Edges sorted by one of their ends: those of n are `edges[start[n]]` up to, without, `edges[start[n + 1]]`. */
function grouped(end: Int32Array, count: number, nodes: number): { start: Int32Array; edges: Int32Array } {
  const start = new Int32Array(nodes + 1);
  for (let edge = 0; edge < count; edge += 1) start[end[edge]! + 1]! += 1;
  for (let node = 0; node < nodes; node += 1) start[node + 1]! += start[node]!;
  const next = start.slice(0, nodes);
  const edges = new Int32Array(count);
  for (let edge = 0; edge < count; edge += 1) {
    const node = end[edge]!;
    edges[next[node]!] = edge;
    next[node]! += 1;
  }
  return { start, edges };
}
