/** The page's side of the layout worker: one request at a time, the newest wins. */

import type { Layout, LayoutRequest } from './placement.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/** What the client needs of a Worker. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}

/** A newer request, or `cancel`, came first. */
export class LayoutCancelled extends Error {}

/** Starts the bundled worker from a blob: pages may start workers from nothing else. */
export async function createLayoutWorker(): Promise<WorkerLike> {
  const { default: source } = await import('./layout-worker.ts?worker');
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return new Worker(url, { name: 'graph layout' }) as WorkerLike;
  } finally {
    URL.revokeObjectURL(url);
  }
}

interface Pending {
  readonly id: number;
  readonly resolve: (layout: Layout) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, total: number) => void;
}

export class LayoutClient {
  readonly #start: () => WorkerLike | Promise<WorkerLike>;
  #worker: WorkerLike | Promise<WorkerLike> | null = null;
  #pending: Pending | null = null;
  #lastId = 0;

  constructor(start: () => WorkerLike | Promise<WorkerLike>) {
    this.#start = start;
  }

  /** `onProgress`: groups laid out, and how many there are. A layout under way is cancelled. */
  layout(request: LayoutRequest, onProgress: (done: number, total: number) => void = () => {}): Promise<Layout> {
    this.cancel();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending = { id, resolve, reject, onProgress };
      void this.#send({ id, request });
    });
  }

  /** The layout under way rejects with LayoutCancelled; its worker is ended, and another started when needed. */
  cancel(): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    // Nothing else stops it in the middle.
    this.#end();
    pending.reject(new LayoutCancelled('The layout was cancelled.'));
  }

  dispose(): void {
    this.cancel();
    this.#end();
  }

  async #send(message: ToWorker): Promise<void> {
    try {
      this.#worker ??= this.#start();
      const worker = await this.#worker;
      if (this.#pending?.id !== message.id) return;
      worker.onmessage = ({ data }) => this.#receive(data as FromWorker);
      worker.onerror = (event) =>
        this.#fail(message.id, `The layout worker failed: ${event.message ?? 'unknown error'}.`);
      worker.postMessage(message);
    } catch (error) {
      this.#fail(message.id, `The layout worker cannot start: ${error instanceof Error ? error.message : error}.`);
    }
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending;
    if (pending === null || pending.id !== message.id) return;
    switch (message.type) {
      case 'progress':
        pending.onProgress(message.done, message.total);
        return;
      case 'layout':
        this.#pending = null;
        pending.resolve(message.layout);
        return;
      case 'failed':
        this.#fail(message.id, `The graph cannot be laid out: ${message.message}`);
        return;
      default:
        message satisfies never;
    }
  }

  /** With another worker for the next request: this one may be in any state. */
  #fail(id: number, message: string): void {
    const pending = this.#pending;
    if (pending === null || pending.id !== id) return;
    this.#pending = null;
    this.#end();
    pending.reject(new Error(message));
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null) return;
    // One that is still starting ends as soon as it can; one that never starts needs no end.
    Promise.resolve(worker).then(
      (started) => started.terminate(),
      () => {},
    );
  }
}
