import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { Region } from '../../../../engine/backends/cpu/memory/index.ts';
import {
  type PoolOptions,
  runOfSteps,
  StallWatch,
  type Step,
  type Steps,
  type ThreadPool,
} from '../../../../engine/backends/cpu/threads/index.ts';
import { ModuleBuilder } from '../../../../engine/backends/cpu/wasm/assembler/index.ts';
import { type Module, webAssembly } from '../../../../engine/backends/cpu/wasm/web-assembly.ts';
import * as tf from '../../../../engine/index.ts';
import { ownPool } from './own-pool.ts';

const CHUNKS = 100;
/** `run` adds 1 to the word of each chunk. */
function countingModule(): Module {
  const module = new ModuleBuilder('i32');
  const f = module.function('run', ['i32', 'i32', 'i32']);
  const [chunk, end, address] = f.parameters;
  const at = f.local('i32');
  f.loop((again) => {
    f.get(chunk).i32(4).op('i32.mul').get(address).op('i32.add').set(at);
    f.get(at).get(at).memory('i32.load').i32(1).op('i32.add').memory('i32.store');
    f.get(chunk).i32(1).op('i32.add').tee(chunk).get(end).op('i32.lt_u').branchIf(again);
  });
  return new webAssembly!.Module(module.assemble());
}

/** `run` traps. */
function trappingModule(): Module {
  const module = new ModuleBuilder('i32');
  module.function('run', ['i32', 'i32', 'i32']).op('unreachable');
  return new webAssembly!.Module(module.assemble());
}

const stepOf = (module: Module, address: number, chunks: number, chunksOfBlock = 1): Step => ({
  module,
  name: 'run',
  addresses: [address],
  chunksOfBlock,
  chunks,
});

const only = (module: Module, address: number, chunks: number): Steps => ({
  order: 'in turn',
  list: [stepOf(module, address, chunks)],
});

const pools: ThreadPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** A pool, a job of it, and how often each chunk was done: by all, and how many by the main thread. */
function counting(options: PoolOptions = {}, chunks = CHUNKS, whenMainRuns: () => void = () => {}) {
  const pool = ownPool(options);
  pools.push(pool);
  const module = countingModule();
  const { run } = new webAssembly!.Instance(module, { env: { memory: pool.heap.memory! } }).exports;
  const region = new Region(pool.heap, 4 * CHUNKS);
  const counts = new Int32Array(pool.heap.buffer as unknown as ArrayBuffer, region.address, CHUNKS).fill(0);
  const main = { chunks: 0 };
  const asMain = (begin: number, end: number) => {
    whenMainRuns();
    main.chunks += end - begin;
    run(begin, end, region.address);
  };
  const job = () => pool.job({ steps: only(module, region.address, chunks), run: asMain }, chunks, 1000);
  return { pool, job, counts, main, region };
}

/** Until the threads wait for work. */
async function started({ pool, job }: ReturnType<typeof counting>, main: { chunks: number }): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    const before = main.chunks;
    pool.run(job());
    if (main.chunks - before < CHUNKS) return;
    await setTimeout(5);
  }
  throw new Error('No thread ever helped.');
}

