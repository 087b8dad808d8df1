/**
 * Follows one event file while it grows. A record that is not whole yet is waited for; a damaged one is passed over and
 * reported; where the framing itself is damaged the reading stops, because nothing after it can be found again.
 */

import { decodeEvent, type Event, maskedCrc32c, RecordDecoder, recordOverhead } from '../../formats/index.ts';
import { FileTail } from './file-tail.ts';

export interface ReadProblem {
  readonly path: string;
  /** Where the damaged record begins. */
  readonly offset: number;
  /** One sentence for people. */
  readonly message: string;
  /** Nothing after it is read. */
  readonly fatal: boolean;
}

export interface EventFileReaderOptions {
  /** Larger records are passed over with a problem. Default 256 MiB. */
  readonly maxRecordBytes?: number;
  /** How much is read at a time. Default 1 MiB. */
  readonly chunkBytes?: number;
}

export interface FileNews {
  /**
   * - `grown`: `events` were read (perhaps none); `more` says whether the file held more than one call gives.
   * - `replaced`: another file stands there, or it was cut shorter: forget what came before; the next read starts anew.
   * - `missing`: there is no such file (now).
   */
  readonly state: 'grown' | 'replaced' | 'missing';
  readonly events: readonly Event[];
  readonly problems: readonly ReadProblem[];
  readonly more: boolean;
}

const headerLength = 12;
const nothing = { events: [], problems: [], more: false } as const;

export class EventFileReader {
  readonly path: string;
  readonly #tail: FileTail;
  readonly #maxRecordBytes: number;
  readonly #chunkBytes: number;
  #decoder: RecordDecoder;
  #stopped = false;

  constructor(path: string, options: EventFileReaderOptions = {}) {
    this.path = path;
    this.#tail = new FileTail(path);
    this.#maxRecordBytes = options.maxRecordBytes ?? 256 * 2 ** 20;
    this.#chunkBytes = options.chunkBytes ?? 2 ** 20;
    this.#decoder = this.#decoderAt(0);
  }

  /** Where the next record begins. */
  get offset(): number {
    return this.#decoder.offset;
  }
  /** Whether the framing was found damaged, so that nothing more comes of this file. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /**
   * The events of the next piece of the file, in order. Call it again at once while `more` is true, and later to see
   * what was written since. @throws the file system's error for a file that cannot be read
   */
  async read(): Promise<FileNews> {
    const events: Event[] = [];
    const problems: ReadProblem[] = [];
    let more = false;
    const state = await this.#tail.visit(async (read) => {
      if (this.#stopped) return;
      const position = this.#decoder.offset + this.#decoder.pending;
      if (position >= this.#tail.size) return;
      const chunk = await read(position, this.#chunkBytes);
      this.#decoder.push(chunk);
      await this.#decodeInto(events, problems, read);
      more = !this.#stopped && chunk.length > 0 && this.#decoder.offset + this.#decoder.pending < this.#tail.size;
    });
    if (state === 'same') return { state: 'grown', events, problems, more };
    this.#decoder = this.#decoderAt(0);
    this.#stopped = false;
    return { state, ...nothing };
  }

  async #decodeInto(
    events: Event[],
    problems: ReadProblem[],
    read: (offset: number, length: number) => Promise<Uint8Array>,
  ): Promise<void> {
    for (;;) {
      const result = this.#decoder.next();
      if (result.kind === 'need-more') return;
      if (result.kind === 'record') {
        const offset = result.next - result.data.length - recordOverhead;
        try {
          // A copy: what is kept of an event (an image) must not hold on to the whole piece of the file.
          events.push(decodeEvent(result.data.slice()));
        } catch (error) {
          problems.push(this.#problem(offset, (error as Error).message, false));
        }
        continue;
      }
      if (this.#decoder.skipCorrupt()) {
        problems.push(this.#problem(result.offset, `${result.problem}; the record is left out`, false));
        continue;
      }
      const next = await this.#endOfLargeRecord(result.offset, read);
      this.#stopped = next === undefined;
      const rest = this.#stopped ? 'nothing after it can be read' : 'it is left out';
      problems.push(this.#problem(result.offset, `${result.problem}; ${rest}`, this.#stopped));
      if (next === undefined) return;
      this.#decoder = this.#decoderAt(next);
      return;
    }
  }

  /** Where the record after this one begins, if its length can be trusted: then it was only too large. */
  async #endOfLargeRecord(
    offset: number,
    read: (offset: number, length: number) => Promise<Uint8Array>,
  ): Promise<number | undefined> {
    const header = await read(offset, headerLength);
    if (header.length < headerLength) return undefined;
    const view = new DataView(header.buffer, header.byteOffset);
    if (view.getUint32(8, true) !== maskedCrc32c(header.subarray(0, 8))) return undefined;
    const length = view.getBigUint64(0, true);
    return length > BigInt(Number.MAX_SAFE_INTEGER - offset) ? undefined : offset + Number(length) + recordOverhead;
  }

  #decoderAt(offset: number): RecordDecoder {
    return new RecordDecoder({ offset, maxLength: this.#maxRecordBytes });
  }

  #problem(offset: number, what: string, fatal: boolean): ReadProblem {
    return { path: this.path, offset, message: `${this.path}, record at byte ${offset}: ${what}.`, fatal };
  }
}

/**
 * The events of a file as it is now, one after the other, as `tf.train.summaryIterator`. A last record that is not whole
 * is left out. @throws Error naming the place for a damaged record, and when there is no such file
 */
export async function* summaryIterator(path: string): AsyncGenerator<Event> {
  const reader = new EventFileReader(path);
  for (;;) {
    const { state, events, problems, more } = await reader.read();
    if (state !== 'grown') throw new Error(`${path}: there is no such file, or it was replaced while it was read.`);
    yield* events;
    if (problems.length > 0) throw new Error(problems[0].message);
    if (!more) return;
  }
}
