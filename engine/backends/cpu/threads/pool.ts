/**
 * Worker threads that share the heap with the main thread and take units of work from it. The main thread works too, and
 * waits only for units that somebody has taken; so a pool whose threads have not started yet, or sleep, holds nobody up.
 */

import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { InternalError } from '../../../graph/index.ts';
import { type Heap, Region } from '../memory/index.ts';
import {
  busyWord,
  control,
  controlBytes,
  type FailureMessage,
  unitBegin,
  type WorkerMessage,
  type WorkerStart,
} from './control.ts';
import { StallWatch } from './stalls.ts';
import type { Run, Steps } from './steps.ts';

/** What a job does, as other threads are told it, and as this one does it. */
export interface Work {
  readonly steps: Steps;
  readonly run: Run;
}

/** One phase of a kernel on its data, or several kernels, as all threads know it. */
export interface Job extends Work {
  readonly id: number;
  readonly chunks: number;
  readonly units: number;
  /** About how long it takes on one thread. */
  readonly nanoseconds: number;
}

/** Nanoseconds of work on one thread. */
export interface Worthwhile {
  /** Shorter jobs are not shared. */
  readonly awake: number;
  /** For less in all, nobody is woken. */
  readonly asleep: number;
  /** For less in all, no thread is started. */
  readonly unstarted: number;
}

export interface PoolOptions {
  /** Threads in all, the main one among them. Default: as many as the machine runs at once. */
  readonly threads?: number;
  readonly worthwhile?: Worthwhile;
  /** A unit takes at least this long, so that taking it costs little. */
  readonly unitNanoseconds?: number;
  readonly stalls?: StallWatch;
}

/** A hand-over to a waiting thread costs about 400 ns, waking one up to 140 µs, starting one some 50 ms of its core. */
const WORTHWHILE: Worthwhile = { awake: 6_000, asleep: 300_000, unstarted: 10_000_000 };
const UNIT_NANOSECONDS = 4_000;
const MOST_UNITS = 256;
/** Turns of waiting for others' units that are no stall: some 30 µs. */
const ORDINARY_SPINS = 20_000;
/** Further turns before the main thread sleeps: some 300 µs. */
const MAIN_SPINS = 200_000;
/** Naps of a millisecond between looks whether threads live. */
const NAPS = 250;

interface Helper {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Whether this Node tells what `isGone` asks. */
  readonly tells: boolean;
}

