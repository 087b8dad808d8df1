/** From the visible graph to what layout needs: sizes. */

import type { Annotations, ItemId, VisibleGraph, VisibleNode } from '../model/index.ts';
import type { AnnotationSize, LayoutNode, LayoutRequest, Size } from './placement.ts';

/** Width of a label in pixels; a page measures with its canvas, else an estimate is used. */
export type LabelMeasure = (label: string) => number;

/** Wider labels are cut by the page, with an ellipsis. */
export const maxLabelWidth = 220;
const annotationTextShare = 0.8;
const maxAnnotationWidth = 120;

const shapes = {
  operation: { height: 24, padding: 24, min: 40 },
  scope: { height: 40, padding: 42, min: 76 },
  series: { height: 44, padding: 48, min: 84 },
  loop: { height: 40, padding: 42, min: 76 },
} satisfies Record<VisibleNode['kind'], { height: number; padding: number; min: number }>;

/** The id in `Layout.annotations` of the ellipsis on that side of a node. */
export function ellipsisId(node: ItemId, side: 'input' | 'output'): string {
  return `${node.length}:${node} ${side} …`;
}

export function layoutRequest(visible: VisibleGraph, measure: LabelMeasure = estimatedWidth): LayoutRequest {
  const nodes = visible.nodes.map(
    (node): LayoutNode => ({
      id: node.id,
      parent: node.parent,
      expanded: node.expanded,
      auxiliary: node.auxiliary,
      ...nodeSize(node, measure),
      annotations: [
        ...annotationSizes(node.id, 'input', node.inputs, measure),
        ...annotationSizes(node.id, 'output', node.outputs, measure),
      ],
    }),
  );
  return {
    nodes,
    edges: visible.edges.map(({ id, source, target }) => ({ id, source, target })),
    flow: visible.flow,
  };
}

function nodeSize({ kind, label }: VisibleNode, measure: LabelMeasure): Size {
  const { height, padding, min } = shapes[kind];
  return { width: Math.max(min, Math.min(measure(label), maxLabelWidth) + padding), height };
}

function annotationSizes(
  node: ItemId,
  side: 'input' | 'output',
  { shown, more }: Annotations,
  measure: LabelMeasure,
): AnnotationSize[] {
  const height = 14;
  const sizes = shown.map(({ id, label }): AnnotationSize => {
    const width = Math.min(measure(label) * annotationTextShare, maxAnnotationWidth) + 12;
    return { id, side, width, height };
  });
  return more === 0 ? sizes : [...sizes, { id: ellipsisId(node, side), side, width: 36, height }];
}

/** Of twelve-pixel text in a usual face. */
function estimatedWidth(label: string): number {
  return label.length * 6.6;
}
