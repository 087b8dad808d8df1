/** The total table of generators: one for each kind of kernel that a plan can hold. */

import type { Kernel } from '../../../compiler/index.ts';
import { generateWasmKernel } from '../wasm/index.ts';
import { argReduce } from './arg-reduce.ts';
import { assemble } from './assemble.ts';
import { assign } from './assign.ts';
import { conv2d } from './conv/conv2d.ts';
import { conv2dBackpropFilter } from './conv/conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv/conv2d-backprop-input.ts';
import { elementwise } from './elementwise.ts';
import { gather } from './gather.ts';
import type { AnyKernel, GeneratedKernel, Generator, GeneratorContext } from './generator.ts';
import { matmul } from './matmul.ts';
import { averagePoolGrad } from './pool/average-pool-grad.ts';
import { maxPoolGrad } from './pool/max-pool-grad.ts';
import { pool } from './pool/pool.ts';
import { random } from './random.ts';
import { reduce } from './reduce.ts';
import { scan } from './scan.ts';
import { scatter } from './scatter.ts';
import { topK } from './top-k.ts';

/** Host calls run by themselves: see host/. */
type GeneratedKind = Exclude<Kernel['kind'], 'host'>;

const generators = {
  elementwise,
  assemble,
  reduce,
  argReduce,
  scan,
  matmul,
  conv2d,
  conv2dBackpropInput,
  conv2dBackpropFilter,
  pool,
  maxPoolGrad,
  averagePoolGrad,
  gather,
  scatter,
  topK,
  random,
  assign,
} satisfies { [K in GeneratedKind]: Generator<K> };

/** In WebAssembly where the kernel has such a form, else in JavaScript. */
export function generateKernel(kernel: Exclude<Kernel, { kind: 'host' }>, context: GeneratorContext): AnyKernel {
  const { store, values, group } = context;
  if (store.kernels === 'javascript') return generateJavaScript(kernel, context);
  const wasm = generateWasmKernel(kernel, store.heap.addressType, {
    values,
    ...(group?.kind === 'chain' ? { rows: group } : {}),
    isBundled: group?.kind === 'bundle',
    evenSmall: store.kernels === 'webAssembly',
    randomState: ({ state, seed, seed2 }) => store.randomState(state, seed, seed2),
  });
  return wasm ?? generateJavaScript(kernel, context);
}

export function generateJavaScript(
  kernel: Exclude<Kernel, { kind: 'host' }>,
  context: GeneratorContext,
): GeneratedKernel {
  // The table pairs each kind with its own generator, which TypeScript cannot follow through an index.
  return (generators[kernel.kind] as Generator<GeneratedKind>)(kernel as never, context);
}

export type { AnyKernel, GeneratedKernel } from './generator.ts';
