/** A node with its annotations beside it: inputs at its left, outputs at its right, each side a column. */

import type { AnnotationSize, Box, LayoutNode, Size } from './placement.ts';
import { annotationGap, annotationSpacing } from './spacing.ts';

/** How far it reaches from the node's centre. */
export interface Cell {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

export function cellOf({ width, height }: Size, annotations: LayoutNode['annotations']): Cell {
  const inputs = columnSize(annotations, 'input');
  const outputs = columnSize(annotations, 'output');
  return {
    left: width / 2 + (inputs.width > 0 ? inputs.width + annotationGap : 0),
    right: width / 2 + (outputs.width > 0 ? outputs.width + annotationGap : 0),
    height: Math.max(height, inputs.height, outputs.height),
  };
}

function columnSize(annotations: readonly AnnotationSize[], side: AnnotationSize['side']): Size {
  let width = 0;
  let height = 0;
  for (const annotation of annotations) {
    if (annotation.side !== side) continue;
    width = Math.max(width, annotation.width);
    height += annotation.height + (height > 0 ? annotationSpacing : 0);
  }
  return { width, height };
}

/** Each annotation's box, against the node's side of its column. */
export function placeAnnotations(node: Box, annotations: LayoutNode['annotations'], into: Map<string, Box>): void {
  for (const side of ['input', 'output'] as const) {
    let top = node.y - columnSize(annotations, side).height / 2;
    for (const { id, side: own, width, height } of annotations) {
      if (own !== side) continue;
      const away = node.width / 2 + annotationGap + width / 2;
      into.set(id, { x: node.x + (side === 'input' ? -away : away), y: top + height / 2, width, height });
      top += height + annotationSpacing;
    }
  }
}
