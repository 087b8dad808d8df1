/** One group's inside: its rows grown to its children's real sizes, the auxiliary ones in columns at the right. */

import type { Cell } from './cell.ts';
import type { Point, Size } from './placement.ts';
import { spreadRow } from './row.ts';
import type { RankItem, Ranks } from './rows.ts';
import { auxiliaryGap, edgeGap, nodeGap, rankGap } from './spacing.ts';

export interface GroupLayout extends Size {
  /** Of each child, from the centre of the group's inside. */
  readonly centres: readonly Point[];
  /** Of each edge between main children that has any, from its source to its target. */
  readonly bends: ReadonlyMap<number, readonly Point[]>;
}

/** What is open holds its place, and its neighbours give way. */
const expandedWeight = 4;
const minAuxiliaryHeight = 240;
const highRow = 60;

export function layoutGroup(
  cells: readonly Cell[],
  expanded: readonly boolean[],
  main: readonly number[],
  auxiliary: readonly number[],
  { rows }: Ranks,
): GroupLayout {
  const centres: Point[] = cells.map(() => ({ x: 0, y: 0 }));
  const bends = new Map<number, Point[]>();
  const box = { left: 0, right: 0, top: 0 };
  // From the bottom up: y grows downwards.
  rows.forEach((row, i) => {
    const height = row.reduce(
      (most, item) => Math.max(most, item.kind === 'node' ? cells[main[item.node]!]!.height : 0),
      0,
    );
    if (i > 0) box.top -= rankGap;
    const y = box.top - height / 2;
    box.top -= height;
    const places = spreadRow(row.map((item) => rowItem(item, cells, expanded, main)));
    row.forEach((item, at) => {
      const x = places[at]!;
      if (item.kind === 'bend') {
        const points = bends.get(item.edge) ?? [];
        bends.set(item.edge, points);
        // Straight along a high row, or it would cut the corners of what is open there.
        if (height <= highRow) points.push({ x, y });
        else points.push({ x, y: y + height / 2 }, { x, y: y - height / 2 });
      } else {
        const child = main[item.node]!;
        centres[child] = { x, y };
        box.left = Math.min(box.left, x - cells[child]!.left);
        box.right = Math.max(box.right, x + cells[child]!.right);
      }
    });
  });
  const bottom = placeAside(cells, auxiliary, centres, box);
  const middle = { x: (box.left + box.right) / 2, y: (box.top + bottom) / 2 };
  const shift = ({ x, y }: Point): Point => ({ x: x - middle.x, y: y - middle.y });
  return {
    width: box.right - box.left,
    height: bottom - box.top,
    centres: centres.map(shift),
    bends: new Map([...bends].map(([edge, points]) => [edge, points.map(shift)])),
  };
}

function rowItem(item: RankItem, cells: readonly Cell[], expanded: readonly boolean[], main: readonly number[]) {
  if (item.kind === 'bend') return { x: item.x, left: 0, right: 0, gap: edgeGap, weight: 1 };
  const child = main[item.node]!;
  const { left, right } = cells[child]!;
  return { x: item.x, left, right, gap: nodeGap, weight: expanded[child] ? expandedWeight : 1 };
}

/** Columns from the top down, as high as the main graph; returns the lowest edge of both. */
function placeAside(
  cells: readonly Cell[],
  auxiliary: readonly number[],
  centres: Point[],
  box: { left: number; right: number; readonly top: number },
): number {
  const height = Math.max(-box.top, minAuxiliaryHeight);
  let bottom = 0;
  let left = box.right + (box.right > box.left ? auxiliaryGap : 0);
  let y = box.top;
  let column: number[] = [];
  const endColumn = () => {
    const reach = Math.max(0, ...column.map((child) => cells[child]!.left));
    for (const child of column) {
      centres[child] = { x: left + reach, y: centres[child]!.y };
      box.right = Math.max(box.right, left + reach + cells[child]!.right);
    }
    left = box.right + auxiliaryGap / 2;
    column = [];
    y = box.top;
  };
  for (const child of auxiliary) {
    const cell = cells[child]!;
    if (column.length > 0 && y + cell.height > box.top + height) endColumn();
    centres[child] = { x: 0, y: y + cell.height / 2 };
    column.push(child);
    y += cell.height + nodeGap;
    bottom = Math.max(bottom, y - nodeGap);
  }
  if (column.length > 0) endColumn();
  return bottom;
}
