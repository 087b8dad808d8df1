/**
 * Follows one run: the event files of a folder, in the order of their names, each read to its end before the next, into a
 * store. When a file was replaced, cut or deleted, everything is read anew, since nobody can say which points came from
 * it. Reads when told to, a slice at a time.
 */

import { decodeEvent } from '../../engine/formats/index.ts';
import { eventFiles, ScalarScan } from '../../engine/summary/reader/index.ts';
import type { Budget } from './budget.ts';
import { RecordFile, type RecordSink } from './record-file.ts';
import { RunStore } from './run-store.ts';

const maxProblems = 10;

export class RunFollower {
  readonly folder: string;
  readonly #budget: Budget;
  #files: RecordFile[] = [];
  #store: RunStore;
  #sink: RecordSink;
  #path = '';
  #problems: string[] = [];
  #moreProblems = 0;
  #lookProblem: string | undefined;
  #disposed = false;

  constructor(folder: string, budget: Budget) {
    this.folder = folder;
    this.#budget = budget;
    this.#store = new RunStore(budget);
    this.#sink = this.#sinkInto(this.#store);
  }

  /** Another object after a restart. */
  get store(): RunStore {
    return this.#store;
  }
  get bytes(): number {
    return this.#files.reduce((sum, file) => sum + file.done, 0);
  }
  get total(): number {
    return this.#files.reduce((sum, file) => sum + file.size, 0);
  }
  get hasMore(): boolean {
    return this.#files.some((file) => file.hasMore);
  }
  get problems(): readonly string[] {
    const problems = [...this.#problems];
    if (this.#lookProblem) problems.push(this.#lookProblem);
    if (this.#moreProblems > 0) problems.push(`${this.folder}: ${this.#moreProblems} more records are damaged.`);
    if (this.#store.leftOut)
      problems.push(`${this.folder}: it has more tags than can be shown; the rest are left out.`);
    return problems;
  }

  /**
   * Looks at what was written to its files, and whether there are others. Gives when the newest was written, in
   * milliseconds; 0 for none.
   * @param lists false to look at the known files alone, which takes much less
   */
  async look(lists = true): Promise<number> {
    try {
      if (lists) await this.#list();
      let newest = 0;
      for (const file of this.#files) newest = Math.max(newest, (await file.look()) ?? 0);
      this.#lookProblem = undefined;
      return newest;
    } catch (error) {
      this.#lookProblem = `${this.folder} cannot be read: ${messageOf(error)}.`;
      return 0;
    }
  }

  async #list(): Promise<void> {
    const paths = await eventFiles(this.folder);
    if (this.#files.some(({ path }) => !paths.includes(path))) this.#restart();
    const known = new Map(this.#files.map((file) => [file.path, file]));
    this.#files = paths.map((path) => known.get(path) ?? new RecordFile(path));
  }

  /** Reads the next piece of the first file that has one. */
  async slice(buffer: Uint8Array): Promise<void> {
    const file = this.#files.find(({ hasMore }) => hasMore);
    if (!file) return;
    this.#path = file.path;
    try {
      const state = await file.slice(buffer, this.#sink);
      // One that is missing and was never read (a link to nothing) voids nothing.
      if (state === 'replaced' || (state === 'missing' && file.size > 0)) this.#restart();
    } catch (error) {
      this.#problem(`${file.path} cannot be read: ${messageOf(error)}.`);
    }
  }

  /** Also while a slice is read: what it still finds is dropped. */
  dispose(): void {
    this.#disposed = true;
    this.#store.dispose();
    this.#files = [];
  }

  #restart(): void {
    this.#store.dispose();
    this.#store = new RunStore(this.#budget);
    this.#sink = this.#sinkInto(this.#store);
    this.#files = this.#files.map(({ path }) => new RecordFile(path));
    this.#problems = [];
    this.#moreProblems = 0;
  }

  #sinkInto(store: RunStore): RecordSink {
    const scan = new ScalarScan(store);
    store.onMetadata = () => scan.reset();
    let bytes: Uint8Array = new Uint8Array(0);
    return {
      use(given) {
        bytes = given;
        scan.use(given);
      },
      record: (start, end, offset) => {
        if (this.#disposed) return;
        store.at(this.#path, offset);
        if (store.scansSummaries && scan.event(start, end)) store.throwFault();
        else store.add(decodeEvent(bytes.subarray(start, end), 'the event'));
      },
      problem: (message) => this.#problem(message),
    };
  }

  #problem(message: string): void {
    if (this.#problems.includes(message)) return;
    if (this.#problems.length < maxProblems) this.#problems.push(message);
    else this.#moreProblems++;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
