/** What a plan needs of a store's memory, and what is said when there is not as much. */

import { type Plan, writesOf } from '../../compiler/index.ts';
import { ResourceExhaustedError } from '../../graph/index.ts';
import type { Value } from '../../ops/kernel-language/index.ts';
import { HeapFull } from './memory/index.ts';
import { bytesOf, type CpuStore } from './store.ts';

/** @throws ResourceExhaustedError when the plan and what the store holds exceed the store's limit. */
export function checkLimit(plan: Plan, store: CpuStore, scratchBytes: number): void {
  const needed = bytesNeeded(plan, store, scratchBytes);
  if (needed > store.memoryLimit) throw exhausted(plan, needed, `the limit is ${store.memoryLimit}`);
}

/**
 * Does what takes memory for a plan; again in the wide heap when there is no room in the narrow one.
 * @throws ResourceExhaustedError when there is no room in either.
 */
export function withRoom(plan: Plan, store: CpuStore, scratchBytes: number, take: () => void): void {
  try {
    take();
  } catch (cause) {
    if (!(cause instanceof HeapFull)) throw cause;
    if (store.widen()) withRoom(plan, store, scratchBytes, take);
    else throw exhausted(plan, bytesNeeded(plan, store, scratchBytes), 'the machine does not give as much', { cause });
  }
}

/** Bytes of the store once the plan has its place in it. */
function bytesNeeded(plan: Plan, store: CpuStore, scratchBytes: number): number {
  const shared = store.arenaBytes + store.scratchBytes;
  const arena = Math.max(plan.arenaBytes, store.arenaBytes);
  const scratch = Math.max(scratchBytes, store.scratchBytes);
  return store.bytes - shared + arena + scratch + newVariableBytes(plan, store);
}

/** Bytes of the variables that the plan uses and the store does not hold in this size yet. */
function newVariableBytes({ reads, writes }: Plan, store: CpuStore): number {
  const needed = new Map([...reads, ...writes].map((use) => [use.variable, use]));
  let bytes = 0;
  for (const { variable, dtype, shape } of needed.values()) {
    const held = store.memoryOf(variable);
    bytes += bytesOf(dtype, shape) - (held ? bytesOf(held.dtype, held.shape) : 0);
  }
  return bytes;
}

const NAMED_TENSORS = 5;

function exhausted(plan: Plan, needed: number, why: string, options?: ErrorOptions): ResourceExhaustedError {
  const tensors: { name: string; bytes: number; text: string }[] = [];
  const seen = new Set<string>();
  const add = (name: string, { dtype, shape }: Pick<Value, 'dtype' | 'shape'>) => {
    const bytes = bytesOf(dtype, shape);
    const text = `${name}: ${dtype} [${shape.join(', ')}], ${bytes} bytes`;
    if (!seen.has(text)) tensors.push({ name, bytes, text });
    seen.add(text);
  };
  for (const use of [...plan.reads, ...plan.writes]) add(use.variable, use);
  for (const { name, value } of plan.feeds) add(name, plan.values[value]);
  for (const kernel of plan.kernels) {
    for (const output of writesOf(kernel)) add(kernel.covers.at(-1) ?? kernel.kind, plan.values[output]);
  }
  tensors.sort((a, b) => b.bytes - a.bytes);
  const largest = tensors.slice(0, NAMED_TENSORS).map(({ text }) => text);
  return new ResourceExhaustedError(
    `Out of memory: this run needs ${needed} bytes and ${why}. The largest tensors are ${largest.join('; ')}. ` +
      'Use a smaller batch or smaller layers.',
    tensors[0] && { name: tensors[0].name, type: '' },
    options,
  );
}
