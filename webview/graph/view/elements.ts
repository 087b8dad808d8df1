/** The scene as Cytoscape's elements: flat boxes with explicit sizes (no compound nodes), and edges between them. Pure. */

import type { Box } from '../layout/index.ts';
import type { Coloring, ItemId, NodeColor, VisibleEdge, VisibleNode } from '../model/index.ts';
import { controlPoints } from './edge-path.ts';
import type { Paint, Palette } from './palette.ts';
import { auxiliaryAreas, depthOf, type Look, lookOf, type Scene } from './scene.ts';

/** Read by the style sheet. */
export interface NodeData {
  readonly id: string;
  readonly label: string;
  readonly shape: string;
  readonly labelWidth: number;
  readonly labelRise: number;
  readonly labelShift: number;
  readonly fill: string;
  readonly border: string;
  readonly z: number;
}

export interface NodeElement {
  readonly data: NodeData;
  readonly box: Box;
  readonly classes: string;
}

export interface EdgeData {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly width: number;
  readonly arrow: number;
  /** Empty: straight. */
  readonly weights: readonly number[];
  readonly distances: readonly number[];
}

export interface EdgeElement {
  readonly data: EdgeData;
  readonly classes: string;
}

export const edgeElementId = (id: string) => `edge:${id}`;
export const areaElementId = (parent: ItemId | null) => `area:${parent ?? ''}`;

/** Which things lie above which: grounds by depth, then edges, then nodes. */
export const layers = { edge: 1000, node: 2000 } as const;

const shapes: Readonly<Record<Look, string>> = {
  operation: 'ellipse',
  constant: 'ellipse',
  nothing: 'ellipse',
  variable: 'barrel',
  placeholder: 'cut-rectangle',
  summary: 'round-rectangle',
  scope: 'round-rectangle',
  loop: 'round-rectangle',
  container: 'round-rectangle',
  fault: 'hexagon',
};

/** The colours of those that no colouring says anything of; all others are painted as operations. */
const plainPaints: Readonly<Partial<Record<Look, 'scope' | 'variable' | 'placeholder'>>> = {
  scope: 'scope',
  loop: 'scope',
  variable: 'variable',
  placeholder: 'placeholder',
};

/** Beside the label of a folded group there is room for the button that opens it. */
export const buttonRoom = 24;

export function nodeElements(scene: Scene, palette: Palette, coloring: Coloring | null): readonly NodeElement[] {
  const found: NodeElement[] = [];
  for (const { parent, box } of auxiliaryAreas(scene)) {
    const z = 2 * (parent === null ? 0 : depthOf(scene.visible, parent) + 1) + 1;
    const data = {
      label: '',
      shape: 'round-rectangle',
      labelWidth: 1,
      labelRise: 0,
      labelShift: 0,
      ...palette.auxiliary,
      z,
    };
    found.push({ data: { id: areaElementId(parent), ...data }, box, classes: 'area' });
  }
  for (const node of scene.visible.nodes) {
    const box = scene.layout.nodes.get(node.id);
    if (box === undefined) continue;
    const look = lookOf(node);
    const depth = depthOf(scene.visible, node.id);
    const folded = node.kind !== 'operation' && !node.expanded;
    found.push({
      data: {
        id: node.id,
        // The title of what is open is drawn by the overlay, at the left of its bar.
        label: node.expanded ? '' : node.label,
        shape: node.kind === 'series' ? shapes.scope : shapes[look],
        labelWidth: Math.max(8, box.width - (folded ? buttonRoom + 8 : 8)),
        labelRise: folded && box.height >= countsHeight ? -6 : 0,
        labelShift: folded ? (8 - buttonRoom) / 2 : 0,
        ...paintOf(node, depth, palette, coloring?.colors.get(node.id)),
        z: node.expanded ? 2 * depth + 2 : layers.node,
      },
      box: look === 'constant' ? constantBox(box) : box,
      classes: classesOf(node, look),
    });
  }
  return found;
}

/** A small circle in the lower half of its room; its name is above it. */
function constantBox({ x, y }: Box): Box {
  return { x, y: y + 6, width: 10, height: 10 };
}

/** A folded group of at least this height says below its name how many nodes it holds. */
export const countsHeight = 34;

export function paintOf(
  node: Pick<VisibleNode, 'kind' | 'expanded' | 'op' | 'fault'>,
  depth: number,
  palette: Palette,
  color: NodeColor | undefined,
): Paint {
  const look = lookOf(node);
  if (look === 'container') return palette.container(depth);
  // Also while it is selected, which gives it another border.
  if (look === 'fault') return palette.faulty;
  const plain = palette[plainPaints[look] ?? 'operation'];
  switch (color?.kind) {
    case undefined:
      return plain;
    case 'none':
      return node.kind === 'operation' ? plain : palette.scope;
    case 'category':
      return palette.category(color.category);
    case 'mixed':
      return color.shares[0] === undefined ? plain : palette.category(color.shares[0].category);
    case 'value':
      return palette.scale(color.relative);
    default:
      return color satisfies never;
  }
}

export function edgeElements({ visible, layout }: Scene): readonly EdgeElement[] {
  const found: EdgeElement[] = [];
  for (const edge of visible.edges) {
    const from = layout.nodes.get(edge.source);
    const to = layout.nodes.get(edge.target);
    if (from === undefined || to === undefined) continue;
    const bends = layout.bends.get(edge.id) ?? [];
    const { weights, distances } = controlPoints(from, to, bends);
    found.push({
      data: {
        id: edgeElementId(edge.id),
        source: edge.source,
        target: edge.target,
        width: lineWidth(edge.width),
        // Cytoscape's arrows grow with the line; the widest would hide what they point at.
        arrow: edge.width > 4 ? 0.5 : 0.8,
        weights,
        distances,
      },
      classes: edgeClasses(edge, weights.length > 0),
    });
  }
  return found;
}

/** Each once: Cytoscape counts them to see whether they changed. */
function classesOf({ kind, auxiliary, faults }: VisibleNode, look: Look): string {
  const classes = new Set<string>([look, kind]);
  if (auxiliary) classes.add('aside');
  if (faults > 0) classes.add('faulty');
  return [...classes].join(' ');
}

function edgeClasses({ kind, faulty }: VisibleEdge, bent: boolean): string {
  return `${kind}-edge${bent ? ' bent' : ''}${faulty ? ' faulty' : ''}`;
}

/** The widest are drawn at two thirds: they tell enough, and leave room. */
function lineWidth(width: number): number {
  return 0.6 + width * 0.62;
}
