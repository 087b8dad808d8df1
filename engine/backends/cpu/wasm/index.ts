/** Kernels as generated WebAssembly. */

import type { Kernel } from '../../../compiler/index.ts';
import type { AddressType } from './assembler/index.ts';
import type { WasmContext, WasmKernel } from './kernel.ts';
import { generators } from './kernels/index.ts';
import { targetFor, wasmFeatures } from './target.ts';

export { bindWasmBundle, bindWasmChain, bindWasmKernel, type ChainLink, startCompiling } from './bind.ts';
export type { Phase, RowBlocks, WasmKernel } from './kernel.ts';

/** `undefined`: the kernel has no such form, or the machine no vectors. */
export function generateWasmKernel(
  kernel: Exclude<Kernel, { kind: 'host' }>,
  addressType: AddressType,
  context: Omit<WasmContext, 'target'>,
): WasmKernel | undefined {
  if (!wasmFeatures().vectors) return undefined;
  return generators[kernel.kind]?.(kernel as never, { ...context, target: targetFor(addressType) });
}