describe('a pool of threads', () => {
  it('does each chunk of a job once, and its threads do some of them', async () => {
    const c = counting();
    await started(c, c.main);
    c.counts.fill(0);
    c.main.chunks = 0;
    const job = c.job();
    const rounds = 5_000;
    for (let i = 0; i < rounds; i++) c.pool.run(job);
    expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(rounds));
    expect(c.main.chunks).toBeLessThan(rounds * CHUNKS);
  });

  it('does all steps of a job, block by block, each with its own chunks', async () => {
    const c = counting();
    await started(c, c.main);
    const module = countingModule();
    const regions = [CHUNKS, 3 * CHUNKS - 1].map((words) => new Region(c.pool.heap, 4 * words));
    const counts = regions.map(({ address }, i) =>
      new Int32Array(c.pool.heap.buffer as unknown as ArrayBuffer, address, i === 0 ? CHUNKS : 3 * CHUNKS - 1).fill(0),
    );
    const list = [stepOf(module, regions[0].address, CHUNKS), stepOf(module, regions[1].address, 3 * CHUNKS - 1, 3)];
    const steps: Steps = { order: 'in turn', list };
    const { exports } = new webAssembly!.Instance(module, { env: { memory: c.pool.heap.memory! } });
    const job = c.pool.job({ steps, run: runOfSteps(steps, () => exports) }, CHUNKS, 1000);
    for (let i = 0; i < 1000; i++) c.pool.run(job);
    for (const each of counts) expect(new Set(each)).toEqual(new Set([1000]));
  });

  it('does steps side by side, each chunk of each once', async () => {
    const c = counting();
    await started(c, c.main);
    const module = countingModule();
    const sizes = [CHUNKS, 1, 3 * CHUNKS - 1];
    const regions = sizes.map((words) => new Region(c.pool.heap, 4 * words));
    const counts = regions.map(({ address }, i) =>
      new Int32Array(c.pool.heap.buffer as unknown as ArrayBuffer, address, sizes[i]).fill(0),
    );
    const list = sizes.map((chunks, i) => stepOf(module, regions[i].address, chunks));
    const steps: Steps = { order: 'side by side', list };
    const { exports } = new webAssembly!.Instance(module, { env: { memory: c.pool.heap.memory! } });
    const job = c.pool.job({ steps, run: runOfSteps(steps, () => exports) }, 4 * CHUNKS, 1000);
    for (let i = 0; i < 1000; i++) c.pool.run(job);
    for (const each of counts) expect(new Set(each)).toEqual(new Set([1000]));
  });

  it('waits for no thread that has not started', () => {
    const c = counting();
    // No thread can start before this function ends.
    c.pool.run(c.job());
    expect([c.main.chunks, c.pool.started]).toEqual([CHUNKS, 3]);
    expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(1));
  });

  it('starts no more threads than a job may have, and more when another may', async () => {
    const c = counting();
    c.pool.run(c.job(), 1);
    expect(c.pool.started).toBe(0);
    c.pool.run(c.job(), 2);
    expect(c.pool.started).toBe(1);
    const job = c.job();
    await started(c, c.main);
    for (const threads of [2, 4, 1, 3, 100]) c.pool.run(job, threads);
    expect(c.pool.started).toBe(3);
  });

  it('starts nobody for little work, but does for much', () => {
    const c = counting({ worthwhile: { awake: 0, asleep: 0, unstarted: 3.5 * CHUNKS * 1000 } });
    const job = c.job();
    for (let i = 0; i < 3; i++) c.pool.run(job);
    expect(c.pool.started).toBe(0);
    c.pool.run(job);
    expect(c.pool.started).toBe(3);
  });

  it.each([
    ['nobody for little work', Number.POSITIVE_INFINITY, false],
    ['threads for much', 10 * CHUNKS * 1000, true],
  ])('wakes %s', async (_, asleep, woken) => {
    const c = counting({ worthwhile: { awake: 0, asleep, unstarted: 0 } });
    const job = c.job();
    c.pool.run(job);
    while (c.pool.asleep < 3) await setTimeout(5);
    c.main.chunks = 0;
    for (let i = 0; i < 20_000; i++) c.pool.run(job);
    expect(c.main.chunks < 20_000 * CHUNKS).toBe(woken);
  });

  it('shares no job that is too short', () => {
    const c = counting({ worthwhile: { awake: 1e9, asleep: 0, unstarted: 0 } });
    for (let i = 0; i < 1e4; i++) c.pool.run(c.job());
    expect(c.pool.started).toBe(0);
  });

  it('shares nothing while waiting costs more than it gains', () => {
    const stalls = new StallWatch(() => 0);
    stalls.ranShared(100, 1000, 900);
    stalls.ranShared(100, 1000, 900);
    const c = counting({ stalls });
    c.pool.run(c.job());
    expect(c.pool.started).toBe(0);
  });

  it('throws what the main thread throws, and goes on', async () => {
    const c = counting();
    await started(c, c.main);
    const module = trappingModule();
    const { run } = new webAssembly!.Instance(module, { env: { memory: c.pool.heap.memory! } }).exports;
    const failing = c.pool.job({ steps: only(module, 0, 8), run: (begin, end) => run(begin, end, 0) }, 8, 1);
    expect(() => c.pool.run(failing)).toThrow('unreachable');
    c.counts.fill(0);
    c.pool.run(c.job());
    expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(1));
  });

  it('throws what a worker throws, once, and goes on', async () => {
    const c = counting();
    await started(c, c.main);
    // The main thread does nothing, but leaves the workers time to take a unit.
    const patient = () => {
      const until = performance.now() + 5;
      while (performance.now() < until);
    };
    const failing = c.pool.job({ steps: only(trappingModule(), 0, 8), run: patient }, 8, 1);
    let failures = 0;
    for (let i = 0; i < 20; i++) {
      try {
        c.pool.run(failing);
      } catch (error) {
        expect((error as Error).message).toBe('unreachable');
        failures++;
      }
      c.counts.fill(0);
      c.pool.run(c.job());
      expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(1));
    }
    expect(failures).toBeGreaterThan(0);
  });

  it('forgets jobs that nobody can run any more', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const c = counting();
    for (let i = 0; i < 1000; i++) c.pool.run(c.job());
    expect(c.pool.knownJobs).toBeGreaterThan(500);
    for (let i = 0; i < 20 && c.pool.knownJobs > 10; i++) {
      collect();
      await setTimeout(10);
    }
    expect(c.pool.knownJobs).toBeLessThanOrEqual(10);
    c.counts.fill(0);
    c.pool.run(c.job());
    expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(1));
  });

  it('works alone once it is closed', async () => {
    const c = counting();
    await started(c, c.main);
    await c.pool.close();
    c.counts.fill(0);
    c.pool.run(c.job());
    expect(Array.from(c.counts)).toEqual(new Array(CHUNKS).fill(1));
    expect(c.pool.started).toBe(0);
  });
});

