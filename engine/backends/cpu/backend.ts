/** The CPU backend: plans become generated WebAssembly and JavaScript. */

import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Plan } from '../../compiler/index.ts';
import type { Backend, DeviceAttributes, Executable, Store, StoreOptions } from '../backend.ts';
import { CpuExecutable } from './executable.ts';
import { generateAndCompile } from './generate.ts';
import { checkLimit, withRoom } from './room.ts';
import { CpuStore } from './store.ts';

/** @param memoryLimit bytes that the device says it has; the machine's memory by default. */
export function createCpuBackend(memoryLimit = totalmem()): Backend {
  const device: DeviceAttributes = {
    name: '/device:CPU:0',
    deviceType: 'CPU',
    memoryLimit,
    description: description(),
  };
  return { device, openStore: (options) => openStore(device, options), prepare, prepareInTurns };
}

let described: string | undefined;

/** Asking the machine takes longer than opening a session. */
function description(): string {
  described ??= `${cpus()[0]?.model.trim() || 'CPU'}, ${availableParallelism()} threads, generated kernels`;
  return described;
}

function openStore(device: DeviceAttributes, options: StoreOptions = {}): Store {
  return new CpuStore({ memoryLimit: device.memoryLimit, ...options });
}

/** @throws ResourceExhaustedError when the plan needs more than the store's limit, or than the machine gives. */
function prepare(plan: Plan, store: Store): Executable {
  return withMemory(plan, own(store), new CpuExecutable(plan, own(store)));
}

async function prepareInTurns(plan: Plan, store: Store): Promise<Executable> {
  const generated = await generateAndCompile(plan, own(store));
  return withMemory(plan, own(store), new CpuExecutable(plan, own(store), generated));
}

function own(store: Store): CpuStore {
  if (!(store instanceof CpuStore)) throw new Error('Internal: the store belongs to another backend.');
  return store;
}

function withMemory(plan: Plan, store: CpuStore, executable: CpuExecutable): Executable {
  const { scratchBytes } = executable;
  checkLimit(plan, store, scratchBytes);
  withRoom(plan, store, scratchBytes, () => {
    store.reserve(plan.arenaBytes, scratchBytes);
    for (const { variable, dtype, shape } of [...plan.reads, ...plan.writes]) {
      if (!store.memoryOf(variable)) store.setMemory(variable, store.newVariable(dtype, shape));
    }
  });
  return executable;
}
