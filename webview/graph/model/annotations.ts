/** The small marks at the sides of nodes: collected without doubles, the first few kept, the rest counted. */

import type { ItemId } from './items.ts';
import { type Annotation, type AnnotationKind, type Annotations, annotationLimit, type EdgeKind } from './visible.ts';

type Side = 'input' | 'output';

const none: Annotations = { shown: [], more: 0 };

/** What is lost first when there are too many. */
const order: Readonly<Record<AnnotationKind, number>> = {
  missing: 0,
  constant: 1,
  summary: 2,
  auxiliary: 3,
  control: 4,
};

export interface NewAnnotation {
  readonly kind: AnnotationKind;
  readonly label: string;
  readonly item: ItemId | null;
  readonly edgeKind: EdgeKind;
  readonly edgeLabel: string;
  readonly faulty: boolean;
}

export class AnnotationCollector {
  readonly #byNode = new Map<string, Map<string, NewAnnotation>>();

  /** A node has one annotation for one item, with the first edge's label; faulty where one of the edges is. */
  add(node: ItemId, side: Side, annotation: NewAnnotation): void {
    const at = `${side} ${node}`;
    let found = this.#byNode.get(at);
    if (found === undefined) {
      found = new Map();
      this.#byNode.set(at, found);
    }
    const key = `${annotation.kind} ${annotation.item ?? annotation.label}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, annotation);
    else if (annotation.faulty && !known.faulty) found.set(key, { ...known, faulty: true });
  }

  of(node: ItemId, side: Side): Annotations {
    const found = this.#byNode.get(`${side} ${node}`);
    if (found === undefined) return none;
    const sorted = [...found].sort(([, a], [, b]) => order[a.kind] - order[b.kind]);
    const shown = sorted
      .slice(0, annotationLimit)
      .map(([key, annotation]): Annotation => ({ id: `${node.length}:${node} ${side} ${key}`, ...annotation }));
    return { shown, more: sorted.length - shown.length };
  }
}
