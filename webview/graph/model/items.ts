/**
 * What a graph consists of once its names are read as scopes: operations, scopes and series, and the model that holds
 * them. Plain data, built once a graph by build.ts; what is folded or moved aside is not known here (view-state.ts).
 */

import type { GraphData, GraphLoop, GraphNode } from '../../protocol.ts';

/** Names an item across graphs of one source: `op:a/b`, `scope:a`, `series:a/layer_[1-9]`, `loop:a/b`. Never parse it. */
export type ItemId = string;

export interface OperationItem {
  readonly kind: 'operation';
  readonly id: ItemId;
  /** The last part of the name; `(a)` where `a` stands beside `a/b`. */
  readonly label: string;
  /** The operation's whole name. */
  readonly name: string;
  readonly op: string;
  /** Its place in `GraphData.nodes`. */
  readonly node: number;
  scope: ScopeItem;
  /** The series that it can be folded into. */
  series: SeriesItem | null;
}

export interface ScopeItem {
  readonly kind: 'scope';
  readonly id: ItemId;
  readonly label: string;
  /** The whole name, without a slash at its end; '' for the root; `loop at line 12` for a loop. */
  readonly name: string;
  /** The loop that made what is in it, where it is no scope of names but a loop of an unknown number of passes. */
  readonly loop: GraphLoop | null;
  /** null for the root. */
  scope: ScopeItem | null;
  series: SeriesItem | null;
  /** In the order of the graph. */
  children: (OperationItem | ScopeItem)[];
  readonly childSeries: SeriesItem[];
  /** From 0 for the root. */
  depth: number;
  /** Operations in it and below. */
  operations: number;
  /** Of these, how many are nodes of their own and no annotations; a scope with none is not drawn. */
  drawn: number;
  /** Its place in `GraphModel.scopes`; -1 for the root. */
  index: number;
  /** It holds an optimizer's updates, or saving and restoring: drawn at the side. */
  auxiliary: boolean;
  /** Tells scopes of the same structure; equal numbers, equal structure. -1 for the root. */
  template: number;
}

/** Five or more siblings of one kind whose names count up, such as `layer_1` to `layer_9`. */
export interface SeriesItem {
  readonly kind: 'series';
  readonly id: ItemId;
  /** `layer_[1-9]` */
  readonly label: string;
  readonly name: string;
  readonly scope: ScopeItem;
  readonly members: readonly (OperationItem | ScopeItem)[];
  readonly operations: number;
}

export type GroupItem = ScopeItem | SeriesItem;
export type Item = OperationItem | GroupItem;

/** All edges between operations that are there, flat: edge i leads from `source[i]` to `target[i]` (places of nodes). */
export interface EdgeTable {
  readonly count: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Which output of the source; -1 for a control edge. */
  readonly output: Int32Array;
  /** 1 where the target writes into the tensor: input 0 of Assign*, Scatter*. */
  readonly reference: Uint8Array;
  /** Edges into node n are `incoming[incomingStart[n]]` up to, without, `incoming[incomingStart[n + 1]]`. */
  readonly incomingStart: Int32Array;
  readonly incoming: Int32Array;
  readonly outgoingStart: Int32Array;
  readonly outgoing: Int32Array;
  /** Inputs that name no node: who asks for what. */
  readonly missing: readonly { readonly node: number; readonly input: string; readonly control: boolean }[];
}

export interface GraphModel {
  readonly graph: GraphData;
  readonly root: ScopeItem;
  /** One for each node, in the order of `graph.nodes`. */
  readonly operations: readonly OperationItem[];
  /** Every scope but the root, parents first. */
  readonly scopes: readonly ScopeItem[];
  readonly items: ReadonlyMap<ItemId, Item>;
  /** The first operation of a name. */
  readonly byName: ReadonlyMap<string, OperationItem>;
  readonly edges: EdgeTable;
  /**
   * For a node that is drawn as an annotation of another (a constant at its readers, a summary at what it records):
   * the node that shows it. -1 for all others.
   */
  readonly host: Int32Array;
  /** How many templates there are, and how many scopes have each. */
  readonly templateSizes: readonly number[];
}

/** What an item is called: a loop is a scope to all that only folds and lays out. */
export function kindOfItem(item: Item): 'operation' | 'scope' | 'series' | 'loop' {
  return item.kind === 'scope' && item.loop !== null ? 'loop' : item.kind;
}

export function graphNode(model: GraphModel, operation: OperationItem): GraphNode {
  return model.graph.nodes[operation.node]!;
}
