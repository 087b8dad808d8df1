/**
 * The views that panels have open at the reader: what each was last told, so that a new process can be told the same,
 * and which answers it still waits for. Starts and ends nothing.
 */

import type { ReaderView, ReaderViewMessage } from '../host.ts';
import type { HostToReader } from '../reader/protocol.ts';

type ToView = Parameters<ReaderView['send']>[0];

interface OpenView {
  readonly onMessage: (message: ReaderViewMessage) => void;
  /** The last of each kind. */
  readonly told: Partial<Record<'open' | 'watch' | 'show', ToView>>;
  /** Pictures and sounds that were asked for. */
  readonly blobs: Set<number>;
}

/** A page asks for what is on the screen. */
const mostBlobs = 1000;

export class ReaderViews {
  readonly #views = new Map<number, OpenView>();
  #next = 1;

  get size(): number {
    return this.#views.size;
  }

  open(onMessage: (message: ReaderViewMessage) => void): number {
    const id = this.#next++;
    this.#views.set(id, { onMessage, told: {}, blobs: new Set() });
    return id;
  }

  close(id: number): boolean {
    return this.#views.delete(id);
  }

  /** Notes what the view is told. undefined: there is no such view, or it asks for too much. */
  note(id: number, message: ToView): HostToReader | undefined {
    const view = this.#views.get(id);
    if (view === undefined) return undefined;
    if (message.type === 'blob') {
      if (view.blobs.size >= mostBlobs) return undefined;
      view.blobs.add(message.id);
    } else view.told[message.type] = message;
    return { ...message, view: id };
  }

  deliver(id: number, message: ReaderViewMessage): void {
    const view = this.#views.get(id);
    if (view === undefined) return;
    if (message.type === 'blob') view.blobs.delete(message.id);
    view.onMessage(message);
  }

  /** The process is gone and with it the answers that were on their way. */
  forgetAnswers(): void {
    for (const { blobs, onMessage } of this.#views.values()) {
      for (const id of blobs) onMessage({ type: 'blob', id, data: null, contentType: '' });
      blobs.clear();
    }
  }

  /** Everything that a new process must be told. */
  *toRestore(): Generator<HostToReader> {
    for (const [view, { told }] of this.#views) {
      for (const message of [told.open, told.show, told.watch]) if (message) yield { ...message, view };
    }
  }

  tellProblem(problem: string): void {
    for (const { onMessage } of this.#views.values()) {
      onMessage({ type: 'progress', bytes: 0, total: 0, problems: [problem] });
    }
  }
}
