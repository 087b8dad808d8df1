/** Reads little-endian fields one after the other, never past the end. Knows no format. */

import { FormatError } from './format-error.ts';

export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #what: string;
  readonly #base: number;
  #offset = 0;

  /**
   * @param what named in errors
   * @param base added to the offsets that errors give, where `bytes` is a part of a file
   */
  constructor(bytes: Uint8Array, what: string, base = 0) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
    this.#base = base;
  }

  get offset(): number {
    return this.#offset;
  }
  get remaining(): number {
    return this.bytes.length - this.#offset;
  }

  seek(offset: number): void {
    if (!(offset >= 0 && offset <= this.bytes.length)) throw this.fault(`an offset of ${offset} lies outside the file`);
    this.#offset = offset;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }
  u32BigEndian(): number {
    return this.#view.getUint32(this.#advance(4), false);
  }

  /** An unsigned 64-bit number. @throws FormatError above 2^53 - 1, which no file reaches. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#advance(8), true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.fault(`the 64-bit number ${value} is impossibly large`);
    return Number(value);
  }

  /** A base-128 number of up to 53 bits. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      scale *= 128;
    }
    throw this.fault('a variable-length number is longer than 53 bits');
  }

  /** A view of the next `length` bytes. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  fault(problem: string, cure?: string): FormatError {
    return new FormatError({ what: this.#what, problem, offset: this.#base + this.#offset, cure });
  }

  #advance(length: number): number {
    if (!(length >= 0 && length <= this.remaining)) {
      throw this.fault(
        `${length} more bytes are needed, but only ${this.remaining} are left`,
        'The file is cut short or damaged: write or download it again.',
      );
    }
    const start = this.#offset;
    this.#offset += length;
    return start;
  }
}
