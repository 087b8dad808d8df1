/** The page's side of the layout worker: one request at a time, the newest wins. */

import type { Layout, LayoutRequest } from './placement.ts';

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
  throw new Error('not written yet');
}

export class LayoutClient {
  constructor(start: () => WorkerLike | Promise<WorkerLike>) {
    void start;
  }

  /** `onProgress`: groups laid out, and how many there are. A layout under way is cancelled. */
  layout(request: LayoutRequest, onProgress?: (done: number, total: number) => void): Promise<Layout> {
    throw new Error(`not written yet ${request} ${onProgress}`);
  }

  /** The layout under way rejects with LayoutCancelled; its worker is ended, and another started when needed. */
  cancel(): void {}

  dispose(): void {}
}
