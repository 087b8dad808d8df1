/** Worker threads that end while they are needed: nobody waits for them, and nobody takes a slow one for dead. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Region } from '../../../../engine/backends/cpu/memory/index.ts';
import type { Steps, ThreadPool } from '../../../../engine/backends/cpu/threads/index.ts';
import { ModuleBuilder } from '../../../../engine/backends/cpu/wasm/assembler/index.ts';
import { type Module, webAssembly } from '../../../../engine/backends/cpu/wasm/web-assembly.ts';
import { InternalError } from '../../../../engine/graph/index.ts';
import { ownPool } from './own-pool.ts';

/** Words of memory that units use: how many were begun, how many ended, and whether they may end. */
const BEGUN = 0;
const ENDED = 1;
const OPEN = 2;

/** `run` is a unit that ends once it may. */
function waitingModule(): Module {
  const module = new ModuleBuilder('i32');
  const f = module.function('run', ['i32', 'i32', 'i32']);
  const words = f.parameters[2];
  const count = (word: number) =>
    f
      .get(words)
      .i32(1)
      .atomic('i32.atomic.rmw.add', 4 * word)
      .op('drop');
  count(BEGUN);
  f.loop((again) => {
    f.get(words)
      .atomic('i32.atomic.load', 4 * OPEN)
      .op('i32.eqz')
      .branchIf(again);
  });
  count(ENDED);
  return new webAssembly!.Module(module.assemble());
}

let pool: ThreadPool;
let workers: Worker[];
let words: Int32Array;
/** As many units as threads; what the main thread does of them is `asMain`. */
let job: (asMain: () => void) => ReturnType<ThreadPool['job']>;
const noticeWorker = (worker: Worker) => workers.push(worker);

beforeEach(() => {
  workers = [];
  process.on('worker', noticeWorker);
  pool = ownPool({ threads: 3 });
  const region = new Region(pool.heap, 64);
  words = new Int32Array(pool.heap.buffer as unknown as ArrayBuffer, region.address, 16).fill(0);
  const module = waitingModule();
  const list = [{ module, name: 'run', addresses: [region.address], chunksOfBlock: 1, chunks: 3 }];
  const steps: Steps = { order: 'in turn', list };
  job = (asMain) => pool.job({ steps, run: asMain }, 3, 1000);
});
afterEach(async () => {
  process.off('worker', noticeWorker);
  Atomics.store(words, OPEN, 1);
  await pool.close();
});

/** The main thread's unit: until both workers have begun theirs. */
function untilBothBegan(): void {
  while (Atomics.load(words, BEGUN) < 2);
}

/** Until both workers have helped. */
async function started(): Promise<void> {
  Atomics.store(words, OPEN, 1);
  const before = () => Atomics.load(words, BEGUN) + Atomics.load(words, ENDED);
  for (let tries = 0; tries < 1000; tries++) {
    words.fill(0, 0, 2);
    // Long enough for whoever is there to take a unit.
    const until = performance.now() + 20;
    pool.run(
      job(() => {
        while (before() < 4 && performance.now() < until);
      }),
    );
    if (before() === 4) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  words.fill(0);
}

/** Lets units end in so many milliseconds, while this thread waits. */
async function openLater(milliseconds: number): Promise<Worker> {
  const opener = new Worker(
    `const { workerData: { words, delay, open } } = require('node:worker_threads');
     Atomics.wait(words, 15, 0, delay);
     Atomics.store(words, open, 1);`,
    { eval: true, workerData: { words, delay: milliseconds, open: OPEN } },
  );
  await once(opener, 'online');
  return opener;
}

describe('when a worker ends in the middle of a unit', () => {
  it('the job fails with cause and cure, and the pool goes on alone', async () => {
    await started();
    const failing = job(() => {
      untilBothBegan();
      for (const worker of workers) void worker.terminate();
    });
    expect(() => pool.run(failing)).toThrow(InternalError);
    words.fill(0);
    let units = 0;
    const next = job(() => units++);
    pool.run(next);
    expect([units, Atomics.load(words, BEGUN)]).toEqual([1, 0]);
  });

  it('the job does not fail before the others have ended theirs', async () => {
    await started();
    const opener = await openLater(1_000);
    const failing = job(() => {
      untilBothBegan();
      void workers[0].terminate();
    });
    expect(() => pool.run(failing)).toThrow(/A worker thread ended.*intraOpParallelismThreads: 1/);
    expect(Atomics.load(words, ENDED)).toBe(1);
    await opener.terminate();
  });
});

it('a slow unit is waited for', async () => {
  await started();
  const opener = await openLater(1_500);
  pool.run(job(untilBothBegan));
  expect([Atomics.load(words, BEGUN), Atomics.load(words, ENDED)]).toEqual([2, 2]);
  await opener.terminate();
});

it('workers that ended between jobs are not waited for', async () => {
  await started();
  const [first, second] = workers;
  // Its event cannot come before the next jobs.
  void first.terminate();
  Atomics.store(words, OPEN, 1);
  for (let i = 0; i < 1000; i++) pool.run(job(() => {}));
  await Promise.all([first.threadId < 0 ? undefined : once(first, 'exit'), second.terminate()]);
  words.fill(0);
  let chunks = 0;
  const count = (begin: number, end: number) => {
    chunks += end - begin;
  };
  const all = pool.job({ steps: { order: 'in turn', list: [] }, run: count }, 3, 1000);
  pool.run(all);
  expect([chunks, Atomics.load(words, BEGUN)]).toEqual([3, 0]);
});
