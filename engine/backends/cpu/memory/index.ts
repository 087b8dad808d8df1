/** Memory that kernels of every kind and thread share. Knows no plans. */

import { constantPool } from '../wasm/target.ts';
import { Heap } from './heap.ts';

export type { Heap } from './heap.ts';
export { Region, viewOf } from './region.ts';

let heap: Heap | undefined;

/** The heap of this process; made when the first session opens. */
export function sharedHeap(): Heap {
  heap ??= new Heap('i32', constantPool);
  return heap;
}
