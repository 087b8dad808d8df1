/** The main thread's end of the line to the parent, which the control thread holds. Knows no models. */

import { Worker } from 'node:worker_threads';
import { type ControlRequest, type ControlState, newControlState, word } from './control-state.ts';
import { type ChildMessage, encodeLine, type StartMessage } from './protocol.ts';

const flushTimeoutMs = 2000;

/** What may be lost when the parent does not read: all that a later message repeats or that is only for show. */
const droppable = { progress: true, scalars: true, log: true } as const satisfies Partial<
  Record<ChildMessage['type'], true>
>;

export class Line {
  readonly state: ControlState = newControlState();
  readonly #worker = new Worker(new URL('./control.ts', import.meta.url), { workerData: this.state });
  #flushes = 0;

  /** What the parent wants of this process. Until then the process stays; afterwards the line alone keeps it no more. */
  start(): Promise<StartMessage> {
    return new Promise((resolve, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('message', (message: StartMessage) => {
        this.#worker.unref();
        resolve(message);
      });
    });
  }

  send(message: ChildMessage): void {
    this.#post({ type: 'send', line: encodeLine(message), droppable: message.type in droppable });
  }

  /** Waits, without turning the event loop, until everything sent is with the parent's system. */
  flush(): void {
    const id = ++this.#flushes;
    this.#post({ type: 'flush', id });
    const before = Atomics.load(this.state, word.flushed);
    if (before < id) Atomics.wait(this.state, word.flushed, before, flushTimeoutMs);
  }

  signal(): void {
    this.#post({ type: 'signal' });
  }

  #post(request: ControlRequest): void {
    this.#worker.postMessage(request);
  }
}
