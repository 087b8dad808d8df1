/** One run while its process lives: its record as it changes, and the words to it. Knows nothing of `vscode`. */

import type { ChildMessage, FaultMessage, Place } from '../../engine/runner/protocol.ts';
import { type Done, type Run, type RunOptions, startRun } from '../../engine/runner/start-run.ts';
import type { RunChange, RunRecord } from '../runs/run-record.ts';
import { type LogLine, LogLines, type Stream } from './log-lines.ts';
import { recordChange } from './record-changes.ts';

export interface LiveRunEvents {
  changed(run: LiveRun, change: RunChange): void;
  printed(run: LiveRun, lines: readonly LogLine[]): void;
  said(run: LiveRun, message: ChildMessage): void;
}

export class LiveRun {
  /** Where it runs. */
  readonly folder: string;
  /** Settles once the process is gone and the record says so. Never fails. */
  readonly ended: Promise<void>;
  record: RunRecord;
  /** The first: what follows is seldom more than its echo. */
  fault: FaultMessage | undefined;
  /** Where the file called process.exit. */
  exitPlace: Place | undefined;
  readonly #run: Run;
  readonly #log = new LogLines();
  readonly #events: LiveRunEvents;
  #killAsked = false;

  constructor(record: RunRecord, order: RunOptions & { readonly cwd: string }, events: LiveRunEvents) {
    this.record = record;
    this.folder = order.cwd;
    this.#events = events;
    this.#run = startRun(order, (message) => this.#onMessage(message));
    // What does not go through the model's own streams: programs that it starts, and Node itself.
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#run[stream].setEncoding('utf8').on('data', (text: string) => this.#print(stream, text));
    }
    if (this.#run.pid !== undefined) this.record = { ...this.record, pid: this.#run.pid };
    this.ended = this.#run.ended.then(
      () => {},
      (error: Error) => this.#couldNotStart(error),
    );
  }

  get id(): string {
    return this.record.id;
  }

  /** Ends it after its step; asked again, kills it. */
  stop(): void {
    this.#run.stop();
    if (this.record.state === 'stopping') this.#killAsked = true;
    else this.#change({ state: 'stopping' });
  }

  /** Ends it after its step, and kills it where that takes longer than `graceMs`. */
  endWithin(graceMs: number): void {
    if (this.record.state !== 'stopping') this.stop();
    const timer = setTimeout(() => this.kill(), graceMs);
    void this.ended.then(() => clearTimeout(timer));
  }

  kill(): void {
    this.#killAsked = true;
    this.#run.kill();
  }

  #onMessage(said: ChildMessage): void {
    // A process that does not hear its own end is killed by the system's means, as others do from outside.
    const killedByUs = this.#killAsked && said.type === 'done' && said.reason === 'killed';
    const message = killedByUs ? { ...said, exitCode: 130 } : said;
    if (message.type === 'log') {
      this.#print(message.stream, message.text);
      this.#events.printed(this, this.#log.leftOut(message.stream, message.dropped));
    }
    if (message.type === 'fault') this.fault ??= message;
    if (message.type === 'done') {
      this.exitPlace = message.place;
      this.#events.printed(this, this.#log.end());
    }
    const change = recordChange(this.record, message, Date.now());
    if (change !== undefined) this.#change(change);
    this.#events.said(this, message);
  }

  #change(change: RunChange): void {
    this.record = { ...this.record, ...change };
    this.#events.changed(this, change);
  }

  #print(stream: Stream, text: string): void {
    this.#events.printed(this, this.#log.push(stream, text, performance.now()));
  }

  #couldNotStart(error: Error): void {
    this.#onMessage({
      type: 'fault',
      name: 'Error',
      message: `Node could not be started: ${error.message}.`,
      place: undefined,
      stack: '',
      operation: undefined,
      hint: undefined,
    });
    const done: Done = { type: 'done', exitCode: 1, reason: 'failed', place: undefined };
    this.#onMessage(done);
  }
}