describe('a process with a pool', () => {
  const library = new URL('../../../../engine/index.ts', import.meta.url).href;
  const train = `
    const tf = await import('${library}');
    const x = tf.randomUniform([600, 600]);
    const y = tf.reduceSum(tf.matmul(x, x));
    const sess = new tf.Session({ config: { intraOpParallelismThreads: 4 } });
    for (let i = 0; i < 10; i++) await sess.run(y);`;
  const run = (script: string) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });

  it.each([
    ['by itself', '', 0],
    ['when told to', 'process.exit(3);', 3],
    ['when it fails', 'throw new Error("as expected");', 1],
    ['with its session closed', 'sess.close();', 0],
  ])('ends %s', (_, last, status) => {
    const result = run(`${train}\n${last}`);
    expect({ status: result.status, signal: result.signal }).toEqual({ status, signal: null });
  });
});

it('sessions with different numbers of threads, in turn, compute the same', async () => {
  tf.resetDefaultGraph();
  const x = tf.placeholder('float32', [300, 300]);
  const w = new tf.Variable(tf.ones([300, 300]).mul(0.01));
  const y = tf.tanh(tf.matmul(x, w)).add(tf.reduceMean(x, 1, true));
  const step = w.assign(tf.matmul(y, x, { transposeA: true }).mul(0.001));
  const feed = new tf.NdArray(
    'float32',
    [300, 300],
    Float32Array.from({ length: 90_000 }, (_, i) => Math.sin(i)),
  );
  const sessions = [1, 2, 3, 0].map((threads) => new tf.Session({ config: { intraOpParallelismThreads: threads } }));
  for (const sess of sessions) await sess.run(tf.globalVariablesInitializer());
  const bits = ({ data }: tf.NdArray) => Buffer.from((data as Float32Array<ArrayBuffer>).buffer);
  for (let i = 0; i < 20; i++) {
    const results: tf.NdArray[][] = [];
    for (const sess of sessions) results.push((await sess.run([step, y], [[x, feed]])) as tf.NdArray[]);
    for (const result of results) {
      expect(result.map((array, k) => bits(array).equals(bits(results[0][k])))).toEqual([true, true]);
    }
  }
  for (const sess of sessions) sess.close();
});
