/** What the pointer does on the canvas: clicks, double clicks, the menu, and what lies under it. */

import type { Core, EventObject, NodeSingular } from 'cytoscape';
import type { Box, Point } from '../layout/index.ts';
import type { Annotation, ItemId } from '../model/index.ts';
import { annotationAt, hitsFoldButton } from './hit.ts';
import type { AnnotationBox, Scene } from './scene.ts';

export interface PointerHandlers {
  readonly onSelect: (id: ItemId | null) => void;
  /** A single click, once it is sure that it is not the first half of a double one. */
  readonly onOpen: (id: ItemId) => void;
  readonly onToggle: (id: ItemId) => void;
  /** null: the ellipsis of a node that has too many. */
  readonly onAnnotation: (annotation: Annotation | null, node: ItemId) => void;
  readonly onMenu: (id: ItemId | null, place: Point) => void;
  readonly onHover: (id: ItemId | null) => void;
}

export interface PointerOptions extends PointerHandlers {
  readonly scene: () => Scene | null;
  readonly boxOf: (id: ItemId) => Box | undefined;
  readonly focus: () => void;
  /** The pointer is on the fold button of a node, or (null) no more. */
  readonly onButton: (id: ItemId | null) => void;
}

type Hit =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'node' | 'button'; readonly id: ItemId }
  | { readonly kind: 'annotation'; readonly at: AnnotationBox };

export function listenToPointer(cy: Core, stage: HTMLElement, options: PointerOptions): void {
  const { onSelect, onOpen, onToggle, onAnnotation, onMenu, onHover, onButton, focus } = options;
  cy.on('tap', (event) => {
    focus();
    const hit = hitOf(cy, event, options);
    if (hit.kind === 'button') onToggle(hit.id);
    else if (hit.kind === 'annotation') onAnnotation(hit.at.annotation, hit.at.node);
    else onSelect(hit.kind === 'node' ? hit.id : null);
  });
  cy.on('onetap', (event) => {
    const hit = hitOf(cy, event, options);
    if (hit.kind === 'node') onOpen(hit.id);
  });
  cy.on('dbltap', (event) => {
    const hit = hitOf(cy, event, options);
    if (hit.kind === 'node') onToggle(hit.id);
  });
  cy.on('cxttap', (event) => {
    const hit = hitOf(cy, event, options);
    const { left, top } = stage.getBoundingClientRect();
    const place = { x: left + event.renderedPosition.x, y: top + event.renderedPosition.y };
    onMenu(hit.kind === 'node' || hit.kind === 'button' ? hit.id : null, place);
  });
  let hovered: ItemId | null = null;
  let button: ItemId | null = null;
  const point = (hit: Hit) => {
    stage.classList.toggle('pointing', hit.kind !== 'nothing');
    const onNode = hit.kind === 'node' || hit.kind === 'button' ? hit.id : null;
    const atButton = hit.kind === 'button' ? hit.id : null;
    if (atButton !== button) onButton(atButton);
    button = atButton;
    if (onNode !== hovered) onHover(onNode);
    hovered = onNode;
  };
  cy.on('mousemove', (event) => point(hitOf(cy, event, options)));
  stage.addEventListener('pointerleave', () => point({ kind: 'nothing' }));
}

function hitOf(cy: Core, { target, position }: EventObject, { scene: current, boxOf }: PointerOptions): Hit {
  const scene = current();
  if (scene === null || position === undefined) return { kind: 'nothing' };
  const isNode = target !== cy && (target as NodeSingular).isNode();
  const id = isNode ? (target as NodeSingular).id() : '';
  const node = scene.visible.byId.get(id);
  const box = boxOf(id);
  if (node !== undefined && box !== undefined && hitsFoldButton(node, box, position)) return { kind: 'button', id };
  if (node === undefined || node.expanded) {
    const at = annotationAt(scene, position);
    if (at !== null) return { kind: 'annotation', at };
  }
  return node === undefined ? { kind: 'nothing' } : { kind: 'node', id };
}
