/** What is drawn: the visible graph in its places, and what each kind of node looks like. Pure. */

import type { Box, Layout } from '../layout/index.ts';
import { ellipsisId } from '../layout/index.ts';
import type { Annotation, ItemId, VisibleGraph, VisibleNode } from '../model/index.ts';

export interface Scene {
  readonly visible: VisibleGraph;
  readonly layout: Layout;
  /** How many children of a group are left out because there are too many, by group; '' is the top. */
  readonly hidden: ReadonlyMap<ItemId | '', number>;
}

export type Look =
  | 'operation'
  | 'constant'
  | 'variable'
  | 'placeholder'
  | 'summary'
  | 'nothing'
  | 'scope'
  | 'loop'
  | 'container'
  /** An operation that could not be made, whatever it was to be. */
  | 'fault';

const looks: Readonly<Record<string, Look>> = {
  Const: 'constant',
  Variable: 'variable',
  VariableV2: 'variable',
  VarHandleOp: 'variable',
  Placeholder: 'placeholder',
  PlaceholderV2: 'placeholder',
  PlaceholderWithDefault: 'placeholder',
  NoOp: 'nothing',
};

/** The colours that a node has without any colouring go by what it is. */
export function lookOf({ kind, expanded, op, fault }: Pick<VisibleNode, 'kind' | 'expanded' | 'op' | 'fault'>): Look {
  if (expanded) return 'container';
  if (fault !== null) return 'fault';
  if (kind === 'loop') return 'loop';
  if (kind === 'scope' || (kind === 'series' && op === '')) return 'scope';
  return Object.hasOwn(looks, op) ? looks[op]! : /Summary(V2)?$/.test(op) ? 'summary' : 'operation';
}

/** How deep a visible node lies in others: 0 at the top. */
export function depthOf(visible: VisibleGraph, id: ItemId): number {
  let depth = 0;
  for (let parent = visible.byId.get(id)?.parent ?? null; parent !== null; depth++) {
    parent = visible.byId.get(parent)?.parent ?? null;
  }
  return depth;
}

/** Whether a visible node is another, or lies in it. */
export function isWithin(visible: VisibleGraph, id: ItemId, group: ItemId): boolean {
  for (let at: ItemId | null = id; at !== null; at = visible.byId.get(at)?.parent ?? null)
    if (at === group) return true;
  return false;
}

export interface AnnotationBox {
  readonly id: string;
  readonly side: 'input' | 'output';
  readonly node: ItemId;
  /** null: the ellipsis, which stands for `more` others. */
  readonly annotation: Annotation | null;
  readonly more: number;
  /** Its place when its node is at its own. */
  readonly box: Box;
}

/** The annotations of a node that have a place. */
export function annotationsOf({ layout }: Scene, node: VisibleNode): readonly AnnotationBox[] {
  const found: AnnotationBox[] = [];
  for (const side of ['input', 'output'] as const) {
    const { shown, more } = side === 'input' ? node.inputs : node.outputs;
    const add = (id: string, annotation: Annotation | null) => {
      const box = layout.annotations.get(id);
      if (box !== undefined) found.push({ id, side, node: node.id, annotation, more, box });
    };
    for (const annotation of shown) add(annotation.id, annotation);
    if (more > 0) add(ellipsisId(node.id, side), null);
  }
  return found;
}

export interface AuxiliaryArea {
  /** null at the top. */
  readonly parent: ItemId | null;
  readonly box: Box;
}

const areaPadding = 10;
export const areaTitleHeight = 20;

/** Everything that is drawn, with the grounds of what stands aside. */
export function boundsOf(scene: Scene): Box {
  let { left, right, top, bottom } = sidesOf(scene.layout.bounds);
  for (const { box } of auxiliaryAreas(scene)) {
    const sides = sidesOf(box);
    left = Math.min(left, sides.left);
    right = Math.max(right, sides.right);
    top = Math.min(top, sides.top);
    bottom = Math.max(bottom, sides.bottom);
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

function sidesOf({ x, y, width, height }: Box) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The ground and heading of the nodes that stand aside, for each group that has any. */
export function auxiliaryAreas(scene: Scene): readonly AuxiliaryArea[] {
  const edges = new Map<ItemId | null, { left: number; top: number; right: number; bottom: number }>();
  for (const node of scene.visible.nodes) {
    if (!node.auxiliary) continue;
    const own = scene.layout.nodes.get(node.id);
    if (own === undefined) continue;
    const area = edges.get(node.parent) ?? { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, width, height } of [own, ...annotationsOf(scene, node).map(({ box }) => box)]) {
      area.left = Math.min(area.left, x - width / 2);
      area.right = Math.max(area.right, x + width / 2);
      area.top = Math.min(area.top, y - height / 2);
      area.bottom = Math.max(area.bottom, y + height / 2);
    }
    edges.set(node.parent, area);
  }
  return [...edges].map(([parent, { left, top, right, bottom }]) => {
    const width = right - left + 2 * areaPadding;
    const height = bottom - top + 2 * areaPadding + areaTitleHeight;
    return { parent, box: { x: (left + right) / 2, y: (top + bottom - areaTitleHeight) / 2, width, height } };
  });
}
