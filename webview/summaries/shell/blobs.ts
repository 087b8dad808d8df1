/** Images and sounds that views ask the host for: answers find their questions by number. */

import type { SummariesToHost, SummariesToPage } from '../../protocol.ts';
import type { BlobRequest } from '../dashboard-view.ts';

export class Blobs {
  readonly #post: (message: SummariesToHost) => void;
  readonly #waiting = new Map<number, (blob: Blob | null) => void>();
  #next = 1;

  constructor(post: (message: SummariesToHost) => void) {
    this.#post = post;
  }

  request(request: BlobRequest): Promise<Blob | null> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#post({ type: 'blob', id, ...request });
    });
  }

  answer({ id, data, contentType }: Extract<SummariesToPage, { type: 'blob' }>): void {
    // Copied into memory of the blob's own, so a buffer that is shared or a view of another cannot be asked of.
    this.#waiting.get(id)?.(data === null ? null : new Blob([new Uint8Array(data)], { type: contentType }));
    this.#waiting.delete(id);
  }
}
