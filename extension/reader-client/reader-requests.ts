/** Requests for graphs and traces: who waits for which answer, until when, and how often each was tried. */

import type { HostToReader } from '../reader/protocol.ts';

export type ReaderRequest =
  | Omit<Extract<HostToReader, { type: 'graph' }>, 'id'>
  | Omit<Extract<HostToReader, { type: 'trace' }>, 'id'>;

interface Waiting {
  readonly request: ReaderRequest;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
  /** Processes that have been asked. */
  tries: number;
}

/** A request that was under way when the process ended, twice, is taken for the cause. */
const mostTries = 2;

export class ReaderRequests {
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  get size(): number {
    return this.#waiting.size;
  }

  /** A number that no other request has. */
  takeId(): number {
    return this.#next++;
  }

  /** @param onTimeout the request is given up: the process may be stuck in it */
  add(request: ReaderRequest, timeoutMs: number, onTimeout: (id: number) => void) {
    const id = this.takeId();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      const seconds = Math.round(timeoutMs / 1000);
      const cure = 'It may be on a slow disk, or damaged; close other work on this machine and press Reload.';
      this.fail(
        id,
        new Error(`Reading ${nameOf(request)} took longer than ${seconds} seconds and was given up. ${cure}`),
      );
      onTimeout(id);
    }, timeoutMs);
    this.#waiting.set(id, { request, resolve, reject, timer, tries: 1 });
    return { id, message: { ...request, id } as HostToReader, answer: promise };
  }

  answer(id: number, value: unknown): void {
    this.#take(id)?.resolve(value);
  }

  /** False: nobody waits for it any more. */
  fail(id: number, error: Error): boolean {
    const waiting = this.#take(id);
    waiting?.reject(error);
    return waiting !== undefined;
  }

  failAll(error: Error): void {
    for (const id of [...this.#waiting.keys()]) this.fail(id, error);
  }

  /** What a new process is asked again; what may have ended the old ones fails. */
  *toRetry(how: string): Generator<HostToReader> {
    for (const [id, waiting] of [...this.#waiting]) {
      waiting.tries += 1;
      if (waiting.tries > mostTries) {
        const cause = `The process that reads files ended ${how}, twice, while it read ${nameOf(waiting.request)}.`;
        this.fail(id, new Error(`${cause} The file is probably damaged, or too large.`));
      } else yield { ...waiting.request, id } as HostToReader;
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    return waiting;
  }
}

function nameOf(request: ReaderRequest): string {
  if (request.type === 'trace') return `the trace ${request.tag} in ${request.folder}`;
  return request.from.kind === 'file' ? request.from.path : `the graph in ${request.from.folder}`;
}
