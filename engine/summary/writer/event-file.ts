/**
 * One event file as it is being written: a bounded queue of records in front of it, and the promise that what was
 * flushed is there after the process dies. Knows records as bytes; knows no summaries and no graphs.
 *
 * Each record has its place in the file from the moment it is added, and is always written there. So writing again what
 * an unfinished or failed write may have written already changes nothing, and the queue can be emptied synchronously (a
 * full queue, the process's exit) while an asynchronous write is under way.
 */

import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { encodeEvent, eventFileName, makeFolders, versionEvent } from '../../formats/index.ts';
import { atExit, forgetAtExit } from './at-exit.ts';
import { fileFault } from './file-fault.ts';

/** The calls of the file system that are made; tests stand in a full disk. */
export interface EventDisk {
  mkdirSync(path: string): unknown;
  openSync(path: string, flags: string): number;
  writeSync(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
  write(
    file: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, written: number) => void,
  ): void;
  closeSync(file: number): void;
}

export interface EventFileOptions {
  /** A record more than this many waiting is written before the call that adds it returns. */
  readonly maxQueue: number;
  /** Records that have waited longer (the event loop did not turn) are written by the next call that adds one. */
  readonly flushSecs: number;
  readonly suffix: string;
  readonly disk?: EventDisk;
}

export class EventFile {
  /** Absolute, if the folder is. */
  readonly path: string;
  readonly #options: EventFileOptions;
  readonly #disk: EventDisk;
  readonly #file: number;
  /** Records not known to be in the file, in its order; they lie from `#position` on. */
  #queue: Uint8Array[] = [];
  #position = 0;
  #oldest = 0;
  #pump: Promise<void> | undefined;
  /** Rises with each synchronous write, which makes an asynchronous one under way meaningless. */
  #generation = 0;
  #fault: unknown;
  #closed = false;

  /** Makes missing folders and the file with its version record. @throws OpError naming path, cause and cure. */
  constructor(folder: string, options: EventFileOptions) {
    this.#options = options;
    this.#disk = options.disk ?? fs;
    const now = Date.now() / 1000;
    const opened = this.#open(folder, eventFileName(now, hostname(), options.suffix));
    this.path = opened.path;
    this.#file = opened.file;
    this.#queue.push(encodeEvent(versionEvent(now)));
    try {
      this.#writeNow();
    } catch (error) {
      this.#disk.closeSync(this.#file);
      throw error;
    }
    atExit(this);
  }

  /** A name that exists is another writer's, of the same second: take the next. */
  #open(folder: string, name: string): { path: string; file: number } {
    try {
      makeFolders(folder, (path) => this.#disk.mkdirSync(path));
    } catch (error) {
      throw fileFault(`make the folder ${folder} for event files`, error);
    }
    for (let attempt = 0; ; attempt++) {
      const path = join(folder, attempt === 0 ? name : `${name}.${attempt}`);
      try {
        return { path, file: this.#disk.openSync(path, 'wx') };
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EEXIST') throw fileFault(`make the event file ${path}`, error);
      }
    }
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Adds a record. @throws OpError when this or an earlier record cannot be written; nothing that was added is lost. */
  add(record: Uint8Array): void {
    // After a fault the queue is tried first: it stays bounded, and the fault passes when the disk has room again.
    if (this.#fault !== undefined) this.#writeNow();
    if (this.#queue.length === 0) this.#oldest = performance.now();
    this.#queue.push(record);
    const waited = (performance.now() - this.#oldest) / 1000;
    if (this.#queue.length > this.#options.maxQueue || waited >= this.#options.flushSecs) this.#writeNow();
    else this.#pump ??= this.#writeSoon();
  }

  /** Resolves when everything added before is in the file. @throws OpError */
  async flush(): Promise<void> {
    await this.#pump;
    if (!this.#closed) this.#writeNow();
  }

  /** As flush, and then gives the file back. A second call does nothing. @throws OpError, and stays open then. */
  async close(): Promise<void> {
    await this.flush();
    this.closeNow();
  }

  /** As close, before it returns. */
  closeNow(): void {
    if (this.#closed) return;
    this.#writeNow();
    // The file's number may be given to another file once it is closed: not while a write to it is under way.
    if (this.#pump) void this.#pump.then(() => this.#disk.closeSync(this.#file));
    else this.#disk.closeSync(this.#file);
    this.#closed = true;
    forgetAtExit(this);
  }

  /** Writes what waits, now. */
  #writeNow(): void {
    if (this.#queue.length === 0) return;
    const bytes = joined(this.#queue);
    this.#generation++;
    try {
      let done = 0;
      while (done < bytes.length) {
        done += this.#disk.writeSync(this.#file, bytes, done, bytes.length - done, this.#position + done);
      }
    } catch (error) {
      this.#fault = error;
      throw fileFault(`write the event file ${this.path}`, error);
    }
    this.#written(this.#queue.length, bytes.length);
  }

  /** Writes what waits once the code that adds has run, and what is added meanwhile, without blocking. */
  async #writeSoon(): Promise<void> {
    await new Promise<void>((resume) => setImmediate(resume));
    while (this.#queue.length > 0 && !this.#closed) {
      const batch = this.#queue.length;
      const bytes = joined(this.#queue);
      const generation = this.#generation;
      try {
        await this.#writeAt(bytes, this.#position);
      } catch (error) {
        // Told by the next call; a synchronous write that came between has told it, or made it good.
        if (generation === this.#generation) this.#fault = error;
        break;
      }
      if (generation === this.#generation) this.#written(batch, bytes.length);
    }
    this.#pump = undefined;
  }

  async #writeAt(bytes: Uint8Array, position: number): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      done += await new Promise<number>((resolve, reject) => {
        this.#disk.write(this.#file, bytes, done, bytes.length - done, position + done, (error, written) =>
          error ? reject(error) : resolve(written),
        );
      });
    }
  }

  #written(records: number, bytes: number): void {
    this.#queue = this.#queue.slice(records);
    this.#position += bytes;
    this.#oldest = performance.now();
    this.#fault = undefined;
  }
}

function joined(records: readonly Uint8Array[]): Uint8Array {
  return records.length === 1 ? records[0] : Buffer.concat(records);
}
