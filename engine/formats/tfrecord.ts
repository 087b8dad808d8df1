/**
 * TFRecord framing: u64 length, u32 masked CRC of those 8 bytes, the data, u32 masked CRC of the data; little-endian.
 * Knows nothing of what a record holds. Decoding returns what it found and never throws.
 */

import { maskedCrc32c } from './crc32c.ts';

/** Bytes that framing adds to each record. */
export const recordOverhead = 16;
const headerLength = 12;
/** A record is at most a serialized protobuf, and those end at 2 GiB. */
const defaultMaxLength = 2 ** 31 - 1;

export type RecordResult =
  /** A whole record; the next starts at offset `next`. `data` is a view of the buffer. */
  | { readonly kind: 'record'; readonly data: Uint8Array; readonly next: number }
  /** The bytes end inside a record (or before one): at least `bytes` more are needed. */
  | { readonly kind: 'need-more'; readonly bytes: number }
  /** The record at `offset` is damaged. `next` is where the following one starts, if the length can be trusted. */
  | { readonly kind: 'corrupt'; readonly offset: number; readonly problem: string; readonly next?: number };

/** One framed record. */
export function encodeRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(data.length + recordOverhead);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(data, headerLength);
  view.setUint32(headerLength + data.length, maskedCrc32c(data), true);
  return record;
}

/** Reads the record that starts at `offset` of `buffer`. */
export function decodeRecord(buffer: Uint8Array, offset = 0, maxLength = defaultMaxLength): RecordResult {
  const available = buffer.length - offset;
  if (available < headerLength) return { kind: 'need-more', bytes: headerLength - available };
  const view = new DataView(buffer.buffer, buffer.byteOffset + offset, available);
  if (view.getUint32(8, true) !== maskedCrc32c(buffer.subarray(offset, offset + 8))) {
    return { kind: 'corrupt', offset, problem: "the checksum of the record's length does not match" };
  }
  const declared = view.getBigUint64(0, true);
  if (declared > BigInt(maxLength)) {
    return {
      kind: 'corrupt',
      offset,
      problem: `the record claims ${declared} bytes, more than the limit of ${maxLength}`,
    };
  }
  const length = Number(declared);
  const whole = length + recordOverhead;
  if (available < whole) return { kind: 'need-more', bytes: whole - available };
  const start = offset + headerLength;
  const data = buffer.subarray(start, start + length);
  const next = offset + whole;
  if (view.getUint32(headerLength + length, true) !== maskedCrc32c(data)) {
    return { kind: 'corrupt', offset, problem: "the checksum of the record's data does not match", next };
  }
  return { kind: 'record', data, next };
}

export interface RecordDecoderOptions {
  /** Longer records are taken for damage. Default 2^31 - 1 bytes. */
  readonly maxLength?: number;
  /** The file offset of the first byte that will be pushed. Default 0. */
  readonly offset?: number;
}

/**
 * Decodes a stream of records that arrives in pieces of any size, such as a file that is still being written.
 * Offsets in results are offsets in the stream. Memory held is what was pushed and not yet decoded.
 */
export class RecordDecoder {
  readonly #maxLength: number;
  #buffer: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #offset: number;
  #corrupt: (RecordResult & { kind: 'corrupt' }) | undefined;

  constructor(options: RecordDecoderOptions = {}) {
    this.#maxLength = options.maxLength ?? defaultMaxLength;
    this.#offset = options.offset ?? 0;
  }

  /** Stream offset of the first byte after the last whole record given: where a reader may resume. */
  get offset(): number {
    return this.#offset;
  }
  /** Bytes pushed but not yet part of a whole record. */
  get pending(): number {
    return this.#end - this.#start;
  }

  push(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#buffer.length) this.#makeRoom(chunk.length);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** The next record, or why there is none. A corrupt result repeats until skipCorrupt() succeeds. */
  next(): RecordResult {
    if (this.#corrupt) return this.#corrupt;
    const result = decodeRecord(this.#buffer.subarray(0, this.#end), this.#start, this.#maxLength);
    const shift = this.#offset - this.#start;
    if (result.kind === 'record') {
      this.#consume(result.next - this.#start);
      return { ...result, next: this.#offset };
    }
    if (result.kind === 'corrupt') {
      const next = result.next === undefined ? {} : { next: result.next + shift };
      this.#corrupt = { kind: 'corrupt', offset: result.offset + shift, problem: result.problem, ...next };
      return this.#corrupt;
    }
    return result;
  }

  /** Passes over a damaged record whose length is sound. False when the stream cannot be resumed. */
  skipCorrupt(): boolean {
    if (this.#corrupt?.next === undefined) return false;
    this.#consume(this.#corrupt.next - this.#offset);
    this.#corrupt = undefined;
    return true;
  }

  #consume(length: number): void {
    this.#start += length;
    this.#offset += length;
  }

  #makeRoom(extra: number): void {
    const pending = this.pending;
    const capacity = pending + extra;
    // A new buffer, never a shift in place: views that were handed out stay what they were.
    const grown = new Uint8Array(Math.max(capacity + pending, 4096));
    grown.set(this.#buffer.subarray(this.#start, this.#end));
    this.#buffer = grown;
    this.#start = 0;
    this.#end = pending;
  }
}
