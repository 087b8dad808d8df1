/** Memory that kernels of every kind and thread share. Knows no plans. */

import type { AddressType } from '../wasm/assembler/index.ts';
import { constantPool, wasmFeatures } from '../wasm/target.ts';
import { webAssembly } from '../wasm/web-assembly.ts';
import { Heap } from './heap.ts';

export { type Heap, HeapFull } from './heap.ts';
export { Region, viewOf } from './region.ts';

const heaps: Partial<Record<AddressType, Heap>> = {};

/**
 * A heap of this process, made when first asked for. Sessions begin in the one with 32-bit addresses, of at most 4 GiB;
 * what does not fit there goes to the one with 64-bit addresses, of at most 16.
 *
 * @throws RangeError when the machine gives no address space.
 */
export function sharedHeap(addressType: AddressType = 'i32'): Heap {
  heaps[addressType] ??= new Heap(addressType, constantPool);
  return heaps[addressType];
}

/** Whether this runtime can have memories beyond 4 GiB. Without WebAssembly, nothing stands against them. */
export function hasWideHeap(): boolean {
  return webAssembly === undefined || wasmFeatures().wideAddresses;
}
