/** A graph as a panel keeps it: what made its nodes, by the files of this machine. Pure but for `find`. */

import type { GraphData } from '../../webview/protocol.ts';
import { fileKey, indexSources, nodeAt, type SourceIndex } from './source-index.ts';

/** Larger graphs are read again when the page asks, and not kept in the host's memory, unless they are dear. */
const mostKeptNodes = 50_000;
/** Source files that are looked for when they are not where the graph says. */
const mostSoughtFiles = 50;

export class LoadedGraph {
  /** undefined: too large to keep. */
  readonly data: GraphData | undefined;
  readonly #index: SourceIndex;
  /** From a file of this machine to how the graph names it. */
  readonly #named = new Map<string, string>();

  constructor(data: GraphData, isDear = false) {
    this.data = isDear || data.nodes.length <= mostKeptNodes ? data : undefined;
    // A loop is a node too, that its own line leads to.
    this.#index = indexSources([...data.nodes, ...(data.loops ?? [])]);
    for (const file of this.#index.files) this.#named.set(fileKey(file), file);
  }

  /** Looks for files that lie elsewhere than the graph says. */
  async locate(find: (file: string) => Promise<string | undefined>): Promise<void> {
    for (const file of this.#index.files.slice(0, mostSoughtFiles)) {
      const path = await find(file);
      if (path !== undefined) this.#named.set(fileKey(path), file);
    }
  }

  nodeAt(file: string, line: number, column: number): string | undefined {
    const named = this.#named.get(fileKey(file));
    return named === undefined ? undefined : nodeAt(this.#index, named, line, column);
  }
}
