/** The kernels of a plan as code, and the groups that they form. */

import { setImmediate as turn } from 'node:timers/promises';
import type { Plan } from '../../compiler/index.ts';
import { type Bundle, bundlesOf } from './bundles.ts';
import { type Chain, chainsOf, everyChain } from './chains.ts';
import { type AnyKernel, generateKernel } from './kernels/index.ts';
import type { CpuStore } from './store.ts';
import { type ChainLink, startCompiling, type WasmKernel } from './wasm/index.ts';

/** Neighbouring kernels that run in one go. */
export type Group = Chain | Bundle;

export interface Generated {
  /** By kernel; host calls have none. */
  readonly generated: readonly (AnyKernel | null)[];
  /** In order. */
  readonly groups: readonly Group[];
}

export function generate(plan: Plan, store: CpuStore): Generated {
  const wished = wishedGroups(plan, store);
  return withGroups(wished, [...kernelsOf(plan, store, wished)]);
}

/** Milliseconds: less, and the turns themselves take long. */
const BETWEEN_TURNS = 2;

/** The same, while other threads compile what there is so far: they go on when the event loop turns. */
export async function generateAndCompile(plan: Plan, store: CpuStore): Promise<Generated> {
  const wished = wishedGroups(plan, store);
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
    const result = withGroups(wished, generated);
    for (const { kind, begin, end } of result.groups) {
      if (kind !== 'chain') continue;
      compiling.push(...startCompiling(generated.slice(begin, end) as ChainLink['kernel'][]));
    }
    await Promise.all(compiling);
    return result;
  } finally {
    await Promise.allSettled(compiling);
    clearTimeout(alive);
  }
}

function wishedGroups(plan: Plan, store: CpuStore): Group[] {
  if (store.kernels === 'javascript') return [];
  const every = store.kernels === 'webAssembly';
  const chains = chainsOf(plan, every ? everyChain : {});
  const taken = (at: number) => chains.some(({ begin, end }) => begin <= at && at < end);
  return [...chains, ...bundlesOf(plan, taken, every ? 0 : undefined)].sort((a, b) => a.begin - b.begin);
}

function* kernelsOf({ kernels, values }: Plan, store: CpuStore, wished: readonly Group[]): Generator<AnyKernel | null> {
  for (const [at, kernel] of kernels.entries()) {
    const group = wished.find(({ begin, end }) => begin <= at && at < end);
    yield kernel.kind === 'host' ? null : generateKernel(kernel, { values, store, group });
  }
}

function withGroups(wished: readonly Group[], generated: readonly (AnyKernel | null)[]): Generated {
  return { generated, groups: wished.flatMap((group) => linked(group, generated)) };
}

/** What remains of a group without the kernels that do not fit into it after all. */
function linked(group: Group, generated: readonly (AnyKernel | null)[]): Group[] {
  const fits = group.kind === 'chain' ? isLink : isOneJob;
  const found: Group[] = [];
  for (let begin = group.begin; begin < group.end; ) {
    let end = begin;
    while (end < group.end && fits(generated[end])) end++;
    if (end - begin > 1) found.push({ ...group, begin, end });
    begin = Math.max(end, begin + 1);
  }
  return found;
}

function isLink(generated: AnyKernel | null): generated is ChainLink['kernel'] {
  return generated !== null && 'binary' in generated && generated.chunksOfBlock !== undefined;
}

/** Scratch memory is one for all kernels, which several at once cannot use. */
function isOneJob(generated: AnyKernel | null): generated is WasmKernel {
  if (generated === null || !('binary' in generated)) return false;
  const { phases, parameters, prepare, finish } = generated;
  return phases.length === 1 && !prepare && !finish && parameters.every(({ kind }) => kind !== 'scratch');
}
