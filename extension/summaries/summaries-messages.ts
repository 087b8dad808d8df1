/** What a summaries page may ask of the host, as it is let in. Pure. */

import type { CommonToHost } from '../../webview/protocol.ts';
import { limits, type SeriesKey, type SummariesToHost, type SummaryKind } from '../../webview/protocol.ts';
import { isCount, isRecord, isText } from '../plain-data.ts';

export type SummariesRequest = Exclude<SummariesToHost, CommonToHost>;

const kinds = {
  scalars: true,
  histograms: true,
  images: true,
  audio: true,
  texts: true,
} as const satisfies Record<SummaryKind, true>;

/** A run's id has its folder in it. */
const mostRunCharacters = 8192;

export function readSummariesMessage(message: unknown): SummariesRequest | undefined {
  if (!isRecord(message)) return undefined;
  const { type } = message;
  switch (type) {
    case 'watch': {
      if (!Array.isArray(message.series)) return undefined;
      const series = message.series.slice(0, limits.watched).filter(isSeriesKey);
      return { type, series: series.map(({ run, kind, tag }) => ({ run, kind, tag })) };
    }
    case 'blob': {
      const { id, run, kind, tag, key, sample } = message;
      if (kind !== 'images' && kind !== 'audio') return undefined;
      if (!isRun(run) || !isTag(tag) || !isCount(id) || !isCount(key) || !isCount(sample)) return undefined;
      return { type, id, run, kind, tag, key, sample };
    }
    case 'addRuns':
      return { type };
    case 'stopRun':
    case 'openGraph':
      return isRun(message.run) ? { type, run: message.run } : undefined;
    default:
      return undefined;
  }
}

function isSeriesKey(key: unknown): key is SeriesKey {
  return isRecord(key) && isRun(key.run) && isTag(key.tag) && Object.hasOwn(kinds, String(key.kind));
}

function isRun(run: unknown): run is string {
  return isText(run, mostRunCharacters);
}

/** The reader cuts tags at the limit, and what it cuts it marks. */
function isTag(tag: unknown): tag is string {
  return isText(tag, limits.name + 100);
}
