/** Images and sounds, which stay in their files until someone looks at them. */

import { decodeEvent } from '../../engine/formats/index.ts';
import { readSummaryValue } from '../../engine/summary/reader/index.ts';
import { limits } from '../../webview/protocol.ts';
import { boundedName } from './bounded-name.ts';
import type { HostToReader } from './protocol.ts';
import { readRecord } from './record-file.ts';
import type { RunStore } from './run-store.ts';

export interface Media {
  readonly data: Uint8Array | null;
  readonly contentType: string;
}

const gone: Media = { data: null, contentType: '' };

/** What a `blob` request asks for; without data where the point is gone or larger than a page gets. */
export async function readMedia(
  store: RunStore | undefined,
  { kind, tag, key, sample }: Pick<Extract<HostToReader, { type: 'blob' }>, 'kind' | 'tag' | 'key' | 'sample'>,
): Promise<Media> {
  const points = store?.samples(kind, tag)?.points ?? [];
  const place = points.find((point) => point.key === key)?.place;
  const record = place && (await readRecord(place.path, place.offset));
  if (!store || !record) return gone;
  const { what } = decodeEvent(record);
  const values = what.case === 'summary' ? what.value.value : [];
  for (const value of values) {
    if (boundedName(value.tag || value.nodeName) !== tag) continue;
    const read = readSummaryValue(value, store.pluginOf(tag));
    if (read?.kind === 'images' && kind === 'images') {
      const data = read.value.images[sample];
      return bounded(data, data ? imageType(data) : '');
    }
    if (read?.kind === 'audio' && kind === 'audio') {
      return bounded(read.value.clips[sample]?.data, boundedName(read.value.contentType));
    }
  }
  return gone;
}

function bounded(data: Uint8Array | undefined, contentType: string): Media {
  // A copy: the rest of the record is not sent with it.
  return data && data.length <= limits.blob ? { data: data.slice(), contentType } : gone;
}

/** Formats that browsers draw, by how their files begin. */
const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
];

/** What the bytes of an image are, whatever the file says of them: nothing that could hold a script. */
export function imageType(data: Uint8Array): string {
  const beginning = String.fromCharCode(...data.subarray(0, 16));
  const found = signatures.find(([, at, bytes]) => beginning.startsWith(bytes, at));
  return found?.[0] ?? 'application/octet-stream';
}
