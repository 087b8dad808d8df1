/**
 * What the events of one run amount to, within the budget: scalar series, samples of the other kinds, and what its tags
 * are. The rules for restarts are TensorBoard's, as in engine/summary's RunData; unlike that, it holds no images, sounds
 * or graphs. Takes events, opens no file.
 */

import {
  decodeMessage,
  type Event,
  SessionLog_SessionStatus,
  type Summary_Value,
  Summary_ValueSchema,
} from '../../engine/formats/index.ts';
import { readSummaryValue, type ScalarSeries, type ScanTarget } from '../../engine/summary/reader/index.ts';
import { limits, type SummaryKind, type TagInfo } from '../../webview/protocol.ts';
import { boundedName, boundedText } from './bounded-name.ts';
import type { Budget } from './budget.ts';
import {
  audioPoint,
  type EventPlace,
  histogramPoint,
  imagePoint,
  mostSamples,
  type SampleKind,
  type SamplePoints,
  sampleSizes,
  textPoint,
} from './sample-points.ts';
import { type SamplePoint, SampleSeries } from './sample-series.ts';

interface TagMetadata {
  readonly plugin: string;
  readonly displayName: string;
  readonly description: string;
}

type SampleTables = { readonly [K in SampleKind]: Map<string, SampleSeries<SamplePoints[K]>> };

/** Plugins whose tensors are one of our kinds; tensors of others are not even decoded. */
const tensorPlugins = new Set(['scalars', 'histograms', 'images', 'audio', 'text']);
/** A scalar's or histogram's tensor needs no more than this beyond its bytes in the file. */
const mostFilledBytes = 2 ** 20;

export class RunStore implements ScanTarget {
  readonly #budget: Budget;
  readonly #scalars = new Map<string, ScalarSeries>();
  readonly #samples: SampleTables = { histograms: new Map(), images: new Map(), audio: new Map(), texts: new Map() };
  readonly #metadata = new Map<string, TagMetadata>();
  readonly #tags: TagInfo[] = [];
  #path = '';
  #offset = 0;
  #startTime: number | null = null;
  #fileVersion: number | null = null;
  #newestStep = -1;
  #nextKey = 0;
  #leftOut = false;
  #fault: unknown;
  /** Called when what was said of a tag is no longer so. */
  onMetadata: () => void = () => {};

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** The tags in the order they appeared; it only grows. */
  get tags(): readonly TagInfo[] {
    return this.#tags;
  }
  get startTime(): number | null {
    return this.#startTime;
  }
  /** Whether there were more tags than are kept. */
  get leftOut(): boolean {
    return this.#leftOut;
  }
  /** In files before version 2 each step may drop points: then events must come through `add`. */
  get scansSummaries(): boolean {
    return this.#fileVersion !== null && this.#fileVersion >= 2;
  }

  scalars(tag: string): ScalarSeries | undefined {
    return this.#scalars.get(tag);
  }
  samples<K extends SampleKind>(kind: K, tag: string): SampleSeries<SamplePoints[K]> | undefined {
    return this.#samples[kind].get(tag);
  }

  /** What a tag's metadata says of its kind; '' for nothing. */
  pluginOf(tag: string): string {
    return this.#metadata.get(tag)?.plugin ?? '';
  }

  /** Gives its memory back to the budget. It is of no use afterwards. */
  dispose(): void {
    for (const series of this.#scalars.values()) this.#budget.removeSeries(series);
    for (const table of Object.values(this.#samples)) {
      for (const samples of table.values()) this.#budget.removeHolder(samples);
    }
  }

  /** Where the next event comes from. */
  at(path: string, offset: number): void {
    this.#path = path;
    this.#offset = offset;
  }

  /** @throws FormatError for a value that cannot be decoded; the rest of the event is taken in. */
  add(event: Event): void {
    this.begin(event.wallTime);
    const { what } = event;
    const step = Number(event.step);
    if (what.case === 'fileVersion') this.#fileVersion = Number(/^brain\.Event:(\d+)$/.exec(what.value)?.[1] ?? 0);
    this.#purge(event, step);
    if (what.case !== 'summary') return;
    for (const value of what.value.value) this.#addValue(value, step, event.wallTime);
    this.throwFault();
  }

  // ---- What a scan finds ----

  begin(wallTime: number): void {
    this.#startTime ??= Number.isFinite(wallTime) ? wallTime : null;
  }

  series(tag: string): ScalarSeries | null | 'left out' {
    return this.#scalars.get(tag) ?? (this.#admits('scalars') ? null : 'left out');
  }

  metadata(tag: string): 'none' | 'other' | 'scalars' {
    const metadata = this.#metadata.get(tag);
    if (!metadata) return 'none';
    return metadata.plugin === 'scalars' ? 'scalars' : 'other';
  }

  value(bytes: Uint8Array, step: number, wallTime: number): void {
    try {
      this.#addValue(decodeMessage(Summary_ValueSchema, bytes, 'a summary value'), step, wallTime);
    } catch (error) {
      this.#fault ??= error;
    }
  }

  /** @throws the first fault since the last call, if there was one. */
  throwFault(): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== undefined) throw fault;
  }

