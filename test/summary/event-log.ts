/** Event files for tests: folders that vanish afterwards, and events by what matters of them. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  create,
  decodeEventFile,
  type Event,
  EventSchema,
  encodeEvent,
  SessionLog_SessionStatus,
  SessionLogSchema,
  SummarySchema,
  versionEvent,
} from '../../engine/formats/index.ts';

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-summary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The whole events of a file. */
export function eventsOf(path: string): Event[] {
  return [...decodeEventFile(readFileSync(path))];
}

export function scalarEvent(tag: string, step: number, value: number, wallTime = step): Event {
  return create(EventSchema, {
    wallTime,
    step: BigInt(step),
    what: {
      case: 'summary',
      value: create(SummarySchema, { value: [{ tag, value: { case: 'simpleValue', value } }] }),
    },
  });
}

export function startEvent(step: number): Event {
  const value = create(SessionLogSchema, { status: SessionLog_SessionStatus.START });
  return create(EventSchema, { step: BigInt(step), what: { case: 'sessionLog', value } });
}

export function recordsOf(...events: Event[]): Buffer {
  return Buffer.concat(events.map(encodeEvent));
}

/** A file that begins as files do. */
export function fileOf(...events: Event[]): Buffer {
  return recordsOf(versionEvent(1), ...events);
}
