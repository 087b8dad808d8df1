import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogBuffer, logLimit } from '../../engine/runner/log-buffer.ts';
import { ProgressMeter } from '../../engine/runner/progress-meter.ts';
import { type ChildMessage, encodeLine, LineDecoder, scalarValue } from '../../engine/runner/protocol.ts';

describe('messages over the line', () => {
  it('arrive whole and in order, however the pipe cuts them', () => {
    const log = fc.record({
      type: fc.constant('log' as const),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const),
      text: fc.string({ unit: 'grapheme' }),
      dropped: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(log), fc.array(fc.nat(200)), (messages, cuts) => {
        const all = messages.map((message) => encodeLine(message)).join('');
        const at = [0, ...cuts.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
        const decoder = new LineDecoder<ChildMessage>();
        const got = at.slice(1).flatMap((end, i) => [...decoder.push(all.slice(at[i], end))]);
        expect(got).toEqual(messages);
      }),
    );
  });

  it('carry values that JSON has no numbers for', () => {
    expect([0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(scalarValue)).toEqual([
      0.5,
      'NaN',
      'Infinity',
      '-Infinity',
    ]);
  });
});

describe('what a model prints, as messages', () => {
  it('is joined by stream, in order', () => {
    const buffer = new LogBuffer();
    buffer.append('stdout', 'a');
    buffer.append('stdout', 'b');
    buffer.append('stderr', 'c');
    buffer.append('stdout', 'd');
    expect(buffer.flush()).toEqual([
      { type: 'log', stream: 'stdout', text: 'ab', dropped: 0 },
      { type: 'log', stream: 'stderr', text: 'c', dropped: 0 },
      { type: 'log', stream: 'stdout', text: 'd', dropped: 0 },
    ]);
    expect(buffer.flush()).toEqual([]);
  });

  it('is bounded between two flushes, and what is left out is counted to the character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('stdout' as const, 'stderr' as const), fc.nat(20_000)), { maxLength: 60 }),
        (writes) => {
          const buffer = new LogBuffer();
          for (const [stream, length] of writes) buffer.append(stream, 'x'.repeat(length));
          const messages = buffer.flush();
          const kept = messages.reduce((sum, { text }) => sum + text.length, 0);
          const dropped = messages.reduce((sum, each) => sum + each.dropped, 0);
          expect(kept).toBeLessThanOrEqual(logLimit);
          expect(kept + dropped).toBe(writes.reduce((sum, [, length]) => sum + length, 0));
        },
      ),
    );
  });

  it('cannot grow by empty texts either', () => {
    const buffer = new LogBuffer();
    for (let i = 0; i < 10 * logLimit; i++) buffer.append(i % 2 ? 'stdout' : 'stderr', '');
    expect(buffer.flush().length).toBeLessThanOrEqual(logLimit + 1);
  });
});

describe('progress', () => {
  it('is told at most ten times a second, at whatever speed', () => {
    const meter = new ProgressMeter({ start: 0, total: 1_000_000 }, 0);
    let told = 0;
    for (let step = 1; step <= 100_000; step++) if (meter.stepsDone(step, step / 100)) told += 1;
    expect(told).toBeLessThanOrEqual(10);
    expect(told).toBeGreaterThanOrEqual(9);
  });

  it('gives speed and time left', () => {
    const meter = new ProgressMeter({ start: 0, total: 1000 }, 0);
    expect(meter.first()).toMatchObject({ step: 0, total: 1000, stepsPerSecond: 0, etaSeconds: null, ended: false });
    expect(meter.stepsDone(100, 500)).toMatchObject({ step: 100, stepsPerSecond: 200, etaSeconds: 4.5 });
  });

  it('forgets a slow beginning after some seconds', () => {
    const meter = new ProgressMeter({ start: 0, total: null }, 0);
    meter.stepsDone(1, 60_000);
    for (let i = 1; i <= 60; i++) meter.stepsDone(1 + 10 * i, 60_000 + 100 * i);
    const last = meter.ended(66_100);
    expect(last.stepsPerSecond).toBeGreaterThan(90);
    expect(last).toMatchObject({ step: 601, total: null, etaSeconds: null, ended: true });
  });

  it('counts a resumed loop from its start', () => {
    const meter = new ProgressMeter({ start: 900, total: 1000 }, 0);
    expect(meter.stepsDone(910, 100)).toMatchObject({ step: 910, stepsPerSecond: 100, etaSeconds: 0.9 });
  });
});
