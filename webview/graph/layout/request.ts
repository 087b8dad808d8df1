/** From the visible graph to what layout needs: sizes. */

import type { ItemId, VisibleGraph } from '../model/index.ts';
import type { LayoutRequest } from './placement.ts';

/** Width of a label in pixels; a page measures with its canvas, else an estimate is used. */
export type LabelMeasure = (label: string) => number;

/** The id in `Layout.annotations` of the ellipsis on that side of a node. */
export function ellipsisId(node: ItemId, side: 'input' | 'output'): string {
  return `${node} ${side} …`;
}

export function layoutRequest(visible: VisibleGraph, measure?: LabelMeasure): LayoutRequest {
  throw new Error(`not written yet ${visible} ${measure}`);
}
