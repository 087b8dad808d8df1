/** Fetches one image or sound at a time, always the last one asked for, and gives its memory back. */

import type { BlobRequest, DashboardContext } from '../dashboard-view.ts';

export class BlobLoader {
  readonly #context: DashboardContext;
  readonly #onLoaded: (url: string | null) => void;
  #url: string | null = null;
  #shown = '';
  #wanted: BlobRequest | undefined;
  #busy = false;
  #disposed = false;

  /** @param onLoaded is given a URL that is good until the next call; null where the content is gone */
  constructor(context: DashboardContext, onLoaded: (url: string | null) => void) {
    this.#context = context;
    this.#onLoaded = onLoaded;
  }

  load(request: BlobRequest): void {
    this.#wanted = request;
    if (!this.#busy) void this.#run();
  }

  dispose(): void {
    this.#disposed = true;
    this.#wanted = undefined;
    this.#show(null);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#wanted) {
      const request = this.#wanted;
      this.#wanted = undefined;
      const name = JSON.stringify([request.run, request.tag, request.key, request.sample]);
      if (name === this.#shown) continue;
      const blob = await this.#context.blob(request);
      if (this.#disposed) break;
      this.#shown = name;
      this.#show(blob && URL.createObjectURL(blob));
      this.#onLoaded(this.#url);
    }
    this.#busy = false;
  }

  #show(url: string | null): void {
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = url;
  }
}
