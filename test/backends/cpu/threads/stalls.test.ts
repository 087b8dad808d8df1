import { expect, it } from 'vitest';
import { StallWatch } from '../../../../engine/backends/cpu/threads/stalls.ts';

function watched() {
  const clock = { now: 0 };
  const watch = new StallWatch(() => clock.now);
  /** Jobs of which each gains and loses so many milliseconds. */
  const jobs = (count: number, gained: number, lost = 0) => {
    for (let i = 0; i < count && watch.permits; i++) {
      watch.gained(gained);
      clock.now += gained;
      if (lost > 0) watch.lost(lost);
      clock.now += lost;
    }
  };
  return { clock, watch, jobs };
}

it('threads work on while nobody waits', () => {
  const { watch, jobs } = watched();
  jobs(10_000, 0.01);
  expect(watch.permits).toBe(true);
});

it('a rare wait is chance', () => {
  const { watch, jobs } = watched();
  for (let i = 0; i < 100; i++) {
    jobs(1_000, 0.02);
    jobs(1, 0.02, 5);
  }
  expect(watch.permits).toBe(true);
});

it('waits that cost more than sharing gains end it for a second, then for longer', () => {
  const { clock, watch, jobs } = watched();
  const rests = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
    jobs(1_000, 0.02, 4);
    expect(watch.permits).toBe(false);
    const start = clock.now;
    while (!watch.permits) clock.now += 100;
    return Math.round((clock.now - start) / 1000);
  });
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

it('waits that cost less than sharing gains are borne', () => {
  const { watch, jobs } = watched();
  jobs(1_000, 10, 4);
  expect(watch.permits).toBe(true);
});

it('once sharing pays again, the next rest is short again', () => {
  const { clock, watch, jobs } = watched();
  for (let i = 0; i < 4; i++) {
    jobs(1_000, 0.02, 4);
    clock.now += 100_000;
  }
  jobs(1_000, 0.02);
  jobs(1_000, 0.02, 4);
  clock.now += 1_001;
  expect(watch.permits).toBe(true);
});
