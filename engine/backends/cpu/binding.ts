/** Where the values of a plan lie in memory, as arrays that kernels can index. Made anew whenever the store's memory moved. */

import type { Plan } from '../../compiler/index.ts';
import {
  allocateData,
  type DataOf,
  type DType,
  InternalError,
  type NumericDType,
  sizeOf,
  type TensorData,
} from '../../graph/index.ts';
import type { Value, ValueId } from '../../ops/kernel-language/index.ts';
import type { Parameter, ScratchType } from './codegen/body.ts';
import { type CpuStore, newVariable, type VariableMemory } from './store.ts';

const views = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const satisfies Record<NumericDType, unknown>;

const SCRATCH_ALIGNMENT = 64;
const scratchBytes: Record<ScratchType, number> = { float64: 8, int32: 4, int64: 8, uint8: 1 };

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
  /** Strings of this plan alone, by slot. */
  readonly #hostArrays: Map<number, TensorData>;
  /** Memory for variables whose type or size this plan changes: theirs once the run has succeeded. */
  readonly #replacements = new Map<string, VariableMemory[]>();

  constructor(plan: Plan, store: CpuStore, hostArrays: Map<number, TensorData>) {
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
        return viewOf(value.dtype, this.#store.arena, place.offset, sizeOf(value.shape));
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

  /** The arguments of a kernel. */
  arguments(parameters: readonly Parameter[]): TensorData[] {
    let offset = 0;
    return parameters.map((parameter) => {
      if (parameter.kind !== 'scratch') return this.array(parameter.value);
      const view = viewOf(parameter.type, this.#store.scratch, offset, parameter.length);
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

  #variableArray(variable: string, { dtype, shape }: Value): TensorData {
    const memory = this.#store.memoryOf(variable);
    if (memory?.dtype === dtype && memory.data.length === sizeOf(shape)) return memory.data;
    let replacement = this.replacementOf(variable, shape);
    if (replacement === undefined) {
      replacement = newVariable(dtype, shape);
      this.#replacements.set(variable, [...(this.#replacements.get(variable) ?? []), replacement]);
    }
    return replacement.data;
  }

  /** The memory that the variable gets with that size, if it is not the one it has. A plan may pass through several. */
  replacementOf(variable: string, shape: readonly number[]): VariableMemory | undefined {
    return this.#replacements.get(variable)?.find(({ data }) => data.length === sizeOf(shape));
  }
}

function viewOf(dtype: DType, buffer: ArrayBuffer, offset: number, length: number): TensorData {
  if (dtype === 'string') throw new InternalError('A string tensor cannot lie in the arena.');
  return new views[dtype](buffer, length === 0 ? 0 : offset, length) as DataOf[NumericDType];
}
