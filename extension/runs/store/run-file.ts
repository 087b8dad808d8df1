/**
 * runs.json: read whole, written whole or not at all. Several windows may have it open: whoever writes holds a lock
 * file, reads what is new there, and writes what both know. Node alone, no `vscode`.
 */

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRuns, parseRuns, type StoredRun } from './record-format.ts';

/** A lock or an unfinished file older than this was left by a process that is gone: writing takes milliseconds. */
const staleMs = 5000;
const lockRetryMs = 50;

export interface RunFileContent {
  readonly runs: readonly StoredRun[];
  /** Milliseconds since 1970: what it calls live was live then. */
  readonly writtenAt: number;
}

export class RunFile {
  readonly path: string;
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  /** What the file looked like when it was last read or written here. */
  #seen = '';

  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.path = join(folder, 'runs.json');
    this.#warn = warn;
  }

  /**
   * What it holds; undefined where there is nothing to learn: no file, no change, or broken (and now put aside).
   * @throws where it is there and cannot be read now, as on Windows while another replaces it
   */
  read(): RunFileContent | undefined {
    const stat = statSync(this.path, { throwIfNoEntry: false });
    if (stat === undefined || look(stat) === this.#seen) return undefined;
    const text = readFileSync(this.path, 'utf8');
    this.#seen = look(stat);
    try {
      return { runs: parseRuns(text), writtenAt: stat.mtimeMs };
    } catch (error) {
      this.#putAside(error as Error);
      return undefined;
    }
  }

  /**
   * @param join what to write, given what is new there
   * @throws where it cannot be written; the file is then as it was
   */
  async write(join: (there: RunFileContent | undefined) => readonly StoredRun[]): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    const unlock = await this.#lock();
    try {
      this.#replace(join(this.read()));
    } finally {
      unlock();
    }
  }

  /** The last words of a host that is about to end: does not wait for another window. */
  writeNow(join: (there: RunFileContent | undefined) => readonly StoredRun[]): void {
    mkdirSync(this.#folder, { recursive: true });
    this.#replace(join(this.read()));
  }

  #replace(runs: readonly StoredRun[]): void {
    const temporary = `${this.path}.tmp-${process.pid}`;
    try {
      writeFileSync(temporary, formatRuns(runs));
      renameSync(temporary, this.path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    this.#seen = look(statSync(this.path));
  }

  #putAside(error: Error): void {
    const aside = join(this.#folder, 'runs.broken.json');
    let kept = `It is kept as ${aside}.`;
    try {
      renameSync(this.path, aside);
    } catch (failure) {
      kept = `It could not be put aside: ${(failure as Error).message}.`;
    }
    this.#warn(
      `The list of runs, ${this.path}, is broken: ${error.message}. ${kept} The files of the runs are untouched.`,
    );
  }

  async #lock(): Promise<() => void> {
    const lock = `${this.path}.lock`;
    for (;;) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' });
        return () => rmSync(lock, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      this.#removeStale();
      await new Promise((resolve) => setTimeout(resolve, lockRetryMs));
    }
  }

  /** Locks and unfinished files of hosts that were killed. */
  #removeStale(): void {
    for (const name of readdirSync(this.#folder)) {
      if (!/^runs\.json\.(?:lock|tmp-\d+)$/.test(name)) continue;
      const path = join(this.#folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat !== undefined && Date.now() - stat.mtimeMs > staleMs) rmSync(path, { force: true });
    }
  }
}

const look = ({ ino, size, mtimeMs }: Stats) => `${ino} ${size} ${mtimeMs}`;
