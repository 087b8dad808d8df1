/**
 * Places a directed graph in layers, inputs below what reads them: each node one layer above its highest input, order
 * within a layer by the mean position of neighbours (the barycenter heuristic, a few sweeps). Pure, linear in edges.
 */

export interface Placed {
  /** Layer, from 0 at the inputs. */
  readonly layer: number;
  /** Position within the layer, from 0. */
  readonly order: number;
}

const sweeps = 6;

/** @param edges - from input to reader; edges that lead backwards in `count` order (loops) do not count for layers */
export function layeredLayout(
  count: number,
  edges: readonly { readonly from: number; readonly to: number }[],
): Placed[] {
  const inputs = Array.from({ length: count }, (): number[] => []);
  const readers = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of edges) {
    if (from >= to) continue;
    inputs[to]!.push(from);
    readers[from]!.push(to);
  }
  const layer = new Array<number>(count).fill(0);
  for (let node = 0; node < count; node++) {
    for (const input of inputs[node]!) layer[node] = Math.max(layer[node]!, layer[input]! + 1);
  }
  // A constant stands right below its reader, not at the bottom.
  for (let node = count - 1; node >= 0; node--) {
    if (inputs[node]!.length > 0 || readers[node]!.length === 0) continue;
    layer[node] = Math.min(...readers[node]!.map((reader) => layer[reader]!)) - 1;
  }
  const layers: number[][] = [];
  for (let node = 0; node < count; node++) {
    layers[layer[node]!] ??= [];
    layers[layer[node]!]!.push(node);
  }
  const order = new Array<number>(count).fill(0);
  const number = (nodes: readonly number[]) => {
    nodes.forEach((node, index) => {
      // Layers differ in width: positions compare as parts of it.
      order[node] = (index + 0.5) / nodes.length;
    });
  };
  for (const nodes of layers) number(nodes);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const upwards = sweep % 2 === 0;
    const neighbours = upwards ? inputs : readers;
    for (const nodes of upwards ? layers : layers.toReversed()) {
      const wish = new Map(nodes.map((node) => [node, mean(neighbours[node]!) ?? order[node]!]));
      nodes.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(nodes);
    }
  }
  const placed = new Array<Placed>(count);
  layers.forEach((nodes, level) => {
    nodes.forEach((node, index) => {
      placed[node] = { layer: level, order: index };
    });
  });
  return placed;

  function mean(nodes: readonly number[]): number | undefined {
    if (nodes.length === 0) return undefined;
    return nodes.reduce((sum, node) => sum + order[node]!, 0) / nodes.length;
  }
}
