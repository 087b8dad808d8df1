/**
 * Memory shared fairly by everything that is read: how many points a scalar series may keep falls as series grow in
 * number, and how many samples of histograms, texts and media a tag may keep falls as their bytes grow. Knows no files.
 */

import { ScalarSeries } from '../../engine/summary/reader/index.ts';
import { limits } from '../../webview/protocol.ts';

/** At 25 bytes each, 100 MB. */
const mostPoints = 4_000_000;
const leastCapacity = 64;
/** Beyond these, and as many tags of other kinds, tags are left out. */
const mostSeries = 100_000;
const mostSampleBytes = 128 * 2 ** 20;
const leastSamples = 4;

/** What the budget must know of the samples of one tag. */
export interface SampleHolder {
  readonly bytes: number;
  limit(samples: number): void;
}

export class Budget {
  readonly #series = new Set<ScalarSeries>();
  readonly #holders = new Set<SampleHolder>();
  #capacity: number = limits.scalarPoints;
  #samples: number = limits.histogramPoints;
  #sampleBytes = 0;

  /** How many points each scalar series may keep now. */
  get capacity(): number {
    return this.#capacity;
  }
  /** How many samples each tag may keep now. */
  get samples(): number {
    return this.#samples;
  }
  get sampleBytes(): number {
    return this.#sampleBytes;
  }

  /** A new series, or null where there are too many. */
  addSeries(): ScalarSeries | null {
    if (this.#series.size >= mostSeries) return null;
    const count = this.#series.size + 1;
    // In few and large steps, because each shortens every series.
    while (this.#capacity > leastCapacity && count * this.#capacity > mostPoints) {
      this.#capacity = Math.max(leastCapacity, Math.floor(this.#capacity * 0.8));
      for (const series of this.#series) series.limit(this.#capacity);
    }
    const series = new ScalarSeries(this.#capacity);
    this.#series.add(series);
    return series;
  }

  removeSeries(series: ScalarSeries): void {
    this.#series.delete(series);
    if (this.#capacity === limits.scalarPoints || this.#series.size * limits.scalarPoints > mostPoints / 2) return;
    // There is room again: what is written from now on is kept in full.
    this.#capacity = limits.scalarPoints;
    for (const each of this.#series) each.limit(this.#capacity);
  }

  addHolder(holder: SampleHolder): void {
    holder.limit(this.#samples);
    this.#holders.add(holder);
  }

  removeHolder(holder: SampleHolder): void {
    if (this.#holders.delete(holder)) this.#sampleBytes -= holder.bytes;
    if (this.#samples === limits.histogramPoints || this.#sampleBytes > mostSampleBytes / 4) return;
    this.#samples = limits.histogramPoints;
    for (const each of this.#holders) each.limit(this.#samples);
  }

  /** To be told of each change of a holder's bytes. */
  changed(bytes: number): void {
    this.#sampleBytes += bytes;
    while (this.#sampleBytes > mostSampleBytes && this.#samples > leastSamples) {
      this.#samples = Math.max(leastSamples, this.#samples >> 1);
      for (const holder of this.#holders) holder.limit(this.#samples);
    }
  }

  /** Whether there are too many tags, or even the fewest samples of each take too much: then new ones are left out. */
  get isExhausted(): boolean {
    return this.#holders.size >= mostSeries || this.#sampleBytes > mostSampleBytes;
  }
}
