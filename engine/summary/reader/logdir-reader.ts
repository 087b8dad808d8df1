/** Follows a log folder: each folder in it that holds event files, at any depth, is a run, named by its relative path. */

import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isEventFile, type RunNews, RunReader, type RunReaderOptions } from './run-reader.ts';

/** Folders that hold no runs and can hold very many files. */
const passedOver = new Set(['node_modules', '.git']);

export interface LogdirNews {
  /** Runs that appeared, by name. */
  readonly added: readonly string[];
  /** Runs whose files are gone. */
  readonly removed: readonly string[];
  /** Each run with what its poll found, where that was anything. */
  readonly runs: ReadonlyMap<string, RunNews>;
}

export class LogdirReader {
  readonly logdir: string;
  readonly #options: RunReaderOptions;
  readonly #runs = new Map<string, RunReader>();

  constructor(logdir: string, options: RunReaderOptions = {}) {
    this.logdir = logdir;
    this.#options = options;
  }

  /** The runs by name: the relative path with `/` between, `.` for the log folder itself; sorted. */
  get runs(): ReadonlyMap<string, RunReader> {
    return this.#runs;
  }

  /** Looks for runs and reads what was written since the last call. */
  async poll(): Promise<LogdirNews> {
    const found = await runFolders(this.logdir);
    const removed = [...this.#runs.keys()].filter((name) => !found.has(name));
    for (const name of removed) this.#runs.delete(name);
    const added = [...found.keys()].filter((name) => !this.#runs.has(name));
    for (const name of added) this.#runs.set(name, new RunReader(found.get(name)!, this.#options));
    if (added.length > 0) {
      const sorted = [...this.#runs].sort(([a], [b]) => (a < b ? -1 : 1));
      this.#runs.clear();
      for (const [name, run] of sorted) this.#runs.set(name, run);
    }
    const news = new Map<string, RunNews>();
    for (const [name, run] of this.#runs) {
      const of = await run.poll();
      if (of.events > 0 || of.restarted || of.problems.length > 0) news.set(name, of);
    }
    return { added, removed, runs: news };
  }
}

/** Where looking for runs ends, so that a whole disk or a hostile tree costs no more than this. */
export interface SearchLimits {
  readonly runs: number;
  /** Folders looked into. */
  readonly folders: number;
}

/**
 * The folders under `logdir` that hold event files, by run name (`.` for `logdir` itself), those nearer to it first.
 * Links to folders are followed, each folder once.
 */
export async function runFolders(logdir: string, limits?: SearchLimits): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visited = new Set<string>();
  const queue = [logdir];
  for (let at = 0; at < queue.length; at++) {
    if (limits && (found.size >= limits.runs || at >= limits.folders)) break;
    const folder = queue[at];
    const entries = await listed(folder, visited);
    if (entries.some(isEventFile)) {
      found.set(relative(logdir, folder).split(sep).join('/') || '.', folder);
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!passedOver.has(entry.name) && (await isFolder(entry, path))) queue.push(path);
    }
  }
  return found;
}

/** The entries of a folder; none where it was seen before, is gone, or may not be read. */
async function listed(folder: string, visited: Set<string>): Promise<Dirent[]> {
  try {
    const real = await realpath(folder);
    if (visited.has(real)) return [];
    visited.add(real);
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(path).catch(() => undefined);
  return target?.isDirectory() ?? false;
}
