/**
 * The messages between the extension's host and its pages: the only thing both sides know of each other. One
 * discriminated union per direction and page. Plain data that structured cloning carries; no DOM, no `vscode`.
 *
 * Numbers beyond a few travel in typed arrays. Every list is bounded by the sender (see `limits`).
 */

/** What the sender cuts at, so that a hostile file costs no more than this. */
export const limits = {
  runs: 1000,
  /** Tags of one run. */
  tags: 10_000,
  /** Points of one scalar series, after downsampling. */
  scalarPoints: 2000,
  histogramPoints: 500,
  mediaPoints: 100,
  /** Characters of a name, tag or description. */
  name: 1000,
  /** Characters of one text summary. */
  text: 100_000,
  /** Bytes of one image or sound. */
  blob: 32 * 1024 * 1024,
  /** Series that a page may watch at a time. */
  watched: 5000,
  /** Nodes of one graph. */
  nodes: 200_000,
  /** Characters of one attribute; the rest is elided, as TensorBoard does. */
  attribute: 1024,
} as const;

// ---- What both pages share ----

/** Anything that a page asks the host to save in a file that the user chooses. */
export interface ExportFile {
  /** Suggested file name with its extension, such as `Loss.csv`. */
  readonly name: string;
  readonly data: string | Uint8Array;
}

export type CommonToHost =
  /** The page listens; what was sent before is sent again, from the start. */
  | { readonly type: 'ready' }
  | { readonly type: 'export'; readonly file: ExportFile }
  /** An error of the page's own, for the log. */
  | { readonly type: 'fault'; readonly message: string };

// ---- Summaries ----

/** What is known of a run's process; null where only its event files are known. */
export type RunState = 'running' | 'stopping' | 'completed' | 'stopped' | 'failed' | 'killed';

export interface RunInfo {
  /** Unique in the panel. */
  readonly id: string;
  readonly name: string;
  readonly state: RunState | null;
  /** Of the first event, in seconds since 1970. */
  readonly startTime: number | null;
  /** The source that it belongs to, where the panel shows several; '' else. */
  readonly group: string;
}

export type SummaryKind = 'scalars' | 'histograms' | 'images' | 'audio' | 'texts';

export interface TagInfo {
  readonly kind: SummaryKind;
  readonly tag: string;
  /** '' where the file names none. */
  readonly displayName: string;
  /** Markdown; '' where the file has none. */
  readonly description: string;
}

export interface SeriesKey {
  readonly run: string;
  readonly kind: SummaryKind;
  readonly tag: string;
}

export interface HistogramPoint {
  readonly step: number;
  /** Seconds since 1970, here and below. */
  readonly wallTime: number;
  /** Left edge, right edge, count; in ascending order, flat. */
  readonly buckets: Float64Array;
}

export interface ImagePoint {
  readonly step: number;
  readonly wallTime: number;
  readonly width: number;
  readonly height: number;
  /** How many images the summary holds. */
  readonly samples: number;
  /** Names the point in a `blob` request. */
  readonly key: number;
}

export interface AudioPoint {
  readonly step: number;
  readonly wallTime: number;
  readonly contentType: string;
  readonly sampleRate: number | null;
  /** One a clip; Markdown. */
  readonly labels: readonly string[];
  readonly key: number;
}

export interface TextPoint {
  readonly step: number;
  readonly wallTime: number;
  readonly shape: readonly number[];
  /** Markdown, row-major. */
  readonly texts: readonly string[];
}

export type SummariesToPage =
  /** First: what the panel was opened for. `source` goes into the page's saved state unread, for its restoration. */
  | { readonly type: 'init'; readonly source: unknown; readonly title: string }
  /** All runs, in the order to show them. */
  | { readonly type: 'runs'; readonly runs: readonly RunInfo[] }
  /** All tags of a run, whenever there are new ones. */
  | { readonly type: 'tags'; readonly run: string; readonly tags: readonly TagInfo[] }
  /**
   * Points of a watched series, in the order that they were written. The page keeps its first `keep` points and puts
   * these after them; 0 replaces all.
   */
  | {
      readonly type: 'scalars';
      readonly run: string;
      readonly tag: string;
      readonly keep: number;
      /** Some points that were written are left out, peaks and dips never. */
      readonly thinned?: boolean;
      readonly steps: Float64Array;
      readonly wallTimes: Float64Array;
      readonly values: Float64Array;
    }
  /** All points of a watched series. */
  | {
      readonly type: 'histograms';
      readonly run: string;
      readonly tag: string;
      readonly points: readonly HistogramPoint[];
    }
  | { readonly type: 'images'; readonly run: string; readonly tag: string; readonly points: readonly ImagePoint[] }
  | { readonly type: 'audio'; readonly run: string; readonly tag: string; readonly points: readonly AudioPoint[] }
  | { readonly type: 'texts'; readonly run: string; readonly tag: string; readonly points: readonly TextPoint[] }
  /** The answer to `blob`; `data` is null where the point is gone. */
  | { readonly type: 'blob'; readonly id: number; readonly data: Uint8Array | null; readonly contentType: string }
  /** How far reading has come; `bytes` = `total` when all that is written is read. `problems`: files that cannot be read. */
  | {
      readonly type: 'progress';
      readonly bytes: number;
      readonly total: number;
      readonly problems: readonly string[];
    };

