/** What a generator of kernels gets and gives. */

import type { Kernel } from '../../../compiler/index.ts';
import type { Value } from '../../../ops/kernel-language/index.ts';
import type { Bundle } from '../bundles.ts';
import type { Chain } from '../chains.ts';
import { type Block, functionSource } from '../codegen/block.ts';
import type { Parameter, Parameters } from '../codegen/body.ts';
import type { CpuStore } from '../store.ts';
import type { WasmKernel } from '../wasm/index.ts';

export type KernelOf<K extends Kernel['kind']> = Extract<Kernel, { kind: K }>;

/** The program around a kernel. */
export interface GeneratorContext {
  readonly values: readonly Value[];
  /** Where streams of random numbers and counters live; kernels of other kinds must not touch it. */
  readonly store: CpuStore;
  /** What this kernel is to be part of. */
  readonly group?: Chain | Bundle | undefined;
}

/**
 * Code and the values that its parameters are bound to, in order. `source` declares `function kernel(…)`; `run` is a
 * function of this package instead, for work that gains nothing from being generated.
 */
export type GeneratedKernel =
  | { readonly source: string; readonly parameters: readonly Parameter[] }
  // biome-ignore lint/suspicious/noExplicitAny: the parameters' types follow from the values' element types.
  | { readonly run: (...views: any[]) => void; readonly parameters: readonly Parameter[] };

export type AnyKernel = GeneratedKernel | WasmKernel;

export type Generator<K extends Kernel['kind']> = (kernel: KernelOf<K>, context: GeneratorContext) => GeneratedKernel;

/** `helpers` are further functions that the kernel calls. */
export function generated(parameters: Parameters, body: Block, helpers: readonly string[] = []): GeneratedKernel {
  const source = [`// ${parameters.types}`, ...helpers, functionSource('kernel', parameters.names, body)].join('\n');
  return { source, parameters: parameters.list };
}
