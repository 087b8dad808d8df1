/** Plans without any cleverness: every value its own memory, every primitive its own kernel. Only what tests need. */

import { createCpuBackend, type Executable, type KernelChoice, type Store } from '../../engine/backends/index.ts';
import type { Kernel, Place, Plan, VariableUse } from '../../engine/compiler/index.ts';
import { dtypes, type NumericData, type StringElement, sizeOf, type TensorData } from '../../engine/graph/index.ts';
import type { ProgramBuilder, Value, ValueId } from '../../engine/ops/kernel-language/index.ts';

export function feed(b: ProgramBuilder, name: string, dtype: Value['dtype'], shape: readonly number[]): Value {
  const value = b.value(dtype, shape);
  b.append({ kind: 'feed', output: value.id, name });
  return value;
}

export interface PlanOptions {
  /** Values that a host call sizes. */
  readonly dynamic?: readonly Value[];
  /** Places that differ from the naive ones, for kernels that work in place. */
  readonly places?: ReadonlyMap<ValueId, Place>;
}

export function naivePlan(b: ProgramBuilder, fetches: readonly Value[], options: PlanOptions = {}): Plan {
  const places: (Place | undefined)[] = [];
  const constants = new Map<ValueId, NumericData | StringElement[]>();
  const kernels: Kernel[] = [];
  const feeds: { name: string; value: ValueId }[] = [];
  const reads = new Map<string, VariableUse>();
  const writes = new Map<string, VariableUse>();
  let arenaBytes = 0;
  let slots = 0;
  const dynamic = new Set(options.dynamic?.map(({ id }) => id));
  for (const { id, dtype, shape } of b.values) {
    if (dynamic.has(id)) places[id] = { kind: 'dynamic', slot: slots++ };
    else if (dtype === 'string') places[id] = { kind: 'host', slot: slots++ };
    else {
      places[id] = { kind: 'arena', offset: arenaBytes };
      arenaBytes += Math.ceil((sizeOf(shape) * dtypes[dtype].bytes) / 64) * 64;
    }
  }
  for (const p of b.primitives) {
    if (p.kind === 'constant') {
      places[p.output] = { kind: 'constant', value: p.output };
      constants.set(p.output, p.data);
    } else if (p.kind === 'feed') feeds.push({ name: p.name, value: p.output });
    else if (p.kind === 'reshape') places[p.output] = places[p.input];
    else if (p.kind === 'read') {
      places[p.output] = { kind: 'variable', variable: p.variable };
      reads.set(p.variable, { variable: p.variable, ...b.values[p.output] });
    } else {
      if (p.kind === 'assign') {
        places[p.output] = { kind: 'variable', variable: p.variable };
        writes.set(p.variable, { variable: p.variable, ...b.values[p.output] });
      }
      kernels.push(p);
    }
  }
  for (const [id, place] of options.places ?? []) {
    places[id] = place;
    if (place.kind === 'variable') writes.set(place.variable, { variable: place.variable, ...b.values[id] });
  }
  return {
    values: b.values,
    places,
    kernels,
    arenaBytes,
    constants,
    feeds,
    fetches: fetches.map(({ id }, i) => ({ name: `fetch${i}:0`, value: id })),
    reads: [...reads.values()],
    writes: [...writes.values()],
  };
}

const backend = createCpuBackend();
export const openStore = (memoryLimit?: number, kernels: KernelChoice = 'javascript'): Store =>
  backend.openStore(memoryLimit === undefined ? { kernels } : { memoryLimit, kernels });
export const prepare = (plan: Plan, store = openStore()): Executable => backend.prepare(plan, store);

/** `wideAddresses`: in WebAssembly, on a heap with 64-bit addresses. */
export type Form = KernelChoice | 'wideAddresses';

/** Runs a program once in a store of its own. */
export function runProgram(
  b: ProgramBuilder,
  fetches: readonly Value[],
  feeds: readonly TensorData[] = [],
  form: Form = 'javascript',
): TensorData[] {
  const store = backend.openStore(
    form === 'wideAddresses' ? { kernels: 'webAssembly', addressType: 'i64' } : { kernels: form },
  );
  const result = prepare(naivePlan(b, fetches), store).run(feeds);
  if (result instanceof Promise) throw new Error('The CPU backend answers at once.');
  return [...result.fetches];
}
