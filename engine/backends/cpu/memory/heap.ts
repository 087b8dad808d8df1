/**
 * Memory of sessions: one shared WebAssembly memory, so that kernels on any thread reach every tensor. Blocks are aligned
 * to 64 bytes and used again when they are freed; the memory grows and never shrinks.
 */

import type { AddressType } from '../wasm/assembler/index.ts';
import { type ConstantPool, POOL_BYTES } from '../wasm/constant-pool.ts';
import { type Memory, webAssembly } from '../wasm/web-assembly.ts';

export const BLOCK_ALIGNMENT = 64;
const PAGE = 65536;
/** Vectors at the end of a tensor may read past it: there must be something to read. */
const SLACK = 256;
/** Grown by at least this much at a time. */
const STEP_PAGES = 64;

const maxPages: Record<AddressType, number> = { i32: 65536, i64: 262144 };

/** There is no room for a block: the heap is as large as it may be, or the machine gives no more. */
export class HeapFull extends RangeError {}

export interface Block {
  readonly address: number;
  readonly bytes: number;
}

export class Heap {
  readonly addressType: AddressType;
  /** Undefined without WebAssembly: then only JavaScript uses the heap. */
  readonly memory: Memory | undefined;
  readonly #plain: SharedArrayBuffer | undefined;
  #pages = STEP_PAGES;
  #bytesInUse = 0;
  /** Where what was never used begins. */
  #end = POOL_BYTES;
  /** Unused blocks in order of address; neighbours are merged. */
  readonly #free: Block[] = [];

  /** @throws RangeError when the machine gives no address space. */
  constructor(addressType: AddressType, constants: ConstantPool) {
    this.addressType = addressType;
    if (webAssembly === undefined) {
      this.#plain = new SharedArrayBuffer(this.#pages * PAGE, { maxByteLength: maxPages[addressType] * PAGE });
    } else {
      this.memory = new webAssembly.Memory({
        initial: this.#count(this.#pages),
        maximum: this.#count(maxPages[addressType]),
        shared: true,
        address: addressType,
      });
    }
    constants.keepIn(this.buffer);
  }

  /** The memory of this moment; arrays made over it still show the same bytes when it has grown. */
  get buffer(): SharedArrayBuffer {
    return this.memory?.buffer ?? this.#plain!;
  }

  /** Bytes of all blocks that were not given back. */
  get bytesInUse(): number {
    return this.#bytesInUse;
  }

  /** A block of at least `bytes`, with whatever it held before. @throws HeapFull */
  allocate(bytes: number): Block {
    const size = Math.max(1, Math.ceil(bytes / BLOCK_ALIGNMENT)) * BLOCK_ALIGNMENT;
    let best = -1;
    this.#free.forEach((block, i) => {
      if (block.bytes >= size && (best < 0 || block.bytes < this.#free[best].bytes)) best = i;
    });
    if (best >= 0) {
      this.#bytesInUse += size;
      const { address, bytes: found } = this.#free[best];
      if (found === size) this.#free.splice(best, 1);
      else this.#free[best] = { address: address + size, bytes: found - size };
      return { address, bytes: size };
    }
    // A free block at the end grows with the memory.
    const last = this.#free.at(-1);
    const extends_ = last !== undefined && last.address + last.bytes === this.#end;
    const address = extends_ ? last.address : this.#end;
    this.#growTo(address + size + SLACK);
    if (extends_) this.#free.pop();
    this.#end = address + size;
    this.#bytesInUse += size;
    return { address, bytes: size };
  }

  free({ address, bytes }: Block): void {
    this.#bytesInUse -= bytes;
    let at = this.#free.findIndex((block) => block.address > address);
    if (at < 0) at = this.#free.length;
    const before = this.#free[at - 1];
    const after = this.#free[at];
    const joinsBefore = before !== undefined && before.address + before.bytes === address;
    const joinsAfter = after !== undefined && address + bytes === after.address;
    const start = joinsBefore ? before.address : address;
    const end = joinsAfter ? after.address + after.bytes : address + bytes;
    const merged = { address: start, bytes: end - start };
    this.#free.splice(joinsBefore ? at - 1 : at, Number(joinsBefore) + Number(joinsAfter), merged);
  }

  #growTo(end: number): void {
    const needed = Math.ceil(end / PAGE);
    if (needed <= this.#pages) return;
    const room = maxPages[this.addressType] - this.#pages;
    const more = needed - this.#pages;
    if (more > room) throw new HeapFull(`A memory of ${this.#pages * PAGE} bytes cannot grow by ${more * PAGE}.`);
    // By a quarter at least, so that growing is rare; where the machine does not give as much, by what is needed.
    const step = Math.min(room, Math.max(more, STEP_PAGES, this.#pages >> 2));
    if (!this.#grow(step) && !this.#grow(more)) {
      throw new HeapFull(`The machine does not give ${more * PAGE} bytes more to a memory of ${this.#pages * PAGE}.`);
    }
  }

  /** False when the machine does not give as much. */
  #grow(pages: number): boolean {
    try {
      if (this.memory) this.memory.grow(this.#count(pages));
      else this.#plain!.grow((this.#pages + pages) * PAGE);
    } catch {
      return false;
    }
    this.#pages += pages;
    return true;
  }

  /** A number of pages, as memories with 64-bit addresses count them. */
  #count(pages: number): number | bigint {
    return this.addressType === 'i32' ? pages : BigInt(pages);
  }
}
