/** What the reader does for each message of the host. Knows no process: tests run it in their own. */

import { Budget } from './budget.ts';
import { readMedia } from './media.ts';
import type { HostToReader } from './protocol.ts';
import { readGraph, readTrace } from './read-graph.ts';
import { RunPool } from './run-pool.ts';
import { type Send, View } from './view.ts';

type MessageOf<T extends HostToReader['type']> = Extract<HostToReader, { type: T }>;

export class ReaderService {
  readonly #send: Send;
  readonly #pool = new RunPool(new Budget());
  readonly #views = new Map<number, View>();
  /** Graph requests that someone still waits for. */
  readonly #wanted = new Set<number>();

  constructor(send: Send) {
    this.#send = send;
  }

  /** Never rejects: what goes wrong is answered. */
  async handle(message: HostToReader): Promise<void> {
    switch (message.type) {
      case 'open':
        return this.#viewOf(message.view).open(message.sources);
      case 'watch':
        return this.#viewOf(message.view).watch(message.series);
      case 'show':
        return this.#viewOf(message.view).show(message.visible);
      case 'close':
        this.#views.get(message.view)?.close();
        this.#views.delete(message.view);
        return;
      case 'blob':
        return this.#blob(message);
      case 'graph':
        return this.#answer(message.id, async () => ({
          type: 'graph',
          id: message.id,
          graph: await readGraph(message.from, () => !this.#wanted.has(message.id)),
        }));
      case 'trace':
        return this.#answer(message.id, async () => ({
          type: 'trace',
          id: message.id,
          stats: await readTrace(message.folder, message.tag, () => !this.#wanted.has(message.id)),
        }));
      case 'cancel':
        this.#wanted.delete(message.id);
        return;
      default:
        message satisfies never;
    }
  }

  #viewOf(id: number): View {
    let view = this.#views.get(id);
    if (!view) {
      view = new View(id, this.#pool, this.#send);
      this.#views.set(id, view);
    }
    return view;
  }

  async #blob(message: MessageOf<'blob'>): Promise<void> {
    const store = this.#views.get(message.view)?.run(message.run)?.store;
    const media = await readMedia(store, message).catch(() => ({ data: null, contentType: '' }));
    await this.#send({ type: 'page', view: message.view, message: { type: 'blob', id: message.id, ...media } });
  }

  async #answer(id: number, work: () => Promise<Parameters<Send>[0]>): Promise<void> {
    this.#wanted.add(id);
    let answer: Parameters<Send>[0];
    try {
      answer = await work();
    } catch (error) {
      answer = { type: 'failed', id, message: error instanceof Error ? error.message : String(error) };
    }
    if (this.#wanted.delete(id)) await this.#send(answer);
  }
}
