/** Rows by dagre, Sugiyama's method as TensorBoard uses it. The only file that knows dagre. */

import { Graph, layout } from '@dagrejs/dagre';
import type { Size } from './placement.ts';
import type { Pair, RankItem } from './rows.ts';
import { edgeGap, nodeGap, rankGap } from './spacing.ts';

export function layeredByDagre(sizes: readonly Size[], edges: readonly Pair[]): RankItem[][] {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'BT', nodesep: nodeGap, edgesep: edgeGap, ranksep: rankGap });
  // Numbers as names: dagre joins names with separators of its own.
  sizes.forEach(({ width, height }, node) => {
    graph.setNode(String(node), { width, height });
  });
  const edgeOf = new Map<string, number>();
  edges.forEach(([source, target], edge) => {
    const key = `${source} ${target}`;
    if (edgeOf.has(key)) return;
    edgeOf.set(key, edge);
    graph.setEdge(String(source), String(target), {});
  });
  layout(graph);

  const rows = new Map<number, RankItem[]>();
  const heights = new Map<number, number>();
  let sum = 0;
  for (const name of graph.nodes()) {
    const { x = 0, y = 0, rank = 0 } = graph.node(name);
    const row = rows.get(rank);
    const item: RankItem = { kind: 'node', node: Number(name), x };
    if (row) row.push(item);
    else rows.set(rank, [item]);
    heights.set(Math.round(y), rank);
    sum += x;
  }
  for (const { v, w } of graph.edges()) {
    const { points = [] } = graph.edge(v, w);
    const ends = [graph.node(v).rank, graph.node(w).rank];
    // The first and last point are at the ends' borders; those between ranks that have nodes are not needed.
    for (const { x, y } of points.slice(1, -1)) {
      const rank = heights.get(Math.round(y));
      if (rank === undefined || ends.includes(rank)) continue;
      rows.get(rank)!.push({ kind: 'bend', edge: edgeOf.get(`${v} ${w}`)!, x });
    }
  }
  const centre = sum / sizes.length;
  return [...rows.keys()]
    .sort((a, b) => a - b)
    .map((rank) =>
      rows
        .get(rank)!
        .map((item) => ({ ...item, x: item.x - centre }))
        .sort((a, b) => a.x - b.x),
    );
}
