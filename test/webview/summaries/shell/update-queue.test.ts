import { expect, test, vi } from 'vitest';
import { type FrameClock, UpdateQueue } from '../../../../webview/summaries/shell/update-queue.ts';

/** A clock that the test moves; frames come each 16 ms. */
class TestClock implements FrameClock {
  time = 0;
  readonly #events: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  requestFrame(run: () => void): void {
    this.#events.push({ at: Math.floor(this.time / 16) * 16 + 16, run });
  }

  delay(run: () => void, milliseconds: number): void {
    this.#events.push({ at: this.time + milliseconds, run });
  }

  runUntil(end: number): void {
    for (;;) {
      this.#events.sort((a, b) => a.at - b.at);
      if (!this.#events[0] || this.#events[0].at > end) break;
      const { at, run } = this.#events.shift()!;
      this.time = Math.max(this.time, at);
      run();
    }
    this.time = Math.max(this.time, end);
  }
}

test('a job that is asked for all the time runs ten times a second', () => {
  const clock = new TestClock();
  const queue = new UpdateQueue(clock);
  const job = { run: vi.fn() };
  for (let time = 0; time < 2000; time += 5) {
    clock.runUntil(time);
    queue.add(job);
  }
  expect(job.run.mock.calls.length).toBeGreaterThanOrEqual(16);
  expect(job.run.mock.calls.length).toBeLessThanOrEqual(20);
});

test('the last request is never lost', () => {
  const clock = new TestClock();
  const queue = new UpdateQueue(clock);
  const job = { run: vi.fn() };
  queue.add(job);
  clock.runUntil(20);
  queue.add(job);
  clock.runUntil(1000);
  expect(job.run).toHaveBeenCalledTimes(2);
});

test('what a person waits for does not wait for its turn', () => {
  const clock = new TestClock();
  const queue = new UpdateQueue(clock);
  const job = { run: vi.fn() };
  queue.add(job);
  clock.runUntil(16);
  queue.add(job, 'now');
  clock.runUntil(32);
  expect(job.run).toHaveBeenCalledTimes(2);
});

test('long jobs are spread over frames, each in its turn', () => {
  const clock = new TestClock();
  const queue = new UpdateQueue(clock);
  const order: string[] = [];
  const slow = (name: string) => ({
    run: () => {
      order.push(`${name} ${Math.floor(clock.time / 16)}`);
      clock.time += 14;
    },
  });
  for (const name of ['a', 'b', 'c']) queue.add(slow(name));
  clock.runUntil(200);
  expect(order).toEqual(['a 1', 'b 2', 'c 3']);
});

test('a removed job does not run, and one that fails does not stop the others', () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const clock = new TestClock();
  const queue = new UpdateQueue(clock);
  const removed = { run: vi.fn() };
  const good = { run: vi.fn() };
  queue.add(removed);
  queue.add({
    run: () => {
      throw new Error('broken card');
    },
  });
  queue.add(good);
  queue.remove(removed);
  clock.runUntil(100);
  expect(removed.run).not.toHaveBeenCalled();
  expect(good.run).toHaveBeenCalledOnce();
  expect(reported).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
