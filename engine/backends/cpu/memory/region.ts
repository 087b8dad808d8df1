/** A piece of a heap that belongs to somebody: given back when released, or when nobody holds it any more. */

import { type DataOf, type DType, InternalError, type NumericDType, type TensorData } from '../../../graph/index.ts';
import type { Block, Heap } from './heap.ts';

interface Owned {
  readonly heap: Heap;
  readonly block: Block;
}

const abandoned = new FinalizationRegistry<Owned>(({ heap, block }) => heap.free(block));

export class Region {
  readonly heap: Heap;
  readonly address: number;
  /** As many as were asked for. */
  readonly bytes: number;
  #block: Block | undefined;

  /** @throws HeapFull */
  constructor(heap: Heap, bytes: number) {
    this.heap = heap;
    this.#block = heap.allocate(bytes);
    this.address = this.#block.address;
    this.bytes = bytes;
    abandoned.register(this, { heap, block: this.#block }, this);
  }

  /** Nobody may use it, nor arrays over it, afterwards. */
  release(): void {
    if (this.#block === undefined) return;
    abandoned.unregister(this);
    this.heap.free(this.#block);
    this.#block = undefined;
  }
}

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  resource: Int32Array,
} as const satisfies Record<Exclude<DType, 'string'>, unknown>;

/** The elements at an address. */
export function viewOf(heap: Heap, dtype: DType, address: number, length: number): TensorData {
  if (dtype === 'string') throw new InternalError('A string tensor cannot lie in the heap.');
  // The kernels and their callers treat shared and ordinary memory alike, which the types of arrays do not.
  return new arrays[dtype](heap.buffer as unknown as ArrayBuffer, address, length) as DataOf[NumericDType];
}