  // ---- Values ----

  #addValue(value: Summary_Value, step: number, wallTime: number): void {
    const given = value.tag || value.nodeName;
    const tag = boundedName(given);
    const { metadata } = value;
    if (metadata && !this.#metadata.has(tag) && this.#metadata.size < limits.tags) {
      this.#metadata.set(tag, {
        plugin: boundedText(metadata.pluginData?.pluginName ?? '', limits.name),
        displayName: boundedName(metadata.displayName),
        description: boundedText(metadata.summaryDescription, limits.name),
      });
      this.onMetadata();
    }
    const plugin = this.pluginOf(tag);
    if (value.value.case === 'tensor' && !tensorPlugins.has(plugin)) return;
    try {
      const read = readSummaryValue(value, plugin, mostFilledBytes);
      if (read) this.#keep(tag, { step, wallTime: Number.isFinite(wallTime) ? wallTime : 0 }, read);
    } catch (error) {
      this.#fault ??= error;
    }
  }

  #keep(tag: string, at: SamplePoint, read: NonNullable<ReturnType<typeof readSummaryValue>>): void {
    switch (read.kind) {
      case 'scalars':
        this.#scalarsOf(tag)?.add(at.step, at.wallTime, read.value);
        return;
      case 'histograms':
        this.#samplesOf('histograms', tag)?.add(histogramPoint(at, read.value));
        return;
      case 'images':
        this.#samplesOf('images', tag)?.add(imagePoint(at, read.value, this.#nextKey++, this.#place()));
        return;
      case 'audio':
        this.#samplesOf('audio', tag)?.add(audioPoint(at, read.value, this.#nextKey++, this.#place()));
        return;
      case 'texts':
        this.#samplesOf('texts', tag)?.add(textPoint(at, read.value));
        return;
      case 'tensors':
        return;
      default:
        read satisfies never;
    }
  }

  #place(): EventPlace {
    return { path: this.#path, offset: this.#offset };
  }

  #scalarsOf(tag: string): ScalarSeries | undefined {
    const known = this.#scalars.get(tag);
    if (known || !this.#admits('scalars')) return known;
    const series = this.#budget.addSeries();
    if (!series) {
      this.#leftOut = true;
      return undefined;
    }
    this.#scalars.set(tag, series);
    this.#list('scalars', tag);
    return series;
  }

  #samplesOf<K extends SampleKind>(kind: K, tag: string): SampleSeries<SamplePoints[K]> | undefined {
    const table: Map<string, SampleSeries<SamplePoints[K]>> = this.#samples[kind];
    const known = table.get(tag);
    if (known || !this.#admits(kind)) return known;
    const made = new SampleSeries<SamplePoints[K]>(this.#budget, mostSamples[kind], sampleSizes[kind]);
    table.set(tag, made);
    this.#list(kind, tag);
    return made;
  }

  #admits(kind: SummaryKind): boolean {
    if (this.#tags.length < limits.tags && (kind === 'scalars' || !this.#budget.isExhausted)) return true;
    this.#leftOut = true;
    return false;
  }

  #list(kind: SummaryKind, tag: string): void {
    const { displayName = '', description = '' } = this.#metadata.get(tag) ?? {};
    this.#tags.push({ kind, tag, displayName, description });
  }

  // ---- Restarts ----

  #purge({ what }: Event, step: number): void {
    if (this.scansSummaries) {
      const starts = what.case === 'sessionLog' && what.value.status === SessionLog_SessionStatus.START;
      if (starts) this.#dropFrom(step, () => true);
    } else if (what.case === 'summary' && step < this.#newestStep) {
      const tags = new Set(what.value.value.map((value) => boundedName(value.tag || value.nodeName)));
      this.#dropFrom(step, (tag) => tags.has(tag));
    } else this.#newestStep = step;
  }

  #dropFrom(step: number, concerns: (tag: string) => boolean): void {
    for (const table of [this.#scalars, ...Object.values(this.#samples)]) {
      for (const [tag, series] of table) if (concerns(tag)) series.dropFrom(step);
    }
  }
}
