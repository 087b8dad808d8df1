/**
 * Worker threads that share the heap with the main thread and take units of work from it. The main thread works too, and
 * waits only for units that somebody has taken; so a pool whose threads have not started yet, or sleep, holds nobody up.
 */

import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type Heap, Region } from '../memory/index.ts';
import type { Exports, Module } from '../wasm/web-assembly.ts';
import { CONTROL_BYTES, control, type WorkerMessage, type WorkerStart } from './control.ts';
import { SPINS, workerMain } from './worker-main.ts';

/** One phase of a kernel on its data, as all threads know it. */
export interface Job {
  readonly id: number;
  readonly run: Exports[string];
  readonly module: Module;
  readonly name: string;
  readonly addresses: readonly (number | bigint)[];
  readonly chunks: number;
  readonly units: number;
  /** About how long it takes on one thread. */
  readonly nanoseconds: number;
}

export interface PoolOptions {
  /** Threads in all, the main one among them. Default: as many as the machine runs at once. */
  readonly threads?: number;
  /** Shorter jobs are not shared out, while threads are awake and when they must be woken. */
  readonly worthwhile?: { readonly awake: number; readonly asleep: number };
}

/** A hand-over to a waiting thread costs about 400 ns, waking one up to 140 µs. */
const WORTHWHILE = { awake: 6_000, asleep: 300_000 };
/** A unit takes at least this long, so that taking it costs little. */
const UNIT_NANOSECONDS = 4_000;
const MOST_UNITS = 256;
/** Turns of waiting for others' units before the main thread sleeps. */
const MAIN_SPINS = 200_000;

export class ThreadPool {
  readonly threads: number;
  readonly #heap: Heap;
  readonly #region: Region;
  readonly #state: Int32Array;
  readonly #worthwhile: { readonly awake: number; readonly asleep: number };
  readonly #workers: { worker: Worker; port: MessagePort }[] = [];
  /** Jobs that the workers know. */
  readonly #known = new Set<number>();
  #nextId = 1;
  #forgotten: number[] = [];
  /** Workers need not know jobs that nobody can run any more. */
  readonly #abandoned = new FinalizationRegistry<number>((id) => {
    if (this.#known.delete(id)) this.#forgotten.push(id);
  });

  constructor(heap: Heap, { threads = availableParallelism(), worthwhile = WORTHWHILE }: PoolOptions = {}) {
    this.threads = threads;
    this.#worthwhile = worthwhile;
    this.#heap = heap;
    this.#region = new Region(heap, CONTROL_BYTES);
    this.#state = new Int32Array(heap.buffer, this.#region.address, CONTROL_BYTES / 4);
    this.#state.fill(0);
  }

  /** @param nanoseconds - about how long one chunk takes. */
  job(
    module: Module,
    run: Exports[string],
    name: string,
    addresses: readonly (number | bigint)[],
    chunks: number,
    nanoseconds: number,
  ): Job {
    const total = chunks * nanoseconds;
    const units = Math.max(1, Math.min(chunks, MOST_UNITS, Math.floor(total / UNIT_NANOSECONDS)));
    const job = { id: this.#nextId++, run, module, name, addresses, chunks, units, nanoseconds: total };
    if (units > 1) this.#abandoned.register(job, job.id);
    return job;
  }

  /** Does all of a job, with at most `threads` threads. */
  run(job: Job, threads = this.threads): void {
    const helpers = Math.min(threads, this.threads) - 1;
    if (helpers < 1 || job.units < 2 || job.nanoseconds < this.#threshold()) {
      job.run(0, job.chunks, ...job.addresses);
      return;
    }
    this.#start(helpers);
    this.#tell(job);
    const state = this.#state;
    Atomics.store(state, control.job, job.id);
    Atomics.store(state, control.units, job.units);
    Atomics.store(state, control.chunks, job.chunks);
    Atomics.store(state, control.helpers, helpers);
    Atomics.store(state, control.done, 0);
    Atomics.store(state, control.left, job.units);
    Atomics.add(state, control.turn, 1);
    if (Atomics.load(state, control.asleep) > 0) Atomics.notify(state, control.turn);
    this.#work(job);
    this.#waitFor(job.units);
    if (Atomics.load(state, control.failed) === 0) return;
    Atomics.store(state, control.failed, 0);
    // Whatever it was happens again here, where it can be told.
    job.run(0, job.chunks, ...job.addresses);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map(({ worker }) => worker.terminate()));
    this.#known.clear();
  }

  /** What must be gained for a job to be shared out: more when threads have to be woken, or started. */
  #threshold(): number {
    const idle = this.#workers.length === 0 || Atomics.load(this.#state, control.asleep) > 0;
    return idle ? this.#worthwhile.asleep : this.#worthwhile.awake;
  }

  #work({ run, units, chunks, addresses }: Job): void {
    const state = this.#state;
    for (;;) {
      const left = Atomics.load(state, control.left);
      if (left <= 0) return;
      if (Atomics.compareExchange(state, control.left, left, left - 1) !== left) continue;
      const unit = left - 1;
      try {
        run(Math.floor((unit * chunks) / units), Math.floor(((unit + 1) * chunks) / units), ...addresses);
      } catch {
        Atomics.store(state, control.failed, 1);
      }
      Atomics.add(state, control.done, 1);
    }
  }

  #waitFor(units: number): void {
    const state = this.#state;
    for (let spins = 0; ; spins++) {
      const done = Atomics.load(state, control.done);
      if (done >= units) return;
      // A thread that took a unit was put aside: wait without keeping it from its core.
      if (spins >= MAIN_SPINS) Atomics.wait(state, control.done, done, 1);
    }
  }

  #start(helpers: number): void {
    while (this.#workers.length < helpers) {
      const rank = this.#workers.length + 1;
      const { port1, port2 } = new MessageChannel();
      const start: WorkerStart = {
        memory: this.#heap.memory!,
        controlAddress: this.#region.address,
        rank,
        words: control,
        port: port2,
      };
      const worker = new Worker(`(${workerMain})(${SPINS})`, {
        eval: true,
        workerData: start,
        transferList: [port2],
        // Its own output and signals are nobody's business.
        env: {},
        execArgv: [],
        name: `tensorloom ${rank}`,
      });
      worker.unref();
      port1.unref();
      this.#workers.push({ worker, port: port1 });
      // A thread that starts later than others must learn what they know.
      this.#known.clear();
    }
  }

  /** Tells the workers of a job before its first run. */
  #tell(job: Job): void {
    if (this.#known.has(job.id)) return;
    const messages: WorkerMessage[] = [];
    if (this.#forgotten.length > 0) messages.push({ kind: 'forget', ids: this.#forgotten });
    this.#forgotten = [];
    messages.push({ kind: 'job', id: job.id, module: job.module, name: job.name, addresses: job.addresses });
    for (const { port } of this.#workers) for (const message of messages) port.postMessage(message);
    this.#known.add(job.id);
  }
}
