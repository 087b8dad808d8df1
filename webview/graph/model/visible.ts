/** What is drawn of a graph in a given view: nested nodes, bundled edges, annotations. Plain data, ready for layout. */

import type { ItemId } from './items.ts';

export type EdgeKind = 'data' | 'reference' | 'control';

/** One real edge. */
export interface RealEdge {
  /** Name of the operation that makes the tensor. */
  readonly source: string;
  /** Which of its outputs; -1 for a control edge. */
  readonly output: number;
  readonly target: string;
  readonly kind: EdgeKind;
}

export interface VisibleEdge {
  /** The same for the same two ends, in every view. */
  readonly id: string;
  /** Both ends are visible nodes that are not expanded. */
  readonly source: ItemId;
  readonly target: ItemId;
  /** `data` where there is any plain data edge, else `reference` where there is any, else `control`. */
  readonly kind: EdgeKind;
  readonly counts: Readonly<Record<EdgeKind, number>>;
  /** It leads, with others perhaps, into an operation that could not be made. */
  readonly faulty: boolean;
  /** Distinct tensors. */
  readonly tensors: number;
  /** `?×784`, `batch×784`, `scalar`, `3 tensors`; '' for control edges and where no shape is known. */
  readonly label: string;
  /** Elements of all its tensors, unknown dimensions counted as 1. */
  readonly size: number;
  /** In pixels, from size^0.3. */
  readonly width: number;
  /** At most `edgeListLimit` of the edges that it stands for; `counts` has them all. */
  readonly edges: readonly RealEdge[];
}

/** What is written at an edge: what flows along it, crossed out where that does not fit. */
export function edgeText({ label, faulty }: Pick<VisibleEdge, 'label' | 'faulty'>): string {
  return faulty ? `✗ ${label}`.trimEnd() : label;
}

export type AnnotationKind =
  /** A constant that the node reads. */
  | 'constant'
  /** A summary that records the node. */
  | 'summary'
  /** The other end of an edge is auxiliary, and drawn at the side. */
  | 'auxiliary'
  /** A control edge of a node that has too many to draw. */
  | 'control'
  /** An input that names no node of the graph. */
  | 'missing';

export interface Annotation {
  /** Unique in the view. */
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly label: string;
  /** The item that it stands for: to select, or (`auxiliary`, `control`) to go to. null where it is missing. */
  readonly item: ItemId | null;
  readonly edgeKind: EdgeKind;
  /** These two as of a VisibleEdge. */
  readonly edgeLabel: string;
  readonly faulty: boolean;
}

export interface Annotations {
  /** At most `annotationLimit`. */
  readonly shown: readonly Annotation[];
  /** How many more there are: drawn as an ellipsis. */
  readonly more: number;
}

/** A loop is a scope that no name has. */
export type NodeKind = 'operation' | 'scope' | 'series' | 'loop';

export interface VisibleNode {
  readonly id: ItemId;
  readonly kind: NodeKind;
  readonly label: string;
  /** The whole name. */
  readonly name: string;
  /** The operation's type; of a series of operations, theirs; else ''. */
  readonly op: string;
  /** The expanded scope or series that it is drawn in; null at the top. */
  readonly parent: ItemId | null;
  /** Its children follow in the list. Always false for operations. */
  readonly expanded: boolean;
  /** Drawn at the side of its parent's main graph. */
  readonly auxiliary: boolean;
  /** Operations in it; 1 for an operation. */
  readonly operations: number;
  /** Of these, how many could not be made; of an expanded node, none. */
  readonly faults: number;
  /** Why it could not be made, itself an operation. */
  readonly fault: string | null;
  /** Of expanded nodes: none. */
  readonly inputs: Annotations;
  readonly outputs: Annotations;
}

export interface VisibleGraph {
  /** Parents before their children. */
  readonly nodes: readonly VisibleNode[];
  readonly byId: ReadonlyMap<ItemId, VisibleNode>;
  readonly edges: readonly VisibleEdge[];
  /** For each node of the graph, the place in `nodes` of the unexpanded node that holds or (annotations) shows it. */
  readonly shownBy: Int32Array;
  /** For each node of the graph, 1 where it is drawn as an annotation of others in this view. */
  readonly annotation: Uint8Array;
  /**
   * Siblings of the main graph between which tensors or few control edges flow, whatever is open within them: what
   * layout ranks by, so that opening one moves no other to another rank.
   */
  readonly flow: readonly { readonly source: ItemId; readonly target: ItemId }[];
}

export const edgeListLimit = 100;
export const annotationLimit = 5;
