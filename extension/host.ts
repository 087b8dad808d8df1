/**
 * What the parts of the extension know of each other. Each part is made when it is first asked for, so that activation
 * loads next to nothing. Interfaces alone: main.ts puts the parts in.
 */

import type * as vscode from 'vscode';
import type { GraphData, NodeStats, SummariesToPage } from '../webview/protocol.ts';
import type { FollowedGraph, GraphFollower } from './language/followed-graphs.ts';
import type { GraphFile, HostToReader, LogSource, ReaderRun } from './reader/protocol.ts';
import type { RunChange, RunRecord } from './runs/run-record.ts';

export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  runs(): Promise<RunStore>;
  training(): Promise<Training>;
  reader(): Promise<Reader>;
  summaries(): Promise<SummariesPanels>;
  graphs(): Promise<GraphPanels>;
  language(): Promise<Language>;
}

/** The runs of this workspace, live and past. Kept in the workspace's storage; bounded. Newest first. */
export interface RunStore extends vscode.Disposable {
  readonly all: readonly RunRecord[];
  get(id: string): RunRecord | undefined;
  add(record: RunRecord): void;
  /** Saved within a second, at once where the state changes. Unknown ids are ignored: the run may have been deleted. */
  update(id: string, change: RunChange): void;
  remove(id: string): void;
  /** Whether it is live in another window on the same workspace, where alone it can be stopped. */
  elsewhere?(id: string): boolean;
  /** After each change; with the id where only one run changed. At most ten times a second a run. */
  readonly onDidChange: vscode.Event<string | undefined>;
}

export interface TrainOptions {
  /** Run under the JavaScript debugger. */
  readonly debug?: boolean;
  /** What the model sees in `process.argv` after its own path. */
  readonly args?: readonly string[];
  /** At most this many steps of each `tf.train.steps` loop. */
  readonly steps?: number;
  /** The random seed of graphs that set none. */
  readonly seed?: number;
}

export interface Training extends vscode.Disposable {
  /** Trains the file; resolves once the process has started. undefined: refused, and the user was told why. */
  train(file: vscode.Uri, options?: TrainOptions): Promise<RunRecord | undefined>;
  /** Ends a run after its step; asked again, kills it. */
  stop(id: string): void;
  kill(id: string): void;
  /** Stops the run if it is live, waits for its end, and trains its file again. */
  restart(id: string): Promise<RunRecord | undefined>;
  /** The graph that the file builds, found by running it up to its first step. Throws what went wrong as a sentence. */
  graphOf(file: vscode.Uri, token: vscode.CancellationToken): Promise<GraphData>;
  /** Ends every run after its step, and kills what has not ended after `graceMs`. */
  end(graceMs: number): Promise<void>;
}

/** The reader process: started when first needed, restarted when it dies, ended with the host. */
export interface Reader extends vscode.Disposable {
  openView(onMessage: (message: ReaderViewMessage) => void): ReaderView;
  graph(from: GraphFile, token: vscode.CancellationToken): Promise<GraphData>;
  trace(folder: string, tag: string, token: vscode.CancellationToken): Promise<readonly NodeStats[]>;
}

export type ReaderViewMessage =
  | { readonly type: 'runs'; readonly runs: readonly ReaderRun[] }
  | Exclude<SummariesToPage, { type: 'init' | 'runs' }>;

type ViewMessage<Type extends HostToReader['type']> = Omit<Extract<HostToReader, { type: Type }>, 'view'>;

export interface ReaderView extends vscode.Disposable {
  send(message: ViewMessage<'open'> | ViewMessage<'watch'> | ViewMessage<'show'> | ViewMessage<'blob'>): void;
}

export interface PanelOptions {
  /** Leave the focus where it is, and open beside the editor. */
  readonly beside?: boolean;
}

export interface SummariesPanels extends vscode.Disposable {
  /** Shows the sources in one panel; the same sources again bring the same panel to the front. */
  open(sources: readonly LogSource[], options?: PanelOptions): void;
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** What a graph panel shows. */
export type GraphSource =
  | GraphFile
  /** Of a model file as it is typed, found without running it. */
  | { readonly kind: 'model'; readonly uri: string }
  /** Of a model file as it builds it when it is run. */
  | { readonly kind: 'run'; readonly path: string };

export interface GraphPanels extends vscode.Disposable {
  open(source: GraphSource, options?: PanelOptions): void;
  restore(panel: vscode.WebviewPanel, state: unknown): void;
  /** Selects the node that a line of a source file (a path, else a URI) made, in the panels whose graphs have one. */
  revealSource(file: string, line: number, column: number): boolean;
}

/** The language server: started with the first model file, restarted when it dies, ended with the host. */
export interface Language extends vscode.Disposable {
  /** Follows the graph of a model file as it is typed. */
  followGraph(file: vscode.Uri, follower: GraphFollower): FollowedGraph;
  /** How large the model is, as a lens says it; undefined where that is not known now. */
  lensOf(document: vscode.TextDocument): Promise<string | undefined>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}
