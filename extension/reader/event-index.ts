/** Where the graph and the traces lie in event files. Reads every record, decodes none but those. */

import { eventFiles } from '../../engine/summary/reader/index.ts';
import { RecordFile } from './record-file.ts';
import type { EventPlace } from './sample-points.ts';
import { wireFields } from './wire-fields.ts';

export interface EventIndex {
  /** The newest graph: of graph events, else of meta graph events. */
  readonly graph: (EventPlace & { readonly isMeta: boolean }) | undefined;
  /** The newest trace of each tag. */
  readonly traces: ReadonlyMap<string, EventPlace>;
}

const mostTraces = 1000;
const mostTagBytes = 1000;
/** Fields of an Event, and the tag of what is traced. */
const [graphDef, taggedRunMetadata, metaGraphDef] = [4, 8, 9];
const tagField = 1;

/** @param from an event file, or a folder of some @throws the file system's error */
export async function indexEvents(
  from: { readonly file: string } | { readonly folder: string },
  isCancelled: () => boolean,
): Promise<EventIndex> {
  const paths = 'file' in from ? [from.file] : await eventFiles(from.folder);
  const buffer = new Uint8Array(4 * 2 ** 20);
  const traces = new Map<string, EventPlace>();
  let graph: EventPlace | undefined;
  let metaGraph: EventPlace | undefined;
  for (const path of paths) {
    const file = new RecordFile(path);
    let bytes: Uint8Array = buffer;
    const sink = {
      use: (given: Uint8Array) => {
        bytes = given;
      },
      record: (start: number, end: number, offset: number) => {
        for (const field of wireFields(bytes, start, end)) {
          if (field.number === graphDef) graph = { path, offset };
          else if (field.number === metaGraphDef) metaGraph = { path, offset };
          else if (field.number === taggedRunMetadata) {
            const tag = tagOf(bytes.subarray(field.start, field.end));
            if (traces.size < mostTraces || traces.has(tag)) traces.set(tag, { path, offset });
          }
        }
      },
      // What is damaged the summaries' panel tells.
      problem: () => {},
    };
    while (file.hasMore && !isCancelled()) {
      const before = file.done;
      if ((await file.slice(buffer, sink)) !== 'same' || file.done === before) break;
    }
  }
  const newest = graph ?? metaGraph;
  return { graph: newest && { ...newest, isMeta: !graph }, traces };
}

function tagOf(taggedRunMetadata: Uint8Array): string {
  for (const { number, type, start, end } of wireFields(taggedRunMetadata)) {
    if (number === tagField && type === 2) {
      return new TextDecoder().decode(taggedRunMetadata.subarray(start, Math.min(end, start + mostTagBytes)));
    }
  }
  return '';
}