export type SummariesToHost =
  | CommonToHost
  /** The series whose charts are on the screen: exactly these are sent and kept up to date. */
  | { readonly type: 'watch'; readonly series: readonly SeriesKey[] }
  | {
      readonly type: 'blob';
      readonly id: number;
      readonly run: string;
      readonly kind: 'images' | 'audio';
      readonly tag: string;
      readonly key: number;
      readonly sample: number;
    }
  /** Ask the user which other runs to show here too. */
  | { readonly type: 'addRuns' }
  /** Stop the run's training; ignored where it has ended. */
  | { readonly type: 'stopRun'; readonly run: string }
  | { readonly type: 'openGraph'; readonly run: string };

// ---- Graph ----

/** A dimension: its size, its symbol (`batch`, `batch*4`), or null where nothing is known. */
export type Dimension = number | string | null;

export interface GraphOutput {
  readonly dtype: string;
  /** null: unknown rank. */
  readonly shape: readonly Dimension[] | null;
}

export interface SourcePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface GraphNode {
  readonly name: string;
  /** TensorFlow's operation type. */
  readonly op: string;
  /** As in a GraphDef: `name` for output 0, `name:1` for others. May name nodes that are not there. */
  readonly inputs: readonly string[];
  readonly controlInputs: readonly string[];
  /** '' where none is asked for. */
  readonly device: string;
  readonly outputs: readonly GraphOutput[];
  /** Name and value as text, elided at `limits.attribute` characters. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The line of the model file that made it, where known. */
  readonly source?: SourcePlace;
  /** Why this operation could not be made. It has inputs and no outputs; its name may be another node's too. */
  readonly fault?: string;
}

/** Operations made in a loop of which the number of passes is not known: drawn as one node, "×?", that can be opened. */
export interface GraphLoop {
  /** Such as `loop at line 12`. */
  readonly name: string;
  /** Names of the operations in it; a loop within a loop is in both. */
  readonly nodes: readonly string[];
  readonly source: SourcePlace;
}

export interface GraphData {
  readonly nodes: readonly GraphNode[];
  /** Tags of traced runs that came with the graph. */
  readonly traces: readonly string[];
  readonly loops?: readonly GraphLoop[];
  /** Only a part of the model file was analysed: the graph may lack its end. */
  readonly isIncomplete?: boolean;
}

/** What one traced run measured of a node. */
export interface NodeStats {
  readonly name: string;
  readonly device: string;
  readonly startMicros: number;
  readonly micros: number;
  /** Of its outputs. */
  readonly bytes: number;
}

export type GraphToPage =
  | { readonly type: 'init'; readonly source: unknown; readonly title: string }
  | { readonly type: 'loading'; readonly message: string }
  /** Another graph, or a newer one of the same source: what is unchanged keeps its place. `canRun`: as of a problem. */
  | { readonly type: 'graph'; readonly graph: GraphData; readonly canRun?: boolean }
  | { readonly type: 'trace'; readonly tag: string; readonly stats: readonly NodeStats[] }
  /** Select a node or scope and bring it into view, expanding what it takes. */
  | { readonly type: 'select'; readonly name: string }
  /** There is nothing to draw, and why. `canRun`: running the model file may show more. */
  | { readonly type: 'problem'; readonly message: string; readonly canRun?: boolean };

export type GraphToHost =
  | CommonToHost
  | { readonly type: 'goToSource'; readonly place: SourcePlace }
  | { readonly type: 'trace'; readonly tag: string }
  /** Read the source again. */
  | { readonly type: 'reload' }
  /** Show the graph that the model file builds when it is run. */
  | { readonly type: 'run' };
