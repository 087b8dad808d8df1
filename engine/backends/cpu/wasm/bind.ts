/** A kernel ready to run: its module made an instance over the heap, its addresses fixed. */

import type { Heap } from '../memory/index.ts';
import type { WasmKernel } from './kernel.ts';
import { compileModule } from './module-cache.ts';
import { webAssembly } from './web-assembly.ts';

export function bindWasmKernel(kernel: WasmKernel, heap: Heap, addresses: readonly number[]): () => void {
  const { exports } = new webAssembly!.Instance(compileModule(kernel.binary), { env: { memory: heap.memory! } });
  const given = heap.addressType === 'i64' ? addresses.map(BigInt) : addresses;
  const phases = kernel.phases.map(({ name, chunks }) => {
    return exports[name].bind(undefined, 0, chunks, ...given);
  });
  if (phases.length === 1) return phases[0];
  return () => {
    for (const phase of phases) phase();
  };
}
