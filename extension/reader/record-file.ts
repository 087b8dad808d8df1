/**
 * The records of one event file, slice by slice, while it grows. As TensorBoard reads: a record that is not whole yet is
 * waited for, a damaged one is passed over and reported, and where a length is damaged nothing more is read, because
 * nothing after it can be found. Knows records as bytes; keeps none of them between slices.
 */

import { stat } from 'node:fs/promises';
import { maskedCrc32c, recordOverhead } from '../../engine/formats/index.ts';
import { FileTail, type ReadBytes, type TailState } from '../../engine/summary/reader/index.ts';

const headerLength = 12;
/** Larger records are passed over. */
const maxRecordBytes = 256 * 2 ** 20;

export interface RecordSink {
  /** The bytes that the next records lie in. */
  use(bytes: Uint8Array): void;
  /** A whole and sound record: its data from `start` to `end` of those bytes. @throws what is wrong with it */
  record(start: number, end: number, offset: number): void;
  /** One sentence for people. */
  problem(message: string): void;
}

export class RecordFile {
  readonly path: string;
  readonly #tail: FileTail;
  #offset = 0;
  /** Nothing more can be told before the file has this many bytes. */
  #needed = 0;
  #stopped = false;
  #size = 0;
  #look: string | undefined;
  #isNew = true;
  #failed = false;

  constructor(path: string) {
    this.path = path;
    this.#tail = new FileTail(path);
  }

  /** Bytes of the file at the last look. */
  get size(): number {
    return this.#size;
  }
  /** How far it is read; what cannot be read (yet) counts. */
  get done(): number {
    return this.hasMore ? Math.min(this.#offset, this.#size) : this.#size;
  }
  /** Whether a slice would read something, or find that the file is another. */
  get hasMore(): boolean {
    if (this.#failed) return false;
    if (this.#isNew) return true;
    return !this.#stopped && this.#size > this.#offset && this.#size >= this.#needed;
  }

  /** Looks at the file without opening it. Gives when it was last written, or undefined where it is gone. */
  async look(): Promise<number | undefined> {
    try {
      const { ino, size, mtimeMs } = await stat(this.path);
      const look = `${ino} ${size} ${mtimeMs}`;
      if (look !== this.#look) this.#isNew = true;
      this.#look = look;
      this.#failed = false;
      this.#size = size;
      return mtimeMs;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * Reads a piece of at most `buffer`'s length (or one record that is longer).
   * @throws the file system's error; then nothing more is read before the next look.
   */
  async slice(buffer: Uint8Array, sink: RecordSink): Promise<TailState> {
    this.#isNew = false;
    this.#failed = true;
    const state = await this.#visit(buffer, sink);
    this.#failed = false;
    return state;
  }

  #visit(buffer: Uint8Array, sink: RecordSink): Promise<TailState> {
    return this.#tail.visit(async (read) => {
      this.#size = this.#tail.size;
      if (this.#stopped || this.#size <= this.#offset || this.#size < this.#needed) return;
      const bytes = await read(this.#offset, buffer.length, buffer);
      const begun = this.#offset;
      this.#records(bytes, sink);
      // Not even one: it is longer than the buffer, or not whole.
      if (this.#offset === begun && !this.#stopped) await this.#longRecord(bytes, read, sink);
    });
  }

  /** Takes in the whole records among the bytes at the offset. */
  #records(bytes: Uint8Array, sink: RecordSink): void {
    sink.use(bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (bytes.length - at >= headerLength) {
      if (maskedCrc32c(bytes, at, at + 8) !== view.getUint32(at + 8, true)) {
        this.#stopped = true;
        sink.problem(
          this.#sentence("the checksum of the record's length does not match; nothing after it can be read"),
        );
        return;
      }
      const length = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
      if (length > maxRecordBytes) {
        this.#tooLong(length, sink);
        return;
      }
      const end = at + headerLength + length;
      if (end + 4 > bytes.length) {
        this.#needed = this.#offset + length + recordOverhead;
        return;
      }
      if (maskedCrc32c(bytes, at + headerLength, end) !== view.getUint32(end, true)) {
        sink.problem(this.#sentence("the checksum of the record's data does not match; the record is left out"));
      } else {
        try {
          sink.record(at + headerLength, end, this.#offset);
        } catch (error) {
          sink.problem(this.#sentence(error instanceof Error ? error.message : String(error)));
        }
      }
      at = end + 4;
      this.#offset += length + recordOverhead;
    }
    this.#needed = this.#offset + headerLength;
  }

  async #longRecord(beginning: Uint8Array, read: ReadBytes, sink: RecordSink): Promise<void> {
    if (beginning.length < headerLength || this.#size < this.#needed) return;
    this.#records(await read(this.#offset, this.#needed - this.#offset), sink);
  }

  #tooLong(length: number, sink: RecordSink): void {
    const next = this.#offset + length + recordOverhead;
    this.#stopped = !Number.isSafeInteger(next);
    const rest = this.#stopped ? 'nothing after it can be read' : 'it is left out';
    sink.problem(
      this.#sentence(`the record claims ${length} bytes, more than the limit of ${maxRecordBytes}; ${rest}`),
    );
    if (!this.#stopped) {
      this.#offset = next;
      this.#needed = next;
    }
  }

  #sentence(what: string): string {
    return `${this.path}, record at byte ${this.#offset}: ${what}${what.endsWith('.') ? '' : '.'}`;
  }
}

/** The data of the record at `offset`, or undefined where there is no sound one (any more). */
export async function readRecord(path: string, offset: number): Promise<Uint8Array | undefined> {
  let data: Uint8Array | undefined;
  const state = await new FileTail(path).visit(async (read) => {
    const header = await read(offset, headerLength);
    if (header.length < headerLength) return;
    const view = new DataView(header.buffer, header.byteOffset);
    if (maskedCrc32c(header, 0, 8) !== view.getUint32(8, true)) return;
    const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
    if (length > maxRecordBytes) return;
    const bytes = await read(offset + headerLength, length + 4);
    if (bytes.length < length + 4) return;
    const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(length, true);
    if (maskedCrc32c(bytes, 0, length) === checksum) data = bytes.subarray(0, length);
  });
  return state === 'same' ? data : undefined;
}
