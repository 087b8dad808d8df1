/** Event files: each tag with its kind, how often and from which step to which it was written. Streams: files are large. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decodeEvent, type Event, FormatError, RecordDecoder, type Summary_Value } from '../../formats/index.ts';
import { formatBytes, formatValue } from '../table.ts';
import type { Cell, Report } from './report.ts';

interface Tag {
  readonly tag: string;
  readonly kind: string;
  count: number;
  first: number;
  last: number;
  /** The last value, of a scalar. */
  value: number | undefined;
}

const kinds: Readonly<Record<string, string>> = {
  simpleValue: 'scalar',
  image: 'image',
  histo: 'histogram',
  audio: 'audio',
  tensor: 'tensor',
  obsoleteOldStyleHistogram: 'histogram',
};

export async function inspectEventFile(path: string): Promise<Report> {
  const tags = new Map<string, Tag>();
  const others = new Map<string, number>();
  const time = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const decoder = new RecordDecoder();
  let events = 0;
  let damage: string | undefined;

  const onEvent = (event: Event) => {
    events += 1;
    time.first = Math.min(time.first, event.wallTime);
    time.last = Math.max(time.last, event.wallTime);
    if (event.what.case !== 'summary') {
      const name = event.what.case ?? 'empty';
      others.set(name, (others.get(name) ?? 0) + 1);
      return;
    }
    for (const value of event.what.value.value) noteValue(tags, value, Number(event.step));
  };

  reading: for await (const chunk of createReadStream(path)) {
    decoder.push(chunk as Uint8Array);
    for (let result = decoder.next(); result.kind !== 'need-more'; result = decoder.next()) {
      try {
        if (result.kind === 'record') onEvent(decodeEvent(result.data, path));
        else throw new FormatError({ what: path, problem: result.problem, offset: result.offset });
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        damage = `${error.message} What follows was not read.`;
        break reading;
      }
    }
  }
  if (events === 0 && damage !== undefined) throw new FormatError({ what: path, problem: 'this is no event file' });
  const unfinished = damage === undefined && decoder.pending > 0 ? 'yes (still being written, or cut off)' : 'no';
  return {
    kind: 'event file',
    facts: {
      size: formatBytes((await stat(path)).size),
      events,
      ...(events > 0 && { from: isoTime(time.first), to: isoTime(time.last) }),
      'unfinished record at the end': unfinished,
    },
    tables: [
      {
        name: 'tags',
        columns: ['tag', 'kind', 'count', 'first step', 'last step', 'last value'],
        rows: Array.from(tags.values(), ({ tag, kind, count, first, last, value }): Cell[] => {
          return [tag, kind, count, first, last, value === undefined ? null : formatValue(shownValue(value))];
        }),
      },
      { name: 'other events', columns: ['kind', 'count'], rows: [...others] },
    ],
    ...(damage !== undefined && { damage }),
  };
}

function noteValue(tags: Map<string, Tag>, { tag, value, metadata }: Summary_Value, step: number): void {
  const known = tags.get(tag);
  const scalar = value.case === 'simpleValue' ? value.value : undefined;
  if (known) {
    known.count += 1;
    known.last = step;
    known.value = scalar;
    return;
  }
  // A tensor says what it is for by the plugin that shows it: `text`, `scalars`.
  const kind = value.case === 'tensor' ? metadata?.pluginData?.pluginName : undefined;
  tags.set(tag, {
    tag,
    kind: kind || kinds[value.case ?? ''] || 'empty',
    count: 1,
    first: step,
    last: step,
    value: scalar,
  });
}

function shownValue(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function isoTime(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? 'unknown' : time.toISOString();
}
