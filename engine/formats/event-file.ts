/**
 * Event files: TFRecords that hold one Event each. Encodes and decodes; opens no file, keeps no queue.
 * The first event of a file carries its version, and readers find files by `tfevents` in the name.
 */

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type Event, EventSchema } from './generated/event_pb.js';
import { decodeMessage, encodeMessage } from './message.ts';
import { decodeRecord, encodeRecord } from './tfrecord.ts';

/** `file_version` of the first event of a file. */
export const eventFileVersion = 'brain.Event:2';

/** The event that opens a file. @param wallTime seconds since 1970 */
export function versionEvent(wallTime: number): Event {
  return create(EventSchema, { wallTime, what: { case: 'fileVersion', value: eventFileVersion } });
}

/**
 * `events.out.tfevents.<seconds, at least ten digits>.<host><suffix>`.
 * @param wallTime seconds since 1970; the fraction is dropped
 */
export function eventFileName(wallTime: number, host: string, suffix = ''): string {
  return `events.out.tfevents.${String(Math.floor(wallTime)).padStart(10, '0')}.${host}${suffix}`;
}

/** Whether readers take the file of this base name for an event file. */
export function isEventFileName(baseName: string): boolean {
  return baseName.includes('tfevents');
}

/** One event as a framed record, ready to append to a file. */
export function encodeEvent(event: MessageInitShape<typeof EventSchema>): Uint8Array {
  return encodeRecord(encodeMessage(EventSchema, create(EventSchema, event)));
}

/** The event in one record's data. @throws FormatError */
export function decodeEvent(recordData: Uint8Array, what = 'an event record'): Event {
  return decodeMessage(EventSchema, recordData, what);
}

/** How the bytes of an event file ended. `offset` is where the first byte that was not read lies. */
export type EventFileEnd =
  | { readonly kind: 'complete'; readonly offset: number }
  /** The last record is not whole: the writer is not done, or was stopped. */
  | { readonly kind: 'truncated'; readonly offset: number }
  | { readonly kind: 'corrupt'; readonly offset: number; readonly problem: string };

/** Gives the events of a whole file one by one, up to its end or first damage, and returns how it ended. */
export function* decodeEventFile(bytes: Uint8Array, what = 'an event file'): Generator<Event, EventFileEnd> {
  let offset = 0;
  while (offset < bytes.length) {
    const result = decodeRecord(bytes, offset);
    if (result.kind === 'need-more') return { kind: 'truncated', offset };
    if (result.kind === 'corrupt') return { kind: 'corrupt', offset, problem: result.problem };
    let event: Event;
    try {
      event = decodeEvent(result.data, what);
    } catch (error) {
      return { kind: 'corrupt', offset, problem: error instanceof Error ? error.message : String(error) };
    }
    yield event;
    offset = result.next;
  }
  return { kind: 'complete', offset };
}
