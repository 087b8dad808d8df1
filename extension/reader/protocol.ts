/**
 * The messages between the host and the reader: the one process that opens event files and graphs, so that no file,
 * however large or broken, slows or ends the editor's host. Carried by Node's IPC with structured cloning
 * (`serialization: 'advanced'`). Types alone.
 */

import type { GraphData, NodeStats, RunInfo, SeriesKey, SummariesToPage } from '../../webview/protocol.ts';

/** A log folder that a panel shows: it and the folders in it that hold event files are runs. */
export interface LogSource {
  /** Unique in the panel; run ids are `id` or `id/relative/path`. */
  readonly id: string;
  readonly folder: string;
  /** Shown for the folder's own run, and before the relative path of those in it. */
  readonly name: string;
}

/** Where a graph is read from. */
export type GraphFile =
  /** A GraphDef (`.pb`, `.pbtxt`), a MetaGraphDef (`.meta`), or an event file: told by the name, then by the content. */
  | { readonly kind: 'file'; readonly path: string }
  /** The newest graph in the event files of a folder, with its traces. */
  | { readonly kind: 'events'; readonly folder: string };

export type HostToReader =
  /**
   * Begin to follow these folders for a panel; again when runs are added, and, with the same sources, when its page was
   * loaded anew: each time the runs, all tags and the progress are sent.
   */
  | { readonly type: 'open'; readonly view: number; readonly sources: readonly LogSource[] }
  /** A series that was not in the view's last `watch` is sent whole. */
  | { readonly type: 'watch'; readonly view: number; readonly series: readonly SeriesKey[] }
  /** A hidden panel is read on, but sent nothing. When shown again, it gets what changed. */
  | { readonly type: 'show'; readonly view: number; readonly visible: boolean }
  | {
      readonly type: 'blob';
      readonly view: number;
      readonly id: number;
      readonly run: string;
      readonly kind: 'images' | 'audio';
      readonly tag: string;
      readonly key: number;
      readonly sample: number;
    }
  | { readonly type: 'close'; readonly view: number }
  | { readonly type: 'graph'; readonly id: number; readonly from: GraphFile }
  | { readonly type: 'trace'; readonly id: number; readonly folder: string; readonly tag: string }
  /** The answer to a request is not wanted any more. */
  | { readonly type: 'cancel'; readonly id: number };

/** What the reader itself knows of a run; the host adds the state of its process. */
export type ReaderRun = Omit<RunInfo, 'state'>;

export type ReaderToHost =
  | { readonly type: 'runs'; readonly view: number; readonly runs: readonly ReaderRun[] }
  /** For the panel's page as it is. */
  | {
      readonly type: 'page';
      readonly view: number;
      readonly message: Exclude<SummariesToPage, { type: 'init' | 'runs' }>;
    }
  | { readonly type: 'graph'; readonly id: number; readonly graph: GraphData }
  | { readonly type: 'trace'; readonly id: number; readonly stats: readonly NodeStats[] }
  /** A request failed: one sentence for the user. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
