/**
 * What the events of one run amount to: for each tag a bounded sample of its values, the newest graph, traces by tag.
 * The rules are those of TensorBoard's event accumulator. Pure: takes events, opens no file.
 */

import {
  decodeMetaGraphDef,
  type Event,
  encodeGraphDef,
  type SessionLog,
  SessionLog_SessionStatus,
  type Summary_Value,
  type SummaryMetadata,
} from '../../formats/index.ts';
import { Reservoir } from './reservoir.ts';
import { readSummaryValue, type SummaryKind, type SummaryValues } from './summary-value.ts';

export interface Point<T> {
  readonly step: number;
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly value: T;
}

/** How many points of a tag are kept, by kind; 0 for all. */
export type Capacities = Readonly<Record<SummaryKind, number>>;

/** TensorBoard's. */
export const defaultCapacities: Capacities = {
  scalars: 1000,
  histograms: 500,
  images: 10,
  audio: 10,
  texts: 10,
  tensors: 10,
};

export interface RunDataOptions {
  readonly capacities?: Partial<Capacities>;
  /**
   * Drop the points that a restart made obsolete: a session that starts at step T drops points from T on. (In files
   * without a version record, a step below the newest one drops the later points of the tags that it has.) Default
   * true; false keeps everything in the order of the files.
   */
  readonly purgeOrphans?: boolean;
  readonly seed?: number;
}

export interface RunTrace {
  readonly step: number;
  readonly wallTime: number;
  /** A serialized RunMetadata message. */
  readonly runMetadata: Uint8Array;
}

export interface SessionLogEntry {
  readonly step: number;
  readonly wallTime: number;
  readonly log: SessionLog;
}

type Table<K extends SummaryKind> = Map<string, Reservoir<Point<SummaryValues[K]>>>;

export class RunData {
  readonly #capacities: Capacities;
  readonly #purgeOrphans: boolean;
  readonly #seed: number;
  readonly #tables: { readonly [K in SummaryKind]: Table<K> } = {
    scalars: new Map(),
    histograms: new Map(),
    images: new Map(),
    audio: new Map(),
    texts: new Map(),
    tensors: new Map(),
  };
  readonly #metadata = new Map<string, SummaryMetadata>();
  readonly #traces = new Map<string, RunTrace>();
  readonly #sessionLogs = new Reservoir<SessionLogEntry>(1000);
  #graph: Uint8Array | null = null;
  #graphIsFromMetaGraph = false;
  #metaGraph: Uint8Array | null = null;
  #fileVersion: number | null = null;
  #firstWallTime: number | null = null;
  #newestStep = -1;
  #revision = 0;

  constructor(options: RunDataOptions = {}) {
    this.#capacities = { ...defaultCapacities, ...options.capacities };
    this.#purgeOrphans = options.purgeOrphans ?? true;
    this.#seed = options.seed ?? 0;
  }

  /** Rises with every event, so that a view can tell whether it is up to date. */
  get revision(): number {
    return this.#revision;
  }
  /** The tags of a kind, in the order they appeared. */
  tags(kind: SummaryKind): string[] {
    return [...this.#tables[kind].keys()];
  }
  /** The points kept of a tag, in the order they were written; none for an unknown tag. */
  points<K extends SummaryKind>(kind: K, tag: string): readonly Point<SummaryValues[K]>[] {
    return this.#tables[kind].get(tag)?.items ?? [];
  }
  /** Display name, description and plugin of a tag, where its first value had them. */
  metadata(tag: string): SummaryMetadata | undefined {
    return this.#metadata.get(tag);
  }
  /** The newest graph, as a serialized GraphDef: a meta graph's where there is no other. */
  get graph(): Uint8Array | null {
    return this.#graph;
  }
  /** The newest MetaGraphDef, serialized. */
  get metaGraph(): Uint8Array | null {
    return this.#metaGraph;
  }
  /** Traces of runs, by tag. */
  get traces(): ReadonlyMap<string, RunTrace> {
    return this.#traces;
  }
  get sessionLogs(): readonly SessionLogEntry[] {
    return this.#sessionLogs.items;
  }
  /** When the first event was written, in seconds since 1970. */
  get firstWallTime(): number | null {
    return this.#firstWallTime;
  }

  /** @throws FormatError for a summary or meta graph that cannot be decoded; the rest of the event is taken in. */
  add(event: Event): void {
    this.#revision++;
    this.#firstWallTime ??= event.wallTime;
    const { what, wallTime } = event;
    const step = Number(event.step);
    if (what.case === 'fileVersion') this.#fileVersion = Number(/^brain\.Event:(\d+)$/.exec(what.value)?.[1] ?? 0);
    if (this.#purgeOrphans) this.#purge(event, step);
    switch (what.case) {
      case 'graphDef':
        this.#graph = what.value;
        this.#graphIsFromMetaGraph = false;
        break;
      case 'metaGraphDef':
        this.#metaGraph = what.value;
        if (this.#graph === null || this.#graphIsFromMetaGraph) this.#takeGraphOf(what.value);
        break;
      case 'taggedRunMetadata':
        this.#traces.set(what.value.tag, { step, wallTime, runMetadata: what.value.runMetadata });
        break;
      case 'sessionLog':
        this.#sessionLogs.add({ step, wallTime, log: what.value });
        break;
      case 'summary':
        this.#addValues(what.value.value, step, wallTime);
        break;
    }
  }

  #takeGraphOf(metaGraph: Uint8Array): void {
    const { graphDef } = decodeMetaGraphDef(metaGraph, 'a meta graph event');
    if (!graphDef) return;
    this.#graph = encodeGraphDef(graphDef);
    this.#graphIsFromMetaGraph = true;
  }

  #addValues(values: readonly Summary_Value[], step: number, wallTime: number): void {
    let fault: unknown;
    for (const value of values) {
      const tag = value.tag || value.nodeName;
      if (value.metadata && !this.#metadata.has(tag)) this.#metadata.set(tag, value.metadata);
      try {
        const read = readSummaryValue(value, this.#metadata.get(tag)?.pluginData?.pluginName ?? '');
        if (read) this.#keep(read.kind, tag, { step, wallTime, value: read.value });
      } catch (error) {
        fault ??= error;
      }
    }
    if (fault !== undefined) throw fault;
  }

  #keep(kind: SummaryKind, tag: string, point: Point<unknown>): void {
    const table = this.#tables[kind] as Map<string, Reservoir<Point<unknown>>>;
    let reservoir = table.get(tag);
    if (!reservoir) {
      reservoir = new Reservoir(this.#capacities[kind], this.#seed);
      table.set(tag, reservoir);
    }
    reservoir.add(point);
  }

  #purge({ what }: Event, step: number): void {
    if (this.#fileVersion !== null && this.#fileVersion >= 2) {
      const starts = what.case === 'sessionLog' && what.value.status === SessionLog_SessionStatus.START;
      if (starts) this.#dropFrom(step, () => true);
    } else if (what.case === 'summary' && step < this.#newestStep) {
      const tags = new Set(what.value.value.map((value) => value.tag || value.nodeName));
      this.#dropFrom(step, (tag) => tags.has(tag));
    } else this.#newestStep = step;
  }

  #dropFrom(step: number, concerns: (tag: string) => boolean): void {
    for (const table of Object.values(this.#tables) as Map<string, Reservoir<Point<unknown>>>[]) {
      for (const [tag, reservoir] of table) {
        if (concerns(tag)) reservoir.filter((point) => point.step < step);
      }
    }
  }
}
