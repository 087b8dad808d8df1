/**
 * What the editor and the language server say to each other beside the Language Server Protocol's own messages. Types and
 * names alone: both sides import it.
 */

import type { NodeDescription } from '../engine/graphdef/index.ts';

/** Asks for the graph of an open model file as it is typed. Params: GraphParams. Result: LiveGraph, or null for no model. */
export const graphRequest = 'tensorloom/graph';
/** Asks to be told of each change of a file's graph from now on, or no longer. Params: WatchParams. */
export const watchGraphNotification = 'tensorloom/watchGraph';
/** The graph of a watched file changed. Params: LiveGraph. */
export const graphChangedNotification = 'tensorloom/graphChanged';

/** Signs every diagnostic of the server. */
export const diagnosticSource = 'tensorloom';

export interface GraphParams {
  readonly uri: string;
}

export interface WatchParams {
  readonly uri: string;
  readonly on: boolean;
}

/** The graph that a model file builds, found without running it. */
export interface LiveGraph {
  readonly uri: string;
  /** Of the document that it was made from. */
  readonly version: number;
  /** Sources name files by path. */
  readonly nodes: readonly NodeDescription[];
  /** Operations made in loops of which the number of passes is not known: each is drawn as one node, "×?". */
  readonly loops: readonly LiveLoop[];
  /** Operations that could not be made. */
  readonly faults: readonly LiveFault[];
  /** Whether all of the program was analysed: what is too much to follow may lack its end. */
  readonly isComplete: boolean;
}

export interface LiveLoop {
  /** Unique in the graph; `loop at line 12`. */
  readonly name: string;
  /** Names of the operations in it. */
  readonly nodes: readonly string[];
  readonly source: SourcePlace;
}

export interface LiveFault {
  /** The name that the operation would have had. */
  readonly name: string;
  /** TensorFlow's operation type. */
  readonly op: string;
  /** As in GraphDef: `name` for output 0, `name:1` for others. */
  readonly inputs: readonly string[];
  readonly message: string;
  readonly source: SourcePlace;
}

/** Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
