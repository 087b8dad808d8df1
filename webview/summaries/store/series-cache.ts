/**
 * The points of series, bounded: what is watched stays, what was watched before stays while there is room, so that
 * scrolling back shows it at once. Knows points only by their size.
 */

import type { SeriesKey } from '../../protocol.ts';
import type { SeriesData } from './summary-store.ts';

type AnySeries = SeriesData[keyof SeriesData];

interface Entry {
  readonly key: SeriesKey;
  readonly data: AnySeries;
  readonly bytes: number;
}

const defaultBytes = 96 * 1024 * 1024;

export class SeriesCache {
  /** In the order of their last change: the first has waited longest. */
  readonly #entries = new Map<string, Entry>();
  readonly #mostBytes: number;
  #protected: ReadonlySet<string> = new Set();
  #bytes = 0;

  constructor(mostBytes = defaultBytes) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: SeriesKey): AnySeries | undefined {
    return this.#entries.get(seriesId(key))?.data;
  }

  set(key: SeriesKey, data: AnySeries): void {
    this.delete(key);
    const bytes = bytesOf(data);
    this.#entries.set(seriesId(key), { key, data, bytes });
    this.#bytes += bytes;
    this.#trim();
  }

  delete(key: SeriesKey): void {
    const id = seriesId(key);
    this.#bytes -= this.#entries.get(id)?.bytes ?? 0;
    this.#entries.delete(id);
  }

  deleteWhere(goes: (key: SeriesKey) => boolean): void {
    for (const { key } of this.#entries.values()) {
      if (goes(key)) this.delete(key);
    }
  }

  protect(keys: readonly SeriesKey[]): void {
    this.#protected = new Set(keys.map(seriesId));
    this.#trim();
  }

  #trim(): void {
    if (this.#bytes <= this.#mostBytes) return;
    for (const [id, { key }] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) return;
      if (!this.#protected.has(id)) this.delete(key);
    }
  }
}

/** One text for one series; tags and runs may hold any character. */
export function seriesId({ kind, tag, run }: SeriesKey): string {
  return JSON.stringify([kind, tag, run]);
}

const overhead = 200;

function bytesOf(data: AnySeries): number {
  if (!Array.isArray(data)) return overhead + (data as SeriesData['scalars']).length * 24;
  return (data as readonly Sized[]).reduce((sum, point) => sum + pointBytes(point), overhead);
}

interface Sized {
  readonly buckets?: Float64Array;
  readonly texts?: readonly string[];
  readonly labels?: readonly string[];
}

function pointBytes({ buckets, texts, labels }: Sized): number {
  const characters = [...(texts ?? []), ...(labels ?? [])].reduce((sum, text) => sum + text.length, 0);
  return overhead + (buckets?.byteLength ?? 0) + characters * 2;
}
