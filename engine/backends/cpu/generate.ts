/** The kernels of a plan as code, and the chains that they form. */

import { setImmediate as turn } from 'node:timers/promises';
import type { Plan } from '../../compiler/index.ts';
import { type Chain, chainsOf, everyChain } from './chains.ts';
import { type AnyKernel, generateKernel } from './kernels/index.ts';
import type { CpuStore } from './store.ts';
import { type ChainLink, startCompiling } from './wasm/index.ts';

export interface Generated {
  /** By kernel; host calls have none. */
  readonly generated: readonly (AnyKernel | null)[];
  readonly chains: readonly Chain[];
}

export function generate(plan: Plan, store: CpuStore): Generated {
  const wished = wishedChains(plan, store);
  return withChains(wished, [...kernelsOf(plan, store, wished)]);
}

/** Milliseconds: less, and the turns themselves take long. */
const BETWEEN_TURNS = 2;

/** The same, while other threads compile what there is so far: they go on when the event loop turns. */
export async function generateAndCompile(plan: Plan, store: CpuStore): Promise<Generated> {
  const wished = wishedChains(plan, store);
  const compiling: Promise<void>[] = [];
  const generated: (AnyKernel | null)[] = [];
  let turned = performance.now();
  // What V8's threads do keeps no process alive.
  const alive = setTimeout(() => undefined, 2 ** 30);
  try {
    for (const kernel of kernelsOf(plan, store, wished)) {
      generated.push(kernel);
      const started = kernel !== null && 'binary' in kernel ? startCompiling([kernel]) : [];
      if (started.length === 0) continue;
      compiling.push(...started);
      if (performance.now() - turned < BETWEEN_TURNS) continue;
      await turn();
      turned = performance.now();
    }
    const result = withChains(wished, generated);
    for (const { begin, end } of result.chains) {
      compiling.push(...startCompiling(generated.slice(begin, end) as ChainLink['kernel'][]));
    }
    await Promise.all(compiling);
    return result;
  } finally {
    await Promise.allSettled(compiling);
    clearTimeout(alive);
  }
}

function wishedChains(plan: Plan, store: CpuStore): Chain[] {
  return store.kernels === 'javascript' ? [] : chainsOf(plan, store.kernels === 'webAssembly' ? everyChain : {});
}

function* kernelsOf({ kernels, values }: Plan, store: CpuStore, wished: readonly Chain[]): Generator<AnyKernel | null> {
  for (const [at, kernel] of kernels.entries()) {
    const rows = wished.find(({ begin, end }) => begin <= at && at < end);
    yield kernel.kind === 'host' ? null : generateKernel(kernel, { values, store, rows });
  }
}

function withChains(wished: readonly Chain[], generated: readonly (AnyKernel | null)[]): Generated {
  return { generated, chains: wished.flatMap((chain) => linked(chain, generated)) };
}

/** What remains of a chain without the kernels that do not go by blocks. */
function linked(chain: Chain, generated: readonly (AnyKernel | null)[]): Chain[] {
  const found: Chain[] = [];
  for (let begin = chain.begin; begin < chain.end; ) {
    let end = begin;
    while (end < chain.end && isLink(generated[end])) end++;
    if (end - begin > 1) found.push({ ...chain, begin, end });
    begin = Math.max(end, begin + 1);
  }
  return found;
}

function isLink(generated: AnyKernel | null): generated is ChainLink['kernel'] {
  return generated !== null && 'binary' in generated && generated.chunksOfBlock !== undefined;
}
