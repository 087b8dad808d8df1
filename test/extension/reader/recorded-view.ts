/** A reader in the test's own process, with the copies that pages would hold after its messages. */

import { onTestFinished } from 'vitest';
import type { HostToReader, ReaderRun, ReaderToHost } from '../../../extension/reader/protocol.ts';
import { ReaderService } from '../../../extension/reader/service.ts';
import type { SummariesToPage, SummaryKind, TagInfo } from '../../../webview/protocol.ts';

type PageMessage<T extends SummariesToPage['type']> = Extract<SummariesToPage, { type: T }>;

export interface Copy {
  readonly steps: number[];
  readonly values: number[];
}

export class RecordedView {
  readonly #service: ReaderService;
  readonly messages: ReaderToHost[] = [];
  runs: readonly ReaderRun[] = [];
  readonly tags = new Map<string, readonly TagInfo[]>();
  readonly scalars = new Map<string, Copy>();
  readonly points = new Map<string, readonly { readonly step: number }[]>();
  progress: PageMessage<'progress'> | undefined;

  constructor() {
    // Carried as between processes.
    this.#service = new ReaderService(async (message) => this.#take(structuredClone(message)));
    onTestFinished(() => this.send({ type: 'close', view: 1 }));
  }

  send(message: HostToReader): Promise<void> {
    return this.#service.handle(structuredClone(message));
  }

  async open(folder: string, name = 'logs'): Promise<void> {
    await this.send({ type: 'open', view: 1, sources: [{ id: 'a', folder, name }] });
  }

  async watch(run: string, kind: SummaryKind, ...tags: string[]): Promise<void> {
    await this.send({ type: 'watch', view: 1, series: tags.map((tag) => ({ run, kind, tag })) });
  }

  /** What answers the request. */
  async answer(message: Extract<HostToReader, { id: number }>): Promise<ReaderToHost | undefined> {
    await this.send(message);
    return this.messages.findLast(
      (answer) =>
        ('id' in answer && answer.id === message.id) ||
        (answer.type === 'page' && answer.message.type === 'blob' && answer.message.id === message.id),
    );
  }

  /** Waits until `holds`. */
  async until(holds: () => boolean, timeoutMs = 20_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`It never came about that ${holds}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Waits until everything that is written is read. */
  allRead(): Promise<void> {
    return this.until(
      () => this.progress !== undefined && this.progress.total > 0 && this.progress.bytes === this.progress.total,
    );
  }

  #take(message: ReaderToHost): void {
    this.messages.push(message);
    if (message.type === 'runs') this.runs = message.runs;
    if (message.type !== 'page') return;
    const page = message.message;
    if (page.type === 'tags') this.tags.set(page.run, page.tags);
    else if (page.type === 'progress') this.progress = page;
    else if (page.type === 'scalars') {
      const key = `${page.run} ${page.tag}`;
      const before = this.scalars.get(key) ?? { steps: [], values: [] };
      if (page.keep > before.steps.length) throw new Error(`keep is ${page.keep} of ${before.steps.length}`);
      this.scalars.set(key, {
        steps: [...before.steps.slice(0, page.keep), ...page.steps],
        values: [...before.values.slice(0, page.keep), ...page.values],
      });
    } else if ('points' in page) this.points.set(`${page.run} ${page.tag}`, page.points);
  }
}
