/**
 * A disk in memory that can be full, and that can lose power: from operation `dieAt` on everything fails.
 * crash() then gives what a disk may hold after the power is back: files as they were last flushed, under the names of
 * that moment or those that were last flushed with their folder.
 */

import { type FileSystem, type OpenFile, splitPath } from '../../../engine/formats/file-system.ts';

interface StoredFile {
  content: Uint8Array;
  flushed: Uint8Array;
}

export type SurvivingNames = 'all' | 'none' | 'last';

export class UnreliableDisk implements FileSystem {
  readonly #files = new Map<string, StoredFile>();
  #flushedNames = new Map<string, StoredFile>();
  #lastRename: { to: string; file: StoredFile } | undefined;
  /** Operations so far. */
  operations = 0;
  /** From this operation on, everything fails as if the process were gone. */
  dieAt = Number.POSITIVE_INFINITY;
  /** Bytes that may still be written before ENOSPC. */
  space = Number.POSITIVE_INFINITY;

  names(): string[] {
    return [...this.#files.keys()].sort();
  }

  /**
   * The disk after a loss of power.
   * @param names which changes of names since the last flush of a folder are kept: all, none, or the last rename alone,
   * since a disk may write them in any order
   */
  crash(names: SurvivingNames = 'all'): UnreliableDisk {
    const after = new UnreliableDisk();
    const surviving = new Map(names === 'all' ? this.#files : this.#flushedNames);
    if (names === 'last' && this.#lastRename) surviving.set(this.#lastRename.to, this.#lastRename.file);
    for (const [path, { flushed }] of surviving) after.#files.set(path, { content: flushed, flushed });
    after.#flushedNames = new Map(after.#files);
    return after;
  }

  async open(path: string, mode: 'read' | 'write'): Promise<OpenFile> {
    this.#step();
    let file = this.#files.get(path);
    if (mode === 'read') {
      if (!file) throw failure('ENOENT', path);
      return new UnreliableFile(file, this, () => this.#step());
    }
    file = { content: new Uint8Array(0), flushed: new Uint8Array(0) };
    this.#files.set(path, file);
    return new UnreliableFile(file, this, () => this.#step());
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step();
    const file = this.#files.get(from);
    if (!file) throw failure('ENOENT', from);
    this.#files.delete(from);
    this.#files.set(to, file);
    this.#lastRename = { to, file };
  }

  async unlink(path: string): Promise<void> {
    this.#step();
    if (!this.#files.delete(path)) throw failure('ENOENT', path);
  }

  async list(folder: string): Promise<string[]> {
    this.#step();
    return this.names()
      .filter((path) => splitPath(path).folder === folder)
      .map((path) => splitPath(path).base);
  }

  async syncFolder(): Promise<void> {
    this.#step();
    this.#flushedNames = new Map(this.#files);
    this.#lastRename = undefined;
  }

  #step(): void {
    if (++this.operations > this.dieAt) throw failure('EIO', 'the process is gone');
  }
}

class UnreliableFile implements OpenFile {
  readonly #file: StoredFile;
  readonly #disk: UnreliableDisk;
  readonly #step: () => void;

  constructor(file: StoredFile, disk: UnreliableDisk, step: () => void) {
    this.#file = file;
    this.#disk = disk;
    this.#step = step;
  }

  async size(): Promise<number> {
    this.#step();
    return this.#file.content.length;
  }
  async read(offset: number, length: number): Promise<Uint8Array> {
    this.#step();
    return new Uint8Array(this.#file.content.subarray(offset, offset + length));
  }
  async write(bytes: Uint8Array): Promise<void> {
    this.#step();
    const fits = bytes.subarray(0, this.#disk.space);
    this.#disk.space -= fits.length;
    this.#file.content = new Uint8Array(Buffer.concat([this.#file.content, fits]));
    if (fits.length < bytes.length) throw failure('ENOSPC', 'no space left');
  }
  async sync(): Promise<void> {
    this.#step();
    this.#file.flushed = this.#file.content;
  }
  async close(): Promise<void> {
    this.#step();
  }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
