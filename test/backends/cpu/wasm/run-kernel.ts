/** Runs a kernel in WebAssembly on a heap of its own, in chunks of any order, and sees what it wrote where it must not. */

import { Heap } from '../../../../engine/backends/cpu/memory/heap.ts';
import { viewOf } from '../../../../engine/backends/cpu/memory/index.ts';
import type { AddressType } from '../../../../engine/backends/cpu/wasm/assembler/index.ts';
import { ConstantPool } from '../../../../engine/backends/cpu/wasm/constant-pool.ts';
import type { ReadParameter, WasmKernel } from '../../../../engine/backends/cpu/wasm/kernel.ts';
import { type Target, wasmFeatures } from '../../../../engine/backends/cpu/wasm/target.ts';
import { webAssembly } from '../../../../engine/backends/cpu/wasm/web-assembly.ts';
import {
  dtypes,
  type NumericData,
  type NumericDType,
  sizeOf,
  type TensorData,
} from '../../../../engine/graph/index.ts';
import type { Value, ValueId } from '../../../../engine/ops/kernel-language/index.ts';

export interface TestMachine {
  readonly name: string;
  readonly target: Target;
  readonly heap: Heap;
}

function machine(
  name: string,
  addressType: AddressType,
  features: Pick<Target, 'fma' | 'revectorized'> | object = {},
): TestMachine {
  const constants = new ConstantPool();
  const heap = new Heap(addressType, constants);
  return {
    name,
    heap,
    target: { addressType, fma: wasmFeatures().fma, constants, scratchLimit: 2 ** 25, ...features },
  };
}

/** Machines that generated code is tested for, as far as this one can play them. */
export const machines: readonly TestMachine[] = [
  machine('with fused multiply-add if there is one', 'i32'),
  machine('without fused multiply-add', 'i32', { fma: false }),
  machine('with vectors of 256 bits', 'i32', { revectorized: true }),
  ...(wasmFeatures().wideAddresses ? [machine('with 64-bit addresses', 'i64')] : []),
];

/** Numbers of both signs and several sizes. */
export const wave = (size: number, step: number) =>
  Float32Array.from({ length: size }, (_, i) => Math.fround(Math.sin(1 + i * step) * (1 + (i % 7))));

const scratchBytes = { float32: 4, float64: 8, int32: 4, int64: 8, uint8: 1 };
const GUARD = 64;
const SENTINEL = 0xa5;

/** Chunks of a phase, in the order in which they run: each is `[begin, end]`. */
export type Order = (chunks: number) => readonly (readonly [number, number])[];
export const atOnce: Order = (chunks) => [[0, chunks]];
export const backwards: Order = (chunks) => Array.from({ length: chunks }, (_, i) => [chunks - 1 - i, chunks - i]);

/** @returns the output's elements. @throws when bytes before or after the output changed. */
export function runKernel(
  { heap }: TestMachine,
  kernel: WasmKernel,
  values: readonly Value[],
  inputs: ReadonlyMap<ValueId, TensorData>,
  order: Order = atOnce,
): TensorData {
  const blocks: ReturnType<Heap['allocate']>[] = [];
  const allocate = (bytes: number): number => {
    const block = heap.allocate(bytes);
    blocks.push(block);
    return block.address;
  };
  let check: (() => TensorData) | undefined;
  const addresses = kernel.parameters.map((parameter): number => {
    if (parameter.kind === 'scratch') return allocate(parameter.length * scratchBytes[parameter.type]);
    const { dtype, shape } = values[parameter.value];
    const size = sizeOf(shape);
    if (parameter.kind === 'input') {
      const address = allocate(size * 8);
      (viewOf(heap, dtype, address, size) as Float32Array).set(inputs.get(parameter.value) as Float32Array);
      return address;
    }
    const bytes = size * dtypes[dtype as NumericDType].bytes;
    const start = allocate(bytes + 2 * GUARD);
    const around = new Uint8Array(heap.buffer as unknown as ArrayBuffer, start, bytes + 2 * GUARD).fill(SENTINEL);
    check = () => {
      const clean = (from: number, to: number) => around.subarray(from, to).every((byte) => byte === SENTINEL);
      if (!clean(0, GUARD) || !clean(GUARD + bytes, bytes + 2 * GUARD)) throw new Error('Written beside the output.');
      return viewOf(heap, dtype, start + GUARD, size).slice() as TensorData;
    };
    return start + GUARD;
  });
  const { exports } = new webAssembly!.Instance(new webAssembly!.Module(kernel.binary), {
    env: { memory: heap.memory! },
  });
  const given = heap.addressType === 'i64' ? addresses.map(BigInt) : addresses;
  const read: ReadParameter = (name, dtype, length) => {
    const at = kernel.parameters.findIndex((parameter) => parameter.name === name);
    return viewOf(heap, dtype, addresses[at], length) as NumericData;
  };
  const state = kernel.parameters.some(({ name }) => name === 'state')
    ? (read('state', 'int32', 16) as Int32Array)
    : null;
  if (state) kernel.prepare?.(state);
  for (const { name, chunks } of kernel.phases) {
    for (const [begin, end] of order(chunks)) exports[name](begin, end, ...given);
  }
  if (state) kernel.finish?.(state, read);
  const result = check!();
  for (const block of blocks) heap.free(block);
  return result;
}
