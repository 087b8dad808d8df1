/** Where the values of a plan lie in memory, as arrays that kernels can index. Made anew whenever the store's memory moved. */

import type { Plan } from '../../compiler/index.ts';
import { allocateData, InternalError, sizeOf, type TensorData } from '../../graph/index.ts';
import type { Value, ValueId } from '../../ops/kernel-language/index.ts';
import type { Parameter, ScratchType } from './codegen/body.ts';
import { Region, viewOf } from './memory/index.ts';
import { bytesOf, type CpuStore, copyInto, type VariableMemory } from './store.ts';

const SCRATCH_ALIGNMENT = 64;
const scratchBytes: Record<ScratchType, number> = { float32: 4, float64: 8, int32: 4, int64: 8, uint8: 1 };

/** Bytes that the scratch parameters of one kernel take, one after the other. */
export function scratchSize(parameters: readonly Parameter[]): number {
  let bytes = 0;
  for (const parameter of parameters) if (parameter.kind === 'scratch') bytes += paddedSize(parameter);
  return bytes;
}
function paddedSize({ type, length }: Extract<Parameter, { kind: 'scratch' }>): number {
  return Math.ceil((length * scratchBytes[type]) / SCRATCH_ALIGNMENT) * SCRATCH_ALIGNMENT;
}

export class Binding {
  readonly #plan: Plan;
  readonly #store: CpuStore;
  readonly #constants: Map<ValueId, Region>;
  /** Strings of this plan alone, by slot. */
  readonly #hostArrays: Map<number, TensorData>;
  /** Memory for variables whose type or size this plan changes: theirs once the run has succeeded. */
  readonly #replacements = new Map<string, VariableMemory[]>();

  /** @param constants - constants that lie in the heap already; more are added. */
  constructor(plan: Plan, store: CpuStore, hostArrays: Map<number, TensorData>, constants: Map<ValueId, Region>) {
    this.#constants = constants;
    this.#plan = plan;
    this.#store = store;
    this.#hostArrays = hostArrays;
  }

  /** The array that holds a value. */
  array(id: ValueId): TensorData {
    const value = this.#plan.values[id];
    const place = this.#plan.places[id];
    switch (place?.kind) {
      case 'arena':
        return viewOf(this.#store.heap, value.dtype, this.#store.arena + place.offset, sizeOf(value.shape));
      case 'constant':
        return this.#plan.constants.get(place.value)!;
      case 'host':
        return this.#hostArray(place.slot, value);
      case 'variable':
        return this.#variableArray(place.variable, value);
      default:
        throw new InternalError(`Value ${id} of shape [${value.shape.join(', ')}] has no place that a kernel can use.`);
    }
  }

  /** Where a value lies in the heap. */
  address(id: ValueId): number {
    const value = this.#plan.values[id];
    const place = this.#plan.places[id];
    switch (place?.kind) {
      case 'arena':
        return this.#store.arena + place.offset;
      case 'constant':
        return this.#constantRegion(place.value, value).address;
      case 'variable':
        return this.#variableMemory(place.variable, value).region!.address;
      default:
        throw new InternalError(`Value ${id} of shape [${value.shape.join(', ')}] does not lie in the heap.`);
    }
  }

  /** The arguments of a kernel in WebAssembly. */
  addresses(parameters: readonly Parameter[]): number[] {
    let offset = 0;
    return parameters.map((parameter) => {
      if (parameter.kind !== 'scratch') return this.address(parameter.value);
      const at = this.#store.scratch + offset;
      offset += paddedSize(parameter);
      return at;
    });
  }

  /** Constants are copied into the heap when a kernel first asks for them there. */
  #constantRegion(id: ValueId, { dtype, shape }: Value): Region {
    let region = this.#constants.get(id);
    if (region === undefined) {
      region = new Region(this.#store.heap, bytesOf(dtype, shape));
      copyInto(viewOf(this.#store.heap, dtype, region.address, sizeOf(shape)), this.#plan.constants.get(id)!);
      this.#constants.set(id, region);
    }
    return region;
  }

  /** The arguments of a kernel in JavaScript. */
  arguments(parameters: readonly Parameter[]): TensorData[] {
    let offset = 0;
    return parameters.map((parameter) => {
      if (parameter.kind !== 'scratch') return this.array(parameter.value);
      const view = viewOf(this.#store.heap, parameter.type, this.#store.scratch + offset, parameter.length);
      offset += paddedSize(parameter);
      return view;
    });
  }

  #hostArray(slot: number, { dtype, shape }: Value): TensorData {
    let array = this.#hostArrays.get(slot);
    if (array === undefined || array.length < sizeOf(shape)) {
      array = allocateData(dtype, sizeOf(shape));
      this.#hostArrays.set(slot, array);
    }
    return array;
  }

  #variableArray(variable: string, value: Value): TensorData {
    return this.#variableMemory(variable, value).data;
  }

  #variableMemory(variable: string, { dtype, shape }: Value): VariableMemory {
    const memory = this.#store.memoryOf(variable);
    if (memory?.dtype === dtype && memory.data.length === sizeOf(shape)) return memory;
    let replacement = this.replacementOf(variable, shape);
    if (replacement === undefined) {
      replacement = this.#store.newVariable(dtype, shape);
      this.#replacements.set(variable, [...(this.#replacements.get(variable) ?? []), replacement]);
    }
    return replacement;
  }

  /** The memory that the variable gets with that size, if it is not the one it has. A plan may pass through several. */
  replacementOf(variable: string, shape: readonly number[]): VariableMemory | undefined {
    return this.#replacements.get(variable)?.find(({ data }) => data.length === sizeOf(shape));
  }
}
