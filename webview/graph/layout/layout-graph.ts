/** From sizes to places: groups from the innermost out, then their boxes from the outermost in. */

import type { ItemId } from '../model/index.ts';
import { type Cell, cellOf, placeAnnotations } from './cell.ts';
import { type GroupLayout, layoutGroup } from './group.ts';
import type { Box, Layout, LayoutNode, LayoutRequest, Point, Size } from './placement.ts';
import { RankCache } from './rank-cache.ts';
import type { Pair } from './rows.ts';
import { padding, titleHeight } from './spacing.ts';

interface Group {
  readonly children: number[];
  /** Between main children: places in `main`, and the edges' place in `flow`. */
  readonly pairs: Pair[];
  readonly main: number[];
  readonly auxiliary: number[];
  inside?: GroupLayout;
}

const root = -1;

/** Everything at once, in this thread. The same request gives the same layout, with or without a cache. */
export function layoutGraph(
  { nodes, edges, flow }: LayoutRequest,
  onProgress: (done: number, total: number) => void = () => {},
  cache: RankCache = new RankCache(),
): Layout {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const parentOf = (place: number) => {
    const { parent } = nodes[place]!;
    return parent === null ? root : places.get(parent)!;
  };
  const groups = gatherGroups(nodes, flow, places, parentOf);
  const sizes: Size[] = nodes.map(({ width, height }) => ({ width, height }));
  const cells: Cell[] = [];

  // Children come after their parents, so from the end each group's children are known before it.
  const inner = [...groups.keys()].sort((a, b) => b - a);
  let next = nodes.length - 1;
  inner.forEach((at, done) => {
    onProgress(done, inner.length);
    for (; next > at; next -= 1) cells[next] = cellOf(sizes[next]!, nodes[next]!.annotations);
    const group = groups.get(at)!;
    const { children, main, auxiliary, pairs } = group;
    const ranks = cache.ranksOf(
      main.map((child) => nodes[children[child]!]!),
      pairs,
    );
    group.inside = layoutGroup(
      children.map((child) => cells[child]!),
      children.map((child) => nodes[child]!.expanded),
      main,
      auxiliary,
      ranks,
    );
    if (at === root) return;
    const { width, height } = group.inside;
    sizes[at] = {
      width: Math.max(width + 2 * padding, nodes[at]!.width),
      height: height + 2 * padding + titleHeight,
    };
  });

  const boxes = placeBoxes(nodes, sizes, groups);
  const annotations = new Map<string, Box>();
  nodes.forEach((node, place) => {
    placeAnnotations(boxes[place]!, node.annotations, annotations);
  });
  const inside = groups.get(root)?.inside;
  return {
    nodes: new Map(nodes.map(({ id }, place) => [id, boxes[place]!])),
    annotations,
    bends: placeBends(edges, places, groups, boxes, parentOf),
    bounds: { x: 0, y: 0, width: inside?.width ?? 0, height: inside?.height ?? 0 },
  };
}

function gatherGroups(
  nodes: readonly LayoutNode[],
  flow: LayoutRequest['flow'],
  places: ReadonlyMap<ItemId, number>,
  parentOf: (place: number) => number,
): Map<number, Group> {
  const groups = new Map<number, Group>();
  const mainPlace = new Int32Array(nodes.length).fill(-1);
  const groupAt = (at: number) => {
    const found = groups.get(at) ?? { children: [], pairs: [], main: [], auxiliary: [] };
    groups.set(at, found);
    return found;
  };
  groupAt(root);
  nodes.forEach(({ auxiliary, expanded }, place) => {
    const group = groupAt(parentOf(place));
    const child = group.children.push(place) - 1;
    if (auxiliary) group.auxiliary.push(child);
    else mainPlace[place] = group.main.push(child) - 1;
    if (expanded) groupAt(place);
  });
  for (const { source, target } of flow) {
    const from = places.get(source)!;
    const to = places.get(target)!;
    if (from === to || mainPlace[from]! < 0 || mainPlace[to]! < 0 || parentOf(from) !== parentOf(to)) continue;
    groupAt(parentOf(from)).pairs.push([mainPlace[from]!, mainPlace[to]!]);
  }
  return groups;
}

/** The centre of what is inside a box lies below the box's own, for its title. */
function insideOf({ x, y }: Point): Point {
  return { x, y: y + titleHeight / 2 };
}

function placeBoxes(
  nodes: readonly LayoutNode[],
  sizes: readonly Size[],
  groups: ReadonlyMap<number, Group>,
): readonly Box[] {
  const boxes: Box[] = nodes.map((_, place) => ({ x: 0, y: 0, ...sizes[place]! }));
  const placeChildren = (at: number, centre: Point) => {
    const group = groups.get(at);
    group?.children.forEach((child, i) => {
      const offset = group.inside!.centres[i]!;
      boxes[child] = { ...sizes[child]!, x: centre.x + offset.x, y: centre.y + offset.y };
    });
  };
  placeChildren(root, { x: 0, y: 0 });
  nodes.forEach(({ expanded }, place) => {
    if (expanded) placeChildren(place, insideOf(boxes[place]!));
  });
  return boxes;
}

/** An edge passes where the edge between the siblings that hold its ends does. */
function placeBends(
  edges: LayoutRequest['edges'],
  places: ReadonlyMap<ItemId, number>,
  groups: ReadonlyMap<number, Group>,
  boxes: readonly Box[],
  parentOf: (place: number) => number,
): Map<string, readonly Point[]> {
  const depths = new Int32Array(boxes.length);
  for (let place = 0; place < boxes.length; place += 1) {
    const parent = parentOf(place);
    depths[place] = parent === root ? 0 : depths[parent]! + 1;
  }
  const bendsOf = new Map<number, Map<number, readonly Point[]>>();
  for (const [at, { children, main, pairs, inside }] of groups) {
    const centre = at === root ? { x: 0, y: 0 } : insideOf(boxes[at]!);
    for (const [edge, points] of inside!.bends) {
      const [source, target] = pairs[edge]!;
      const key = children[main[source]!]!;
      const found = bendsOf.get(key) ?? new Map<number, readonly Point[]>();
      bendsOf.set(key, found);
      const placed = points.map(({ x, y }) => ({ x: x + centre.x, y: y + centre.y }));
      // From the bottom up as the rows are; an edge of a ring may lead down.
      if (boxes[key]!.y < boxes[children[main[target]!]!]!.y) placed.reverse();
      found.set(children[main[target]!]!, placed);
    }
  }
  const bends = new Map<string, readonly Point[]>();
  for (const { id, source, target } of edges) {
    let from = places.get(source)!;
    let to = places.get(target)!;
    while (parentOf(from) !== parentOf(to)) {
      if (depths[from]! >= depths[to]!) from = parentOf(from);
      else to = parentOf(to);
    }
    const points = bendsOf.get(from)?.get(to);
    if (points !== undefined) bends.set(id, points);
  }
  return bends;
}
