/**
 * Constants of kernels, in memory: V8 makes a vector constant anew wherever it is used, which in a loop costs more than
 * loading it once before. One pool serves all kernels of the process; it lies at the start of every heap, in the same order.
 */

import type { FunctionBuilder } from './assembler/index.ts';

/** Bytes at the start of each heap. What does not fit is written into the code. */
export const POOL_BYTES = 65536;

export class ConstantPool {
  readonly #offsets = new Map<number, number>();
  /** The heaps' own copies. */
  readonly #copies: Int32Array[] = [];

  /** Pushes four lanes with these bits. */
  push(f: FunctionBuilder, bits: number): void {
    const offset = this.#offsetOf(bits);
    if (offset === undefined) f.i32x4(bits);
    else f.bytes(offset).memory('v128.load32_splat');
  }

  /** Keeps the pool's constants at the start of `buffer` from now on. */
  keepIn(buffer: ArrayBufferLike): void {
    const copy = new Int32Array(buffer, 0, POOL_BYTES / 4);
    for (const [bits, offset] of this.#offsets) copy[offset / 4] = bits;
    this.#copies.push(copy);
  }

  #offsetOf(bits: number): number | undefined {
    const known = this.#offsets.get(bits);
    if (known !== undefined) return known;
    const offset = this.#offsets.size * 4;
    if (offset >= POOL_BYTES) return undefined;
    this.#offsets.set(bits, offset);
    for (const copy of this.#copies) copy[offset / 4] = bits;
    return offset;
  }
}
