/**
 * The thread that analyses, as the connection sees it: started when first needed, given one job at a time, asked to end a
 * job that takes too long, and ended itself where it does not listen, dies, or needs too much memory. Knows no documents.
 */

import { Worker } from 'node:worker_threads';
import type { Findings, FromThread, Job, ThreadData } from './messages.ts';
import { Patience } from './patience.ts';
import { RestartLimit } from './restart-limit.ts';

export interface ThreadSettings {
  readonly script: URL;
  /** A job that takes longer, in the processor's time, is asked to end. */
  readonly patienceMs: number;
  /** A thread that does not listen for so long after that is ended. */
  readonly graceMs: number;
  readonly heapMegabytes: number;
}

export const threadSettings = {
  script: new URL('../service-thread.ts', import.meta.url),
  patienceMs: 10_000,
  graceMs: 2000,
  heapMegabytes: 512,
} as const satisfies ThreadSettings;

/** What is deeply nested is parsed by deep recursion. */
const stackMegabytes = 16;
/** Each analysis leaves a whole graph behind: with more room, more of these lie about, and hardly anything is faster. */
const youngMegabytes = 8;

export type Outcome =
  | { readonly kind: 'answer'; readonly answer: unknown }
  /** It was cancelled: the texts have changed. */
  | { readonly kind: 'stale' }
  /** `reason` completes "the analysis …" or, where the text is not to blame, "the answer …". */
  | { readonly kind: 'failed'; readonly reason: string; readonly ofAnalysis: boolean };

export interface JobEvents {
  onRead(file: string): void;
  onFindings(findings: Findings): void;
}

interface Running {
  readonly id: number;
  readonly events: JobEvents;
  readonly settle: (outcome: Outcome) => void;
  patience: Patience;
  isOverdue: boolean;
}

export class AnalysisThread {
  readonly #settings: ThreadSettings;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #restarts = new RestartLimit();
  #worker: Worker | undefined;
  #running: Running | undefined;
  #jobs = 0;

  constructor(settings: ThreadSettings) {
    this.#settings = settings;
  }

  get isBusy(): boolean {
    return this.#running !== undefined;
  }
  /** Milliseconds until a job may be given: a thread that keeps dying is started less and less often. */
  get delay(): number {
    return this.#worker ? 0 : this.#restarts.delay(Date.now());
  }

  /**
   * Must not be called while busy, or before `delay` has passed.
   * @param jobFor - makes the job; told whether the thread is new, and knows no documents yet
   */
  run(jobFor: (isNew: boolean) => Omit<Job, 'id'>, events: JobEvents): Promise<Outcome> {
    if (this.#running) throw new Error('The thread does one job at a time.');
    const isNew = this.#worker === undefined;
    const worker = this.#worker ?? this.#start();
    const id = ++this.#jobs;
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => {
        this.#running?.patience.stop();
        this.#running = undefined;
        resolve(outcome);
      };
      const patience = new Patience(this.#settings.patienceMs, () => this.#overdue());
      this.#running = { id, events, settle, patience, isOverdue: false };
      worker.postMessage({ ...jobFor(isNew), id } satisfies Job);
    });
  }

  /** Ends the job in hand in the middle of it: nobody wants its answer any more. */
  cancel(): void {
    if (this.#running) Atomics.store(this.#cancelled, 0, this.#running.id);
  }

  /** Ends the thread; the next job starts another. */
  end(): void {
    this.#drop('was ended');
  }

  #start(): Worker {
    const data: ThreadData = { cancelled: this.#cancelled.buffer as SharedArrayBuffer };
    const worker = new Worker(this.#settings.script, {
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: this.#settings.heapMegabytes,
        maxYoungGenerationSizeMb: youngMegabytes,
        stackSizeMb: stackMegabytes,
      },
      // What it prints must not get between the messages on this process' standard output.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (message: FromThread) => {
      if (worker === this.#worker) this.#receive(message);
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#died(deathOf(error, this.#settings.heapMegabytes));
    });
    worker.on('exit', (code) => {
      if (worker === this.#worker) this.#died(`ended its thread with code ${code}`);
    });
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromThread): void {
    const running = this.#running;
    if (!running || message.job !== running.id) return;
    switch (message.type) {
      case 'read':
        running.events.onRead(message.file);
        break;
      case 'findings':
        running.events.onFindings(message.findings);
        break;
      case 'answer':
        running.settle({ kind: 'answer', answer: message.answer });
        break;
      case 'stale':
        if (running.isOverdue) running.settle({ kind: 'failed', reason: this.#slowness, ofAnalysis: true });
        else running.settle({ kind: 'stale' });
        break;
      case 'failed':
        running.settle({ kind: 'failed', reason: `failed: ${message.message}`, ofAnalysis: message.ofAnalysis });
        break;
      default:
        message satisfies never;
    }
  }

  get #slowness(): string {
    return `took longer than ${this.#settings.patienceMs / 1000} seconds`;
  }

  #overdue(): void {
    const running = this.#running;
    if (!running) return;
    running.isOverdue = true;
    this.cancel();
    running.patience = new Patience(this.#settings.graceMs, () => this.#died(this.#slowness));
  }

  #died(reason: string): void {
    this.#restarts.noteEnd(Date.now());
    this.#drop(reason);
  }

  #drop(reason: string): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#running?.settle({ kind: 'failed', reason, ofAnalysis: true });
  }
}

function deathOf(error: Error, heapMegabytes: number): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `needed more than ${heapMegabytes} MB of memory`;
  return `ended its thread: ${error.message}`;
}
