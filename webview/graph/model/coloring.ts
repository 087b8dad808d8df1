/** What the colour of each visible node says, as categories and values; which colours those are is the page's matter. */

import type { NodeStats } from '../../protocol.ts';
import type { GraphModel, Item, ItemId } from './items.ts';
import { formatBytes, formatMicros } from './shapes.ts';
import type { VisibleGraph, VisibleNode } from './visible.ts';

export type ColorBy = 'none' | 'structure' | 'device' | 'computeTime' | 'memory';

/** In the order to offer them; the last two need a trace. */
export const colorChoices: readonly { readonly by: ColorBy; readonly label: string; readonly needsTrace: boolean }[] = [
  { by: 'none', label: 'None', needsTrace: false },
  { by: 'structure', label: 'Structure', needsTrace: false },
  { by: 'device', label: 'Device', needsTrace: false },
  { by: 'computeTime', label: 'Compute time', needsTrace: true },
  { by: 'memory', label: 'Memory', needsTrace: true },
];

export type NodeColor =
  /** One of `Coloring.categories`. */
  | { readonly kind: 'category'; readonly category: number }
  /** Several categories in one scope: the share of each, largest first, summing up to 1 (devices). */
  | { readonly kind: 'mixed'; readonly shares: readonly { readonly category: number; readonly share: number }[] }
  /** `value` in the unit of `Coloring`, `relative` from 0 to 1 of the largest visible one. */
  | { readonly kind: 'value'; readonly value: number; readonly relative: number }
  /** Nothing to say: a structure that occurs once, a node without stats. */
  | { readonly kind: 'none' };

export interface Coloring {
  readonly by: ColorBy;
  /** Names for the legend; their place is the category's colour, and stays the same whatever is folded. */
  readonly categories: readonly string[];
  /** Smallest and largest value, as text for the legend (`12.3 ms`, `4.5 MiB`); null without values. */
  readonly range: { readonly min: string; readonly max: string } | null;
  /** Of every visible node. */
  readonly colors: ReadonlyMap<ItemId, NodeColor>;
}

const noColor: NodeColor = { kind: 'none' };

type Painter = (model: GraphModel, visible: VisibleGraph, stats: readonly NodeStats[]) => Omit<Coloring, 'by'>;

const painters = {
  none: (_model, visible) => ({ categories: [], range: null, colors: each(visible, () => noColor) }),
  structure: byStructure,
  device: byDevice,
  computeTime: (...of) => byValue(...of, ({ micros }) => micros, formatMicros),
  memory: (...of) => byValue(...of, ({ bytes }) => bytes, formatBytes),
} satisfies Record<ColorBy, Painter>;

export function coloring(
  model: GraphModel,
  visible: VisibleGraph,
  by: ColorBy,
  stats: readonly NodeStats[] = [],
): Coloring {
  return { by, ...painters[by](model, visible, stats) };
}

function each(visible: VisibleGraph, color: (node: VisibleNode, place: number) => NodeColor): Map<ItemId, NodeColor> {
  return new Map(visible.nodes.map((node, place) => [node.id, color(node, place)]));
}

/** Scopes of one structure have one colour; what occurs once has none, as in TensorBoard. */
function byStructure(model: GraphModel, visible: VisibleGraph): Omit<Coloring, 'by'> {
  const categories: string[] = [];
  const categoryOf = new Map<number, number>();
  for (const { template, name } of model.scopes) {
    if (model.templateSizes[template]! < 2 || categoryOf.has(template)) continue;
    categoryOf.set(template, categories.length);
    categories.push(`${name} and ${model.templateSizes[template]! - 1} more`);
  }
  const templateOf = (item: Item | undefined): number => {
    if (item?.kind === 'scope') return item.template;
    const first = item?.kind === 'series' ? item.members[0] : undefined;
    return first?.kind === 'scope' ? first.template : -1;
  };
  const colors = each(visible, ({ id }) => {
    const category = categoryOf.get(templateOf(model.items.get(id)));
    return category === undefined ? noColor : { kind: 'category', category };
  });
  return { categories, range: null, colors };
}

/** Of scopes, how much of them is on which device; operations without one do not count. */
function byDevice(model: GraphModel, visible: VisibleGraph, stats: readonly NodeStats[]): Omit<Coloring, 'by'> {
  const measured = new Map(stats.map(({ name, device }) => [name, device]));
  const categories: string[] = [];
  const categoryOf = new Map<string, number>();
  const counts = visible.nodes.map(() => new Map<number, number>());
  const lift = lifter(visible);
  model.operations.forEach(({ name }, node) => {
    const device = model.graph.nodes[node]!.device || measured.get(name) || '';
    if (device === '') return;
    let category = categoryOf.get(device);
    if (category === undefined) {
      category = categories.length;
      categories.push(device);
      categoryOf.set(device, category);
    }
    const of = category;
    lift(node, (place) => counts[place]!.set(of, (counts[place]!.get(of) ?? 0) + 1));
  });
  const colors = each(visible, (_node, place): NodeColor => {
    const found = [...counts[place]!].sort(([, a], [, b]) => b - a);
    if (found.length === 0) return noColor;
    if (found.length === 1) return { kind: 'category', category: found[0]![0] };
    const total = found.reduce((sum, [, count]) => sum + count, 0);
    return { kind: 'mixed', shares: found.map(([category, count]) => ({ category, share: count / total })) };
  });
  return { categories, range: null, colors };
}

function byValue(
  model: GraphModel,
  visible: VisibleGraph,
  stats: readonly NodeStats[],
  measured: (stats: NodeStats) => number,
  format: (value: number) => string,
): Omit<Coloring, 'by'> {
  const sums = new Float64Array(visible.nodes.length);
  const ran = new Uint8Array(visible.nodes.length);
  const lift = lifter(visible);
  for (const one of stats) {
    const operation = model.byName.get(one.name);
    if (operation === undefined) continue;
    const value = measured(one);
    lift(operation.node, (place) => {
      sums[place]! += value;
      ran[place] = 1;
    });
  }
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  visible.nodes.forEach(({ expanded }, place) => {
    if (expanded || ran[place] === 0) return;
    min = Math.min(min, sums[place]!);
    max = Math.max(max, sums[place]!);
  });
  const colors = each(visible, (_node, place) => {
    if (ran[place] === 0) return noColor;
    const value = sums[place]!;
    return { kind: 'value', value, relative: max > 0 ? Math.min(1, value / max) : 0 };
  });
  const range = min <= max ? { min: format(min), max: format(max) } : null;
  return { categories: [], range, colors };
}

/** Calls back for the visible node that shows an operation, and for each group around that. */
function lifter({ nodes, shownBy }: VisibleGraph): (node: number, at: (place: number) => void) => void {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const parents = nodes.map(({ parent }) => (parent === null ? -1 : places.get(parent)!));
  return (node, at) => {
    for (let place = shownBy[node]!; place >= 0; place = parents[place]!) at(place);
  };
}
