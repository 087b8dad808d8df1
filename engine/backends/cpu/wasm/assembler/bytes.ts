/** Bytes under construction, and WebAssembly's integers in the binary format: LEB128, unsigned and signed. */

export class Bytes {
  #buffer = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }
  /** A view, good until more is appended. */
  get contents(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }
  copy(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  byte(value: number): void {
    if (this.#length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.#length++] = value;
  }
  all(more: ArrayLike<number>): void {
    this.#grow(more.length);
    this.#buffer.set(more, this.#length);
    this.#length += more.length;
  }

  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }
  /** A whole number of 32 bits. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }
  signed64(value: bigint): void {
    let rest = value;
    while (rest < -0x40n || rest > 0x3fn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest & 0x7fn));
  }

  /** Contents behind their length. */
  sized(contents: Uint8Array): void {
    this.unsigned(contents.length);
    this.all(contents);
  }
  text(text: string): void {
    this.sized(new TextEncoder().encode(text));
  }

  #grow(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    grown.set(this.contents);
    this.#buffer = grown;
  }
}
