/** Rows for groups that are too large for dagre: longest paths, a few sweeps of barycentres, long rows broken. */

import { flowOrder } from '../model/index.ts';
import type { Size } from './placement.ts';
import { spreadRow } from './row.ts';
import { centredRow, type Pair, type RankItem } from './rows.ts';
import { nodeGap } from './spacing.ts';

const sweeps = 4;

/** The rank of each node: after all that lead to it, rings cut where flowOrder cuts them. */
export function longestPathRanks(count: number, edges: readonly Pair[]): Int32Array {
  const order = flowOrder(count, edges);
  const place = new Int32Array(count);
  order.forEach((node, i) => {
    place[node] = i;
  });
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const [source, target] of edges) if (place[source]! < place[target]!) next[source]!.push(target);
  const ranks = new Int32Array(count);
  for (const node of order)
    for (const target of next[node]!) ranks[target] = Math.max(ranks[target]!, ranks[node]! + 1);
  // Sources move up to just below their first reader, so that edges are short.
  for (let i = order.length - 1; i >= 0; i -= 1) {
    const node = order[i]!;
    let first = Number.POSITIVE_INFINITY;
    for (const target of next[node]!) first = Math.min(first, ranks[target]!);
    if (first !== Number.POSITIVE_INFINITY && first - 1 > ranks[node]!) ranks[node] = first - 1;
  }
  return ranks;
}

export function layeredFast(sizes: readonly Size[], edges: readonly Pair[], ranks: Int32Array): RankItem[][] {
  const byRank: number[][] = [];
  for (let node = 0; node < sizes.length; node += 1) {
    const rank = ranks[node]!;
    while (byRank.length <= rank) byRank.push([]);
    byRank[rank]!.push(node);
  }
  const filled = byRank.filter((row) => row.length > 0);
  const neighbors: number[][] = Array.from({ length: sizes.length }, () => []);
  for (const [source, target] of edges) {
    neighbors[source]!.push(target);
    neighbors[target]!.push(source);
  }
  const x = new Float64Array(sizes.length);
  for (const row of filled) placeRow(row, sizes, x, null);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const rows = sweep % 2 === 0 ? filled : filled.toReversed();
    for (const row of rows) {
      const wish = row.map((node) => mean(neighbors[node]!, x) ?? x[node]!);
      placeRow(row, sizes, x, wish);
    }
  }
  const longest = Math.max(24, Math.ceil(Math.sqrt(sizes.length) * 1.5));
  return filled.flatMap((row) => {
    row.sort((a, b) => x[a]! - x[b]!);
    if (row.length <= longest) return [row.map((node): RankItem => ({ kind: 'node', node, x: x[node]! }))];
    const parts = Math.ceil(row.length / longest);
    const each = Math.ceil(row.length / parts);
    return Array.from({ length: parts }, (_, part) => centredRow(row.slice(part * each, (part + 1) * each), sizes));
  });
}

/** Orders a row by where its nodes want to be, and places them there as far as there is room. */
function placeRow(row: number[], sizes: readonly Size[], x: Float64Array, wish: readonly number[] | null): void {
  if (wish === null) {
    for (const item of centredRow(row, sizes)) if (item.kind === 'node') x[item.node] = item.x;
    return;
  }
  const wanted = new Map(row.map((node, i) => [node, wish[i]!]));
  row.sort((a, b) => wanted.get(a)! - wanted.get(b)! || x[a]! - x[b]!);
  const places = spreadRow(
    row.map((node) => {
      const half = sizes[node]!.width / 2;
      return { x: wanted.get(node)!, left: half, right: half, gap: nodeGap, weight: 1 };
    }),
  );
  row.forEach((node, i) => {
    x[node] = places[i]!;
  });
}

function mean(nodes: readonly number[], x: Float64Array): number | null {
  if (nodes.length === 0) return null;
  let sum = 0;
  for (const node of nodes) sum += x[node]!;
  return sum / nodes.length;
}
