/**
 * The way of an edge around what lies between its ends, as Cytoscape wants it: control points given by their place
 * along the straight line from source to target (weight) and how far to its side they are (distance). Pure.
 */

import type { Point } from '../layout/index.ts';

export interface ControlPoints {
  readonly weights: readonly number[];
  /** In pixels; positive is to the right of the line, seen in its direction, on a screen where y grows downwards. */
  readonly distances: readonly number[];
}

export function controlPoints(source: Point, target: Point, bends: readonly Point[]): ControlPoints {
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return { weights: [], distances: [] };
  const length = Math.sqrt(square);
  const weights: number[] = [];
  const distances: number[] = [];
  for (const { x, y } of bends) {
    const px = x - source.x;
    const py = y - source.y;
    weights.push((px * dx + py * dy) / square);
    distances.push((py * dx - px * dy) / length);
  }
  return { weights, distances };
}
