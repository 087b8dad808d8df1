/** What lies under the pointer of what the overlay draws: fold buttons and annotations. Pure. */

import type { Box, Point } from '../layout/index.ts';
import type { VisibleNode } from '../model/index.ts';
import { type AnnotationBox, annotationsOf, type Scene } from './scene.ts';

export const foldButton = { radius: 7, reach: 11 } as const;

/** The centre of the button that opens or closes a group; null for operations. */
export function foldButtonOf({ kind, expanded }: Pick<VisibleNode, 'kind' | 'expanded'>, box: Box): Point | null {
  if (kind === 'operation') return null;
  if (expanded) return { x: box.x - box.width / 2 + 14, y: box.y - box.height / 2 + 13 };
  return { x: box.x + box.width / 2 - 13, y: box.y };
}

export function hitsFoldButton(node: Pick<VisibleNode, 'kind' | 'expanded'>, box: Box, { x, y }: Point): boolean {
  const center = foldButtonOf(node, box);
  return center !== null && Math.hypot(center.x - x, center.y - y) <= foldButton.reach;
}

/** The annotation at a place of the graph. */
export function annotationAt(scene: Scene, { x, y }: Point): AnnotationBox | null {
  for (const node of scene.visible.nodes) {
    for (const annotation of annotationsOf(scene, node)) {
      const { box } = annotation;
      if (Math.abs(box.x - x) <= box.width / 2 + 2 && Math.abs(box.y - y) <= box.height / 2 + 1) return annotation;
    }
  }
  return null;
}
