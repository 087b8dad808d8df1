/** What layout reads and makes: plain data that structured cloning carries to the worker and back. */

import type { ItemId } from '../model/index.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the centre. y grows downwards, as on the screen; data flows up. */
export interface Box extends Point, Size {}

export interface AnnotationSize extends Size {
  readonly id: string;
  readonly side: 'input' | 'output';
}

export interface LayoutNode extends Size {
  readonly id: ItemId;
  readonly parent: ItemId | null;
  /** Expanded: the size comes from its children. `width` and `height` are those that it has when it is not. */
  readonly expanded: boolean;
  readonly auxiliary: boolean;
  readonly annotations: readonly AnnotationSize[];
}

export interface LayoutEdge {
  readonly id: string;
  readonly source: ItemId;
  readonly target: ItemId;
}

export interface LayoutRequest {
  /** Parents before their children. */
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  /** Pairs of siblings in the main graph: what ranks them. */
  readonly flow: readonly { readonly source: ItemId; readonly target: ItemId }[];
}

export interface Layout {
  /** Of every node; an expanded one's box holds those of its children, with room for its title at the top. */
  readonly nodes: ReadonlyMap<ItemId, Box>;
  /** Of every annotation (and of the ellipsis, see `ellipsisId`), beside its node. */
  readonly annotations: ReadonlyMap<string, Box>;
  /** Points that an edge passes between its ends, so that it does not cross nodes. Not all edges have any. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
  readonly bounds: Box;
}
