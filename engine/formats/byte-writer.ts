/** A growing buffer of little-endian fields. Knows no format. */

export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    const start = this.#reserve(1);
    this.#view.setUint8(start, value);
    return this;
  }
  u16(value: number): this {
    const start = this.#reserve(2);
    this.#view.setUint16(start, value, true);
    return this;
  }
  u32(value: number): this {
    const start = this.#reserve(4);
    this.#view.setUint32(start, value, true);
    return this;
  }
  u64(value: number): this {
    const start = this.#reserve(8);
    this.#view.setBigUint64(start, BigInt(value), true);
    return this;
  }

  /** A base-128 number; `value` is a safe integer, not negative. */
  varint(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.u8((rest % 128) | 0x80);
      rest = Math.floor(rest / 128);
    }
    return this.u8(rest);
  }

  append(bytes: Uint8Array): this {
    const start = this.#reserve(bytes.length);
    this.#bytes.set(bytes, start);
    return this;
  }

  /** A copy of what was written so far. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Room for `length` more bytes, and where it starts. It may replace the buffer and its view: call it first. */
  #reserve(length: number): number {
    const start = this.#length;
    const needed = start + length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#length = needed;
    return start;
  }
}
