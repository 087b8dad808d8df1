/** The graphs that the editor follows while their files are typed: told of when they change, and not too often. */

import type { LiveGraph } from './protocol.ts';
import type { AnswerOf } from './thread/questions.ts';

/** A graph redrawn more often is unrest, and each may be a megabyte. */
const leastPauseMs = 200;

interface Watch {
  /** Of the graph that the editor has. */
  digest: string | null;
  timer: NodeJS.Timeout | undefined;
  isAsking: boolean;
  asksAgain: boolean;
}

export interface LiveGraphSurroundings {
  /** The graph as it is now, unless it has the digest; undefined where it cannot be told now. */
  ask(uri: string, unless: string | null): Promise<AnswerOf<'graph'> | undefined>;
  tell(graph: LiveGraph): void;
}

export class LiveGraphs {
  readonly #surroundings: LiveGraphSurroundings;
  readonly #watches = new Map<string, Watch>();

  constructor(surroundings: LiveGraphSurroundings) {
    this.#surroundings = surroundings;
  }

  watch(uri: string, on: boolean): void {
    clearTimeout(this.#watches.get(uri)?.timer);
    this.#watches.delete(uri);
    if (!on) return;
    this.#watches.set(uri, { digest: null, timer: undefined, isAsking: false, asksAgain: false });
    this.changed(uri);
  }

  /** The file was analysed anew. */
  changed(uri: string): void {
    const watch = this.#watches.get(uri);
    if (!watch) return;
    if (watch.isAsking || watch.timer) watch.asksAgain = true;
    else void this.#ask(uri, watch);
  }

  dispose(): void {
    for (const uri of [...this.#watches.keys()]) this.watch(uri, false);
  }

  async #ask(uri: string, watch: Watch): Promise<void> {
    watch.isAsking = true;
    watch.asksAgain = false;
    const answer = await this.#surroundings.ask(uri, watch.digest);
    watch.isAsking = false;
    if (this.#watches.get(uri) !== watch) return;
    if (answer && answer !== 'same') {
      watch.digest = answer.digest;
      this.#surroundings.tell(answer.graph);
    }
    watch.timer = setTimeout(() => {
      watch.timer = undefined;
      if (watch.asksAgain) void this.#ask(uri, watch);
    }, leastPauseMs);
  }
}
