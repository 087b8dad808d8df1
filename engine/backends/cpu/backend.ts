/** The CPU backend: plans become generated JavaScript. */

import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Kernel, Plan } from '../../compiler/index.ts';
import { ResourceExhaustedError } from '../../graph/index.ts';
import type { Backend, DeviceAttributes, Executable, Store, StoreOptions } from '../backend.ts';
import { CpuExecutable, newVariableBytes, outputsOf } from './executable.ts';
import { bytesOf, CpuStore } from './store.ts';

/** @param memoryLimit bytes that the device says it has; the machine's memory by default. */
export function createCpuBackend(memoryLimit = totalmem()): Backend {
  const device: DeviceAttributes = {
    name: '/device:CPU:0',
    deviceType: 'CPU',
    memoryLimit,
    description: `${cpus()[0]?.model.trim() || 'CPU'}, ${availableParallelism()} threads, JavaScript kernels`,
  };
  return { device, openStore: (options) => openStore(device, options), prepare };
}

function openStore(device: DeviceAttributes, options: StoreOptions = {}): Store {
  return new CpuStore({ memoryLimit: device.memoryLimit, ...options });
}

/** @throws ResourceExhaustedError when the plan needs more than the store's limit, or than the machine gives. */
function prepare(plan: Plan, store: Store): Executable {
  if (!(store instanceof CpuStore)) throw new Error('Internal: the store belongs to another backend.');
  const executable = new CpuExecutable(plan, store);
  const arena = Math.max(plan.arenaBytes, store.arenaBytes);
  const scratch = Math.max(executable.scratchBytes, store.scratchBytes);
  const shared = store.arenaBytes + store.scratchBytes;
  const needed = store.bytes - shared + arena + scratch + newVariableBytes(plan, store);
  if (needed > store.memoryLimit) throw exhausted(plan, needed, `the limit is ${store.memoryLimit}`);
  try {
    store.reserve(arena, scratch);
    for (const { variable, dtype, shape } of [...plan.reads, ...plan.writes]) {
      if (!store.memoryOf(variable)) store.setMemory(variable, store.newVariable(dtype, shape));
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw exhausted(plan, needed, 'the machine does not give as much', { cause });
    throw cause;
  }
  return executable;
}

const NAMED_TENSORS = 5;

function exhausted(plan: Plan, needed: number, why: string, options?: ErrorOptions): ResourceExhaustedError {
  const tensors: { name: string; bytes: number; text: string }[] = [];
  const seen = new Set<string>();
  const add = (
    name: string,
    { dtype, shape }: { dtype: Plan['values'][number]['dtype']; shape: readonly number[] },
  ) => {
    const bytes = bytesOf(dtype, shape);
    const text = `${name}: ${dtype} [${shape.join(', ')}], ${bytes} bytes`;
    if (!seen.has(text)) tensors.push({ name, bytes, text });
    seen.add(text);
  };
  for (const use of [...plan.reads, ...plan.writes]) add(use.variable, use);
  for (const { name, value } of plan.feeds) add(name, plan.values[value]);
  for (const kernel of plan.kernels) {
    for (const output of outputsOf(kernel)) add(nameOf(kernel), plan.values[output]);
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

function nameOf(kernel: Kernel): string {
  return kernel.covers.at(-1) ?? kernel.kind;
}