export class ThreadPool {
  readonly heap: Heap;
  readonly threads: number;
  readonly #region: Region;
  readonly #state: Int32Array;
  readonly #worthwhile: Worthwhile;
  readonly #unitNanoseconds: number;
  readonly #stalls: StallWatch;
  readonly #workers: Helper[] = [];
  /** How many of the workers know a job, by its number. */
  readonly #known = new Map<number, number>();
  #nextId = 1;
  #forgotten: number[] = [];
  /** Nanoseconds of work since threads were last woken. */
  #unwoken = 0;
  /** What a unit threw on the main thread. */
  #failure: { readonly cause: unknown } | undefined;
  /** Closed, or unable to start threads, or short of one that died: works alone. */
  #alone = false;
  /** Workers need not know jobs that nobody can run any more. */
  readonly #abandoned = new FinalizationRegistry<number>((id) => {
    if (this.#known.delete(id)) this.#forgotten.push(id);
  });

  constructor(heap: Heap, options: PoolOptions = {}) {
    this.threads = options.threads ?? availableParallelism();
    this.#worthwhile = options.worthwhile ?? WORTHWHILE;
    this.#unitNanoseconds = options.unitNanoseconds ?? UNIT_NANOSECONDS;
    this.#stalls = options.stalls ?? new StallWatch();
    this.heap = heap;
    this.#region = new Region(heap, controlBytes(this.threads));
    this.#state = new Int32Array(heap.buffer, this.#region.address, controlBytes(this.threads) / 4);
    this.#state.fill(0);
  }

  /** Threads that were started; those of them that sleep; and jobs that they know. */
  get started(): number {
    return this.#workers.length;
  }
  get asleep(): number {
    return Atomics.load(this.#state, control.asleep);
  }
  get knownJobs(): number {
    return this.#known.size;
  }

  /** @param nanoseconds - about how long one chunk takes. */
  job({ steps, run }: Work, chunks: number, nanoseconds: number): Job {
    const total = chunks * nanoseconds;
    const units = Math.max(1, Math.min(chunks, MOST_UNITS, Math.floor(total / this.#unitNanoseconds)));
    const job = { id: this.#nextId++, steps, run, chunks, units, nanoseconds: total };
    if (units > 1) this.#abandoned.register(job, job.id);
    return job;
  }

  /** Does all of a job, with at most `threads` threads. @throws what a unit threw, on whichever thread. */
  run(job: Job, threads = this.threads): void {
    const helpers = Math.min(threads, this.threads) - 1;
    const reach = this.#reach(job, helpers);
    if (reach === 'nobody') {
      job.run(0, job.chunks);
      return;
    }
    const start = performance.now();
    if (reach === 'nobody for now') {
      job.run(0, job.chunks);
      this.#stalls.ranAlone(job.nanoseconds / 1e6, performance.now() - start);
      return;
    }
    if (reach === 'all') this.#start(helpers);
    this.#tell(job);
    this.#publish(job, helpers);
    if (reach === 'all') this.#wake();
    this.#work(job);
    const waited = this.#waitFor(job.units);
    this.#stalls.ranShared(job.nanoseconds / 1e6, performance.now() - start, waited);
    this.#throwFailure();
  }

  #throwFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    const othersFailed = Atomics.exchange(this.#state, control.failed, 0) !== 0;
    if (failure !== undefined) throw failure.cause;
    if (othersFailed) throw this.#workersFailure();
  }

  /** Ends the threads; what is run afterwards runs on the main one. */
  async close(): Promise<void> {
    this.#alone = true;
    this.#known.clear();
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
    this.#workers.length = 0;
    this.#region.release();
  }

  /**
   * Who is to help. Threads that are awake do so soon; where all sleep, or are not there yet, enough work must have come
   * together to be worth waking them, and then they stay awake while more comes.
   */
  #reach({ units, nanoseconds }: Job, helpers: number): 'nobody' | 'nobody for now' | 'awake' | 'all' {
    const { awake, asleep, unstarted } = this.#worthwhile;
    if (helpers < 1 || units < 2 || nanoseconds < awake) return 'nobody';
    if (this.#alone) return 'nobody';
    if (!this.#stalls.permits(nanoseconds / 1e6)) return 'nobody for now';
    this.#unwoken += nanoseconds;
    if (this.#unwoken >= (this.#workers.length < helpers ? unstarted : asleep)) {
      this.#unwoken = 0;
      return 'all';
    }
    return this.asleep < this.#workers.length ? 'awake' : 'nobody';
  }

  #publish({ id, units, chunks }: Job, helpers: number): void {
    const state = this.#state;
    Atomics.store(state, control.job, id);
    Atomics.store(state, control.units, units);
    Atomics.store(state, control.chunks, chunks);
    Atomics.store(state, control.helpers, helpers);
    Atomics.store(state, control.done, 0);
    // Units can be taken from here on.
    Atomics.store(state, control.left, units);
    Atomics.add(state, control.turn, 1);
  }

  #wake(): void {
    if (this.asleep > 0) Atomics.notify(this.#state, control.turn);
  }

  /** Takes units while there are any. */
  #work({ run, units, chunks }: Job): void {
    const state = this.#state;
    for (;;) {
      const left = Atomics.load(state, control.left);
      if (left <= 0) return;
      if (Atomics.compareExchange(state, control.left, left, left - 1) !== left) continue;
      try {
        run(unitBegin(left - 1, units, chunks), unitBegin(left, units, chunks));
      } catch (cause) {
        this.#failure ??= { cause };
      }
      Atomics.add(state, control.done, 1);
    }
  }

  /** @returns the milliseconds for which a thread that took a unit was put aside. */
  #waitFor(units: number): number {
    const state = this.#state;
    for (let spins = 0; spins < ORDINARY_SPINS; spins++) if (Atomics.load(state, control.done) >= units) return 0;
    const start = performance.now();
    for (let spins = 1; ; spins++) {
      const done = Atomics.load(state, control.done);
      if (done >= units) return performance.now() - start;
      if (spins <= MAIN_SPINS) continue;
      // Without keeping it from this core.
      Atomics.wait(state, control.done, done, 1);
      if (spins % NAPS !== 0 || !this.#hasLost(units)) continue;
      this.#alone = true;
      this.#failure ??= { cause: threadDied() };
      return performance.now() - start;
    }
  }

  /** Whether units that were taken will never be done: no thread that lives has one. */
  #hasLost(units: number): boolean {
    const state = this.#state;
    const isAtWork = (helper: Helper, i: number) => Atomics.load(state, busyWord(i + 1)) !== 0 && !isGone(helper);
    return !this.#workers.some(isAtWork) && Atomics.load(state, control.done) < units;
  }

  /** What the workers said of the units that failed. */
  #workersFailure(): Error {
    const reasons = new Set<string>();
    for (const { port } of this.#workers) {
      for (;;) {
        const received = receiveMessageOnPort(port) as { message: FailureMessage } | undefined;
        if (received === undefined) break;
        reasons.add(received.message.reason);
      }
    }
    return new Error([...reasons].join('; '));
  }

  #start(helpers: number): void {
    while (this.#workers.length < helpers) {
      const rank = this.#workers.length + 1;
      const { port1, port2 } = new MessageChannel();
      const start: WorkerStart = {
        memory: this.heap.memory!,
        controlAddress: this.#region.address,
        rank,
        port: port2,
      };
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: start,
        transferList: [port2],
        // The process's flags and environment are nobody's business there.
        env: {},
        execArgv: [],
        name: `tensorloom ${rank}`,
      });
      // A thread that cannot start, for want of memory or of its file, or that died, takes no units: do without.
      const leave = () => {
        this.#alone = true;
      };
      worker.once('error', leave);
      worker.once('exit', leave);
      worker.unref();
      port1.unref();
      this.#workers.push({ worker, port: port1, tells: reaches(port1) });
    }
  }

  /** Tells the workers of a job before its first run; also those that started since. */
  #tell(job: Job): void {
    const workers = this.#workers;
    const told = this.#known.get(job.id) ?? 0;
    if (told === workers.length) return;
    if (this.#forgotten.length > 0) {
      const message: WorkerMessage = { kind: 'forget', ids: this.#forgotten };
      for (const { port } of workers) port.postMessage(message);
      this.#forgotten = [];
    }
    const { id, steps } = job;
    const message: WorkerMessage = { kind: 'job', id, steps };
    for (const { port } of workers.slice(told)) port.postMessage(message);
    this.#known.set(id, workers.length);
  }
}

/**
 * Whether a thread has ended. Its events cannot come while this thread waits, but its end of the port closes with it, and
 * Node answers whether a message found an open one.
 */
function isGone({ port, tells }: Helper): boolean {
  return tells && !reaches(port);
}

function reaches(port: MessagePort): boolean {
  const message: WorkerMessage = { kind: 'forget', ids: [] };
  return (port.postMessage(message) as unknown) === true;
}

function threadDied(): InternalError {
  return new InternalError(
    'A worker thread ended in the middle of this kernel, for want of memory perhaps, and what the kernel writes is ' +
      'incomplete. Later kernels run on the main thread alone. A session with `config: { intraOpParallelismThreads: 1 }` ' +
      'starts no threads.',
  );
}
