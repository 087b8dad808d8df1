/**
 * Follows one run: all event files of a folder, read in the order of their names. When one of them was replaced, cut or
 * deleted, everything is read anew, since nobody can say which points came from it.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isEventFileName } from '../../formats/index.ts';
import { EventFileReader, type EventFileReaderOptions, type ReadProblem } from './event-file-reader.ts';
import { RunData, type RunDataOptions } from './run-data.ts';

export interface RunReaderOptions extends RunDataOptions, EventFileReaderOptions {}

export interface RunNews {
  /** How many events were taken in. */
  readonly events: number;
  /** Whether everything known before was dropped first. */
  readonly restarted: boolean;
  readonly problems: readonly ReadProblem[];
}

/** More problems than this of one poll are counted in the last one, not listed. */
const maxProblems = 100;

export class RunReader {
  readonly folder: string;
  readonly #options: RunReaderOptions;
  #readers = new Map<string, EventFileReader>();
  #data: RunData;
  #polling: Promise<RunNews> | undefined;

  constructor(folder: string, options: RunReaderOptions = {}) {
    this.folder = folder;
    this.#options = options;
    this.#data = new RunData(options);
  }

  /** What is known of the run. Another object after a restart. */
  get data(): RunData {
    return this.#data;
  }
  /** The event files, in the order they are read. */
  get files(): string[] {
    return [...this.#readers.keys()];
  }

  /** Reads what was written since the last call. A folder that is not there (yet) has no files. */
  poll(): Promise<RunNews> {
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  async #poll(): Promise<RunNews> {
    let restarted = false;
    // A file can be replaced again while the run is read anew; then the next poll sees to it.
    for (let attempt = 0; attempt < 3; attempt++) {
      const news = await this.#readOnce(await eventFiles(this.folder));
      if (news) return { ...news, restarted };
      restarted = true;
      this.#readers = new Map();
      this.#data = new RunData(this.#options);
    }
    return { events: 0, restarted, problems: [] };
  }

  /** Undefined when what was read before is void. */
  async #readOnce(paths: readonly string[]): Promise<Omit<RunNews, 'restarted'> | undefined> {
    if (this.files.some((path) => !paths.includes(path))) return undefined;
    if (paths.length > this.#readers.size) {
      const readers = paths.map((path) => this.#readers.get(path) ?? new EventFileReader(path, this.#options));
      this.#readers = new Map(readers.map((reader) => [reader.path, reader]));
    }
    let events = 0;
    const problems: ReadProblem[] = [];
    const report = (problem: ReadProblem) => {
      if (problems.length < maxProblems) problems.push(problem);
    };
    for (const reader of this.#readers.values()) {
      for (let more = true; more; ) {
        const news = await readFrom(reader, report);
        if (!news) break;
        if (news.state !== 'grown') return undefined;
        for (const event of news.events) {
          try {
            this.#data.add(event);
          } catch (error) {
            const message = `${reader.path}: ${error instanceof Error ? error.message : error}`;
            report({ path: reader.path, offset: reader.offset, message, fatal: false });
          }
        }
        events += news.events.length;
        news.problems.forEach(report);
        more = news.more;
      }
    }
    return { events, problems };
  }
}

/** The next piece of a file, or undefined and a report when the file system refuses it. */
async function readFrom(reader: EventFileReader, report: (problem: ReadProblem) => void) {
  try {
    return await reader.read();
  } catch (error) {
    const message = `${reader.path} cannot be read: ${error instanceof Error ? error.message : error}.`;
    report({ path: reader.path, offset: reader.offset, message, fatal: false });
    return undefined;
  }
}

/** The event files of a folder as paths, in the order in which they belong: that of their names, which begin with a time. */
export async function eventFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    names = entries.filter(isEventFile).map(({ name }) => name);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as { code?: unknown }).code))) return [];
    throw error;
  }
  return names.sort().map((name) => join(folder, name));
}

/** Pipes and sockets are none, whatever their names: opening one could wait for ever. */
export function isEventFile(entry: { readonly name: string; isFile(): boolean; isSymbolicLink(): boolean }): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && isEventFileName(entry.name);
}
