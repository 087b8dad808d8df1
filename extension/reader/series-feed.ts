/**
 * What a page has been sent of one watched series, and the message that brings it up to date. A run that starts anew has
 * another store: then everything is sent again.
 */

import type { ScalarCursor } from '../../engine/summary/reader/index.ts';
import type { SeriesKey, SummariesToPage } from '../../webview/protocol.ts';
import type { RunStore } from './run-store.ts';
import type { Placed, SampleKind } from './sample-points.ts';
import type { SamplePoint } from './sample-series.ts';

export interface FeedMessage {
  readonly message: SeriesMessage;
  /** About how much it takes to carry. */
  readonly bytes: number;
}
export type SeriesMessage = Extract<SummariesToPage, { type: SeriesKey['kind'] }>;

export class SeriesFeed {
  readonly key: SeriesKey;
  /** When something was last sent, by the caller's clock. */
  lastSent = Number.NEGATIVE_INFINITY;
  /** Not sent again before. */
  heldUntil = Number.NEGATIVE_INFINITY;
  #store: RunStore | undefined;
  #cursor: ScalarCursor | undefined;
  #revision = -1;
  #hasSent = false;

  constructor(key: SeriesKey) {
    this.key = key;
  }

  /** What is new in `store` (undefined: the run is gone) since the last call; undefined if nothing is. */
  next(store: RunStore | undefined): FeedMessage | undefined {
    if (store !== this.#store) {
      this.close();
      this.#store = store;
    }
    return this.key.kind === 'scalars' ? this.#scalars(store) : this.#samples(store, this.key.kind);
  }

  close(): void {
    this.#cursor?.close();
    this.#cursor = undefined;
    this.#revision = -1;
  }

  #scalars(store: RunStore | undefined): FeedMessage | undefined {
    const { run, tag } = this.key;
    const series = store?.scalars(tag);
    this.#cursor ??= series?.cursor();
    if (this.#cursor ? !this.#cursor.isBehind : !this.#hasSent) return undefined;
    const { keep, points } = this.#cursor?.take() ?? { keep: 0, points: noPoints() };
    this.#hasSent = this.#cursor !== undefined;
    const thinned = series !== undefined && series.width > 1;
    return { message: { type: 'scalars', run, tag, keep, thinned, ...points }, bytes: 200 + 24 * points.steps.length };
  }

  #samples(store: RunStore | undefined, kind: SampleKind): FeedMessage | undefined {
    const { run, tag } = this.key;
    const samples = store?.samples(kind, tag);
    if (samples ? samples.revision === this.#revision : !this.#hasSent) return undefined;
    this.#revision = samples?.revision ?? -1;
    this.#hasSent = samples !== undefined;
    const points = ((samples?.points ?? []) as readonly SamplePoint[]).map(withoutPlace);
    return {
      message: { type: kind, run, tag, points } as unknown as SeriesMessage,
      bytes: 200 + (samples?.bytes ?? 0),
    };
  }
}

const noPoints = () => ({ steps: new Float64Array(0), wallTimes: new Float64Array(0), values: new Float64Array(0) });

/** Where media lie is the reader's own business. */
function withoutPlace(point: SamplePoint | Placed<SamplePoint>): SamplePoint {
  if (!('place' in point)) return point;
  const { place: _, ...rest } = point;
  return rest;
}
