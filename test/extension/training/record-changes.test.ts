import { describe, expect, it } from 'vitest';
import type { ChildMessage } from '../../../engine/runner/protocol.ts';
import { maxCheckpoints, maxScalars, type RunRecord } from '../../../extension/runs/run-record.ts';
import { recordChange } from '../../../extension/training/record-changes.ts';
import { newRecord } from './record.ts';

const now = 5000;

function after(messages: readonly ChildMessage[], record: RunRecord = newRecord()): RunRecord {
  let result = record;
  for (const message of messages) result = { ...result, ...recordChange(result, message, now) };
  return result;
}

const started: ChildMessage = { type: 'started', pid: 7, node: '24.0.0', file: '/w/mnist.ts', device: null };
const progress = (step: number): ChildMessage => ({
  type: 'progress',
  step,
  total: 100,
  stepsPerSecond: 10,
  etaSeconds: 5,
  ended: false,
});
const done = (reason: Extract<ChildMessage, { type: 'done' }>['reason'], exitCode = 0): ChildMessage => ({
  type: 'done',
  exitCode,
  reason,
  place: undefined,
});
const fault: ChildMessage = {
  type: 'fault',
  name: 'ShapeError',
  message: 'Dimensions must be equal.\nMore of it.',
  place: undefined,
  stack: '',
  operation: undefined,
  hint: undefined,
};

describe('the record of a run', () => {
  it('runs once its process says so, and shows how far it is', () => {
    expect(after([started, progress(30)])).toMatchObject({
      state: 'running',
      pid: 7,
      step: 30,
      total: 100,
      stepsPerSecond: 10,
      etaSeconds: 5,
    });
  });

  it('is not running again when it was stopped before it was up', () => {
    expect(after([{ type: 'stopping', inLoop: false }, started])).toMatchObject({ state: 'stopping', pid: 7 });
  });

  it('keeps the newest value of each scalar, and not every tag of thousands', () => {
    const points = Array.from({ length: 1000 }, (_, i) => ({ tag: `t${i}`, step: 1, value: i }));
    const { scalars } = after([
      { type: 'scalars', points },
      { type: 'scalars', points: [{ tag: 't0', step: 2, value: 'NaN' }] },
    ]);
    expect(Object.keys(scalars)).toHaveLength(maxScalars);
    expect(scalars.t0).toEqual({ step: 2, value: 'NaN' });
  });

  it('takes a tag for a name, whatever it is called', () => {
    const { scalars } = after([{ type: 'scalars', points: [{ tag: '__proto__', step: 1, value: 2 }] }]);
    expect(Object.keys(scalars)).toEqual(['__proto__']);
    expect(JSON.stringify(scalars)).toBe('{"__proto__":{"step":1,"value":2}}');
  });

  it('learns its folder from its first event file alone', () => {
    const { eventFiles, logFolder } = after([
      { type: 'eventFile', path: '/w/logs/a/events.1' },
      { type: 'eventFile', path: '/w/logs/a/test/events.2' },
    ]);
    expect(logFolder).toBe('/w/logs/a');
    expect(eventFiles).toEqual(['/w/logs/a/events.1', '/w/logs/a/test/events.2']);
  });

  it('keeps the newest checkpoints, each once', () => {
    const prefixes = Array.from({ length: 80 }, (_, i) => `/w/model-${i}`);
    const { checkpoints } = after([...prefixes, '/w/model-40'].map((prefix) => ({ type: 'checkpoint', prefix })));
    expect(checkpoints).toHaveLength(maxCheckpoints);
    expect(checkpoints.slice(-2)).toEqual(['/w/model-79', '/w/model-40']);
    expect(new Set(checkpoints).size).toBe(maxCheckpoints);
  });

  it.each([
    ['completed', 0, 'completed', null],
    ['completed', 4, 'failed', 'It ended with exit code 4.'],
    ['stopped', 0, 'stopped', null],
    ['exited', 0, 'completed', null],
    ['exited', 3, 'failed', 'The file called process.exit(3).'],
    ['killed', 130, 'killed', null],
    ['killed', 137, 'killed', 'Its process was killed from outside; the system may be short of memory.'],
  ] as const)('that ended as %s with code %i is %s', (reason, exitCode, state, sentence) => {
    const record = after([started, progress(3), done(reason, exitCode)]);
    expect(record).toMatchObject({ state, exitCode, endedAt: now, etaSeconds: null, fault: sentence, step: 3 });
  });

  it.each(['failed', 'stuck'] as const)('that %s has failed, with the first line of its fault', (reason) => {
    expect(after([started, fault, done(reason, 1)])).toMatchObject({
      state: 'failed',
      fault: 'ShapeError: Dimensions must be equal.',
    });
  });

  it('is left as it is by what is only for the log', () => {
    expect(recordChange(newRecord(), { type: 'log', stream: 'stdout', text: 'a', dropped: 0 }, now)).toBeUndefined();
  });
});
