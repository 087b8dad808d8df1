/** Where on its edge a label can stand without covering anything: nodes, titles, annotations, other labels. Pure. */

import type { Box, Point } from '../layout/index.ts';
import { edgeText } from '../model/index.ts';
import { annotationsOf, areaTitleHeight, auxiliaryAreas, type Scene } from './scene.ts';

export interface EdgeLabel extends Point {
  readonly text: string;
  readonly width: number;
}

const height = 11;
const gap = 2;
/** Shares of the way along the edge, best first. */
const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const cell = 80;

/** Labels that find no room are left out; the details card has every shape. `measure` is of a label's drawn width. */
export function placeEdgeLabels(scene: Scene, measure: (label: string) => number): ReadonlyMap<string, EdgeLabel> {
  const { visible, layout } = scene;
  const taken = new TakenRoom();
  for (const box of obstacles(scene, measure)) taken.add(box);
  const placed = new Map<string, EdgeLabel>();
  for (const edge of visible.edges) {
    const { id, source, target } = edge;
    const label = edgeText(edge);
    const [from, to] = [layout.nodes.get(source), layout.nodes.get(target)];
    if (label === '' || from === undefined || to === undefined) continue;
    const path = freePart(pointsOnEdge(from, to, layout.bends.get(id) ?? []), from, to);
    const width = measure(label) + 4;
    for (const share of places) {
      const at = pointAlong(path, share);
      if (at === null) break;
      const box = { ...at, width, height };
      if (!taken.isFree(box)) continue;
      taken.add(box);
      placed.set(id, { ...at, text: label, width });
      break;
    }
  }
  return placed;
}

/** The edge as Cytoscape draws it: quadratic curves by the bends, joined half way between them. */
export function pointsOnEdge(from: Point, to: Point, bends: readonly Point[]): readonly Point[] {
  if (bends.length === 0) return [from, to];
  const points: Point[] = [from];
  let start: Point = from;
  for (const [place, bend] of bends.entries()) {
    const next = bends[place + 1];
    const end = next === undefined ? to : { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 };
    for (let step = 1; step <= 6; step++) points.push(quadratic(start, bend, end, step / 6));
    start = end;
  }
  return points;
}

function quadratic(from: Point, by: Point, to: Point, t: number): Point {
  const u = 1 - t;
  return { x: u * u * from.x + 2 * u * t * by.x + t * t * to.x, y: u * u * from.y + 2 * u * t * by.y + t * t * to.y };
}

/** Without what lies in the boxes at the ends. */
function freePart(points: readonly Point[], from: Box, to: Box): readonly Point[] {
  const fine: Point[] = [];
  for (const [place, point] of points.entries()) {
    const next = points[place + 1];
    if (next === undefined) {
      fine.push(point);
      break;
    }
    const steps = Math.max(1, Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / 6));
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      fine.push({ x: point.x + (next.x - point.x) * t, y: point.y + (next.y - point.y) * t });
    }
  }
  return fine.filter((point) => !contains(from, point) && !contains(to, point));
}

function pointAlong(points: readonly Point[], share: number): Point | null {
  return points[Math.round(share * (points.length - 1))] ?? null;
}

function contains({ x, y, width, height }: Box, point: Point): boolean {
  return Math.abs(point.x - x) <= width / 2 && Math.abs(point.y - y) <= height / 2;
}

function* obstacles(scene: Scene, measure: (label: string) => number): Iterable<Box> {
  for (const node of scene.visible.nodes) {
    const box = scene.layout.nodes.get(node.id);
    if (box === undefined) continue;
    if (!node.expanded) {
      yield box;
      for (const annotation of annotationsOf(scene, node)) yield annotation.box;
      continue;
    }
    // Name and count of an open group, larger than an edge's label.
    const width = Math.min(box.width, 27 + measure(node.label) * 1.5 + 60);
    yield { x: box.x - box.width / 2 + width / 2, y: box.y - box.height / 2 + 12, width, height: 24 };
  }
  for (const { box } of auxiliaryAreas(scene)) {
    yield { ...box, y: box.y - box.height / 2 + areaTitleHeight / 2, height: areaTitleHeight };
  }
}

/** Boxes by the squares of a grid that they touch. */
class TakenRoom {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of cellsOf(box)) {
      const here = this.#cells.get(key);
      if (here === undefined) this.#cells.set(key, [box]);
      else here.push(box);
    }
  }

  isFree(box: Box): boolean {
    for (const key of cellsOf(box)) {
      for (const other of this.#cells.get(key) ?? []) {
        if (
          Math.abs(other.x - box.x) < (other.width + box.width) / 2 + gap &&
          Math.abs(other.y - box.y) < (other.height + box.height) / 2 + gap
        ) {
          return false;
        }
      }
    }
    return true;
  }
}

function* cellsOf({ x, y, width, height }: Box): Iterable<string> {
  const right = Math.floor((x + width / 2) / cell);
  const bottom = Math.floor((y + height / 2) / cell);
  for (let column = Math.floor((x - width / 2) / cell); column <= right; column++) {
    for (let row = Math.floor((y - height / 2) / cell); row <= bottom; row++) yield `${column} ${row}`;
  }
}
