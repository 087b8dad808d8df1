import { expect, it } from 'vitest';
import { StallWatch } from '../../../../engine/backends/cpu/threads/stalls.ts';

/** A machine on which a job of one millisecond takes `alone`, or `shared` of which it waits for `waits`. */
interface Machine {
  readonly alone: number;
  readonly shared: number;
  readonly waits: number;
}

const quiet: Machine = { alone: 1, shared: 0.6, waits: 0 };
const busy: Machine = { alone: 1.2, shared: 3, waits: 2 };
/** Waits come up, but sharing still gains. */
const uneven: Machine = { alone: 2, shared: 1.5, waits: 0.5 };

class Run {
  now = 0;
  readonly watch = new StallWatch(() => this.now);

  /** @returns the milliseconds during which jobs were shared. */
  for(milliseconds: number, { alone, shared, waits }: Machine): number {
    let sharing = 0;
    for (const end = this.now + milliseconds; this.now < end; ) {
      const permitted = this.watch.permits(1);
      const actual = permitted ? shared : alone;
      this.now += actual;
      if (permitted) {
        sharing += actual;
        this.watch.ranShared(1, actual, waits);
      } else this.watch.ranAlone(1, actual);
    }
    return sharing;
  }
}

it('threads share while nobody waits', () => {
  expect(new Run().for(60_000, quiet)).toBeGreaterThan(59_700);
});

it('a rare wait is chance', () => {
  const run = new Run();
  for (let i = 0; i < 50; i++) {
    run.for(500, quiet);
    run.for(6, busy);
  }
  expect(run.watch.permits(1)).toBe(true);
});

it('where waits cost more than sharing gains, jobs run alone but for moments', () => {
  const run = new Run();
  expect(run.for(60_000, busy)).toBeLessThan(600);
});

it('moments in which sharing is tried become rarer', () => {
  const run = new Run();
  run.for(1_000, busy);
  const seconds: number[] = [];
  for (let second = 1; second <= 60; second++) if (run.for(1_000, busy) > 0) seconds.push(second);
  expect(seconds.length).toBeGreaterThan(4);
  expect(seconds.length).toBeLessThan(8);
});

it('waits that cost less than sharing gains are borne', () => {
  const run = new Run();
  expect(run.for(60_000, uneven)).toBeGreaterThan(59_000);
});

it('sharing that only keeps the main thread from its core is found out too', () => {
  const slow: Machine = { alone: 1, shared: 1.3, waits: 0 };
  const run = new Run();
  run.for(11_000, slow);
  expect(run.for(60_000, slow)).toBeLessThan(600);
});

it('a large job is not done alone to compare', () => {
  let now = 0;
  const watch = new StallWatch(() => now);
  for (let i = 0; i < 1_000; i++) {
    expect(watch.permits(100)).toBe(true);
    watch.ranShared(100, 60, 0);
    now += 60;
  }
});

it('once the machine is quiet again, threads share within some seconds', () => {
  const run = new Run();
  run.for(60_000, busy);
  run.for(16_500, quiet);
  expect(run.for(1_000, quiet)).toBeGreaterThan(900);
});

it('a machine that becomes busy later is noticed at once', () => {
  const run = new Run();
  run.for(60_000, quiet);
  expect(run.for(1_000, busy)).toBeLessThan(300);
});
