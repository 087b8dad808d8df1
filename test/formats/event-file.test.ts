import { expect, test } from 'vitest';
import {
  create,
  decodeEventFile,
  decodeGraphDef,
  decodeMetaGraphDef,
  type Event,
  type EventFileEnd,
  encodeEvent,
  eventFileName,
  isEventFileName,
  SessionLog_SessionStatus,
  SummarySchema,
  versionEvent,
} from '../../engine/formats/index.ts';
import { fixtureBytes } from './fixture.ts';

function readAll(bytes: Uint8Array): { events: Event[]; end: EventFileEnd } {
  const events: Event[] = [];
  const reader = decodeEventFile(bytes);
  for (;;) {
    const turn = reader.next();
    if (turn.done) return { events, end: turn.value };
    events.push(turn.value);
  }
}

const written = fixtureBytes('events/events.out.tfevents.0000000000.fixture');

test("reads TensorFlow's own file: version, graph, metagraph, summaries, session log", () => {
  const { events, end } = readAll(written);
  expect(end).toEqual({ kind: 'complete', offset: written.length });
  expect(events.map((event) => event.what.case)).toEqual([
    'fileVersion',
    'graphDef',
    'metaGraphDef',
    'summary',
    'summary',
    'summary',
    'sessionLog',
  ]);
  const [, graph, metaGraph, first, , third, log] = events;
  if (graph.what.case !== 'graphDef' || metaGraph.what.case !== 'metaGraphDef') throw new Error('no graph');
  expect(decodeGraphDef(graph.what.value).node.map((node) => node.name)).toContain('digit/tag');
  expect(decodeMetaGraphDef(metaGraph.what.value).metaInfoDef?.tensorflowVersion).toMatch(/^2\./);
  expect([first.step, third.step]).toEqual([0n, 2n]);
  if (first.what.case !== 'summary') throw new Error('no summary');
  const [scalar, histogram, image] = first.what.value.value;
  expect([scalar.tag, scalar.value]).toEqual(['loss', { case: 'simpleValue', value: 0.25 }]);
  expect(histogram.value).toMatchObject({
    case: 'histo',
    value: { min: -1, max: 2, num: 4, sum: 1.5, sumSquares: 5.25 },
  });
  expect(image.value).toMatchObject({ case: 'image', value: { height: 2, width: 3, colorspace: 1 } });
  expect(log.what).toMatchObject({
    case: 'sessionLog',
    value: { status: SessionLog_SessionStatus.CHECKPOINT, checkpointPath: 'a/b' },
  });
});

test('a file written again from its events is the same bytes', () => {
  const { events } = readAll(written);
  expect(Buffer.concat(events.map(encodeEvent)).equals(written)).toBe(true);
});

test('a file that is still being written ends as truncated, at its last whole event', () => {
  const first = encodeEvent(versionEvent(12.5));
  const second = encodeEvent({ step: 3n, what: { case: 'summary', value: create(SummarySchema) } });
  const bytes = Buffer.concat([first, second.subarray(0, second.length - 1)]);
  const { events, end } = readAll(bytes);
  expect(events).toHaveLength(1);
  expect(events[0].wallTime).toBe(12.5);
  expect(end).toEqual({ kind: 'truncated', offset: first.length });
});

test('damage ends the reading and says where', () => {
  const damaged = written.slice();
  damaged[60] ^= 1;
  const { end } = readAll(damaged);
  expect(end.kind).toBe('corrupt');
  expect(end.offset).toBeLessThanOrEqual(60);
});

test('file names are as readers look for them', () => {
  expect(eventFileName(1234567890.9, 'host')).toBe('events.out.tfevents.1234567890.host');
  expect(eventFileName(5, 'host', '.v2')).toBe('events.out.tfevents.0000000005.host.v2');
  expect(isEventFileName('events.out.tfevents.1.h')).toBe(true);
  expect(isEventFileName('model.ckpt.index')).toBe(false);
});
