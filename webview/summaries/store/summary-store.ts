/**
 * Everything that the host has told: runs, their tags, the points of the watched series, how far reading has come. Fed
 * by messages, read by views. Knows neither DOM nor host, and its memory is bounded.
 */

import type {
  AudioPoint,
  HistogramPoint,
  ImagePoint,
  RunInfo,
  SeriesKey,
  SummariesToPage,
  SummaryKind,
  TagInfo,
  TextPoint,
} from '../../protocol.ts';
import { extendScalars, noScalars, type ScalarColumns } from './scalar-columns.ts';
import { SeriesCache } from './series-cache.ts';

/** What the store keeps of each kind's series. */
export interface SeriesData {
  readonly scalars: ScalarColumns;
  readonly histograms: readonly HistogramPoint[];
  readonly images: readonly ImagePoint[];
  readonly audio: readonly AudioPoint[];
  readonly texts: readonly TextPoint[];
}

/** A tag and the runs that have it. */
export interface KnownTag {
  readonly tag: string;
  readonly displayName: string;
  readonly description: string;
  readonly runs: ReadonlySet<string>;
}

export type Change =
  | { readonly type: 'runs' }
  | { readonly type: 'tags' }
  | { readonly type: 'series'; readonly key: SeriesKey }
  /** The host left out points that this page no longer has; it must be asked for them anew. */
  | { readonly type: 'gap'; readonly key: SeriesKey }
  | { readonly type: 'progress' };

export interface Progress {
  readonly bytes: number;
  readonly total: number;
  readonly problems: readonly string[];
}

interface MutableTag extends KnownTag {
  readonly runs: Set<string>;
}

/** Pairs of run and tag that the page lists; a hostile folder may have any number. */
const mostEntries = 300_000;
/** Characters of problems that are kept. */
const mostProblems = 100;

type StoreMessage = Exclude<SummariesToPage, { type: 'init' | 'blob' }>;

export class SummaryStore {
  #runs: readonly RunInfo[] = [];
  readonly #tags = new Map<SummaryKind, Map<string, MutableTag>>();
  readonly #entriesOfRun = new Map<string, number>();
  #entries = 0;
  #tagsVersion = 0;
  #progress: Progress = { bytes: 0, total: 0, problems: [] };
  #heardProgress = false;
  readonly #series: SeriesCache;
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(series = new SeriesCache()) {
    this.#series = series;
  }

  listen(onChange: (change: Change) => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  get runs(): readonly RunInfo[] {
    return this.#runs;
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Whether the host has said how far it is, so that "nothing" means that there is nothing. */
  get heardProgress(): boolean {
    return this.#heardProgress;
  }

  /** Whether there are more tags than the page lists. */
  get tagsLeftOut(): boolean {
    return this.#entries >= mostEntries;
  }

  /** Another number whenever there are other tags; not when only their runs are others. */
  get tagsVersion(): number {
    return this.#tagsVersion;
  }

  tags(kind: SummaryKind): ReadonlyMap<string, KnownTag> {
    return this.#tags.get(kind) ?? new Map();
  }

  /** What has arrived of a series; empty where nothing has. */
  series<K extends SummaryKind>(kind: K, tag: string, run: string): SeriesData[K] {
    const data = this.#series.get({ kind, tag, run });
    return (data ?? (kind === 'scalars' ? noScalars : [])) as SeriesData[K];
  }

  /** Which series must be kept; others go when memory is short. */
  keep(watched: readonly SeriesKey[]): void {
    this.#series.protect(watched);
  }

  apply(message: StoreMessage): void {
    switch (message.type) {
      case 'runs':
        this.#setRuns(message.runs);
        this.#tell({ type: 'runs' });
        break;
      case 'tags':
        this.#setTags(message.run, message.tags);
        this.#tell({ type: 'tags' });
        break;
      case 'scalars': {
        const key: SeriesKey = { kind: 'scalars', tag: message.tag, run: message.run };
        const extended = extendScalars(this.series('scalars', key.tag, key.run), message.keep, message);
        if (extended) this.#series.set(key, extended);
        else this.#series.delete(key);
        this.#tell({ type: extended ? 'series' : 'gap', key });
        break;
      }
      case 'histograms':
      case 'images':
      case 'audio':
      case 'texts': {
        const key: SeriesKey = { kind: message.type, tag: message.tag, run: message.run };
        this.#series.set(key, message.points);
        this.#tell({ type: 'series', key });
        break;
      }
      case 'progress':
        this.#progress = { ...message, problems: message.problems.slice(0, mostProblems) };
        this.#heardProgress = true;
        this.#tell({ type: 'progress' });
        break;
      default:
        message satisfies never;
    }
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  #setRuns(runs: readonly RunInfo[]): void {
    const ids = new Set(runs.map(({ id }) => id));
    for (const { id } of this.#runs) {
      if (!ids.has(id)) this.#setTags(id, []);
    }
    this.#series.deleteWhere(({ run }) => !ids.has(run));
    this.#runs = runs;
  }

  #setTags(run: string, tags: readonly TagInfo[]): void {
    this.#forgetTags(run);
    let added = 0;
    for (const { kind, tag, displayName, description } of tags) {
      if (this.#entries >= mostEntries) break;
      const known = this.#kind(kind).get(tag);
      if (known) {
        known.runs.add(run);
      } else {
        this.#kind(kind).set(tag, { tag, displayName, description, runs: new Set([run]) });
        this.#tagsVersion += 1;
      }
      this.#entries += 1;
      added += 1;
    }
    if (added > 0) this.#entriesOfRun.set(run, added);
    this.#dropEmptyTags();
  }

  #forgetTags(run: string): void {
    const count = this.#entriesOfRun.get(run);
    if (count === undefined) return;
    for (const known of this.#tags.values()) {
      for (const { runs } of known.values()) runs.delete(run);
    }
    this.#entries -= count;
    this.#entriesOfRun.delete(run);
  }

  /** Only once the new tags are in, so that those that stay are not taken for new ones. */
  #dropEmptyTags(): void {
    for (const known of this.#tags.values()) {
      for (const [tag, { runs }] of known) {
        if (runs.size > 0) continue;
        known.delete(tag);
        this.#tagsVersion += 1;
      }
    }
  }

  #kind(kind: SummaryKind): Map<string, MutableTag> {
    const known = this.#tags.get(kind) ?? new Map<string, MutableTag>();
    this.#tags.set(kind, known);
    return known;
  }
}
