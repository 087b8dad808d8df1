/** A group's children in rows, before any of them is open: the part of layout that thinks, and is cached. */

import { layeredByDagre } from './dagre-ranks.ts';
import { layeredFast, longestPathRanks } from './fast-ranks.ts';
import type { Size } from './placement.ts';
import { centredRow, type Pair, type RankItem, type Ranks } from './rows.ts';
import { nodeGap } from './spacing.ts';

/** What dagre lays out well below a second. */
const maxNodes = 300;
/** Of all edges' lengths in ranks: dagre sets a node on each rank that an edge passes. */
const maxSpan = 1500;

/** No edge may lead from a child to itself. */
export function rankChildren(sizes: readonly Size[], edges: readonly Pair[]): Ranks {
  const linked = new Uint8Array(sizes.length);
  for (const [source, target] of edges) {
    linked[source] = 1;
    linked[target] = 1;
  }
  const connected = sizes.map((_, node) => node).filter((node) => linked[node] === 1);
  const alone = sizes.map((_, node) => node).filter((node) => linked[node] === 0);
  return { rows: [...grid(alone, sizes), ...connectedRows(connected, sizes, edges)] };
}

function connectedRows(connected: readonly number[], sizes: readonly Size[], edges: readonly Pair[]): RankItem[][] {
  if (connected.length === 0) return [];
  const placeOf = new Map(connected.map((node, place) => [node, place]));
  const pairs = edges.map(([source, target]): Pair => [placeOf.get(source)!, placeOf.get(target)!]);
  const own = connected.map((node) => sizes[node]!);
  const ranks = longestPathRanks(own.length, pairs);
  const span = pairs.reduce((sum, [source, target]) => sum + Math.abs(ranks[target]! - ranks[source]!), 0);
  const small = own.length <= maxNodes && span <= maxSpan;
  const rows = small ? layeredByDagre(own, pairs) : layeredFast(own, pairs, ranks);
  return rows.map((row) => row.map((item) => (item.kind === 'node' ? { ...item, node: connected[item.node]! } : item)));
}

/** What nothing connects, in rows of about the same width, nearly a square; the first on top. */
function grid(nodes: readonly number[], sizes: readonly Size[]): RankItem[][] {
  if (nodes.length === 0) return [];
  const area = nodes.reduce((sum, node) => sum + (sizes[node]!.width + nodeGap) * (sizes[node]!.height + nodeGap), 0);
  const widest = Math.max(Math.sqrt(area * 1.8), 240);
  const rows: number[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    if (width + sizes[node]!.width > widest) {
      rows.push([]);
      width = 0;
    }
    rows.at(-1)!.push(node);
    width += sizes[node]!.width + nodeGap;
  }
  return rows.reverse().map((row) => centredRow(row, sizes));
}
