/** Runs one primitive in JavaScript, in WebAssembly, and chunk by chunk backwards on every machine that can be played. */

import { expect } from 'vitest';
import type { WasmGenerator } from '../../../../engine/backends/cpu/wasm/kernel.ts';
import { generators } from '../../../../engine/backends/cpu/wasm/kernels/index.ts';
import type { Kernel } from '../../../../engine/compiler/index.ts';
import type { TensorData } from '../../../../engine/graph/index.ts';
import type { ProgramBuilder, Value } from '../../../../engine/ops/kernel-language/index.ts';
import { runProgram } from '../../naive-plan.ts';
import { backwards, machines, runKernel } from './run-kernel.ts';

/** The program is its feeds and one primitive more; its output has the same bits everywhere, or fails in the same way. */
export function expectSameBits(b: ProgramBuilder, output: Value, feeds: readonly TensorData[]): void {
  const wanted = outcome(() => runProgram(b, [output], feeds)[0]);
  expectSame(
    outcome(() => runProgram(b, [output], feeds, 'webAssembly')[0]),
    wanted,
    'one chunk after the other',
  );
  const kernel = b.primitives.at(-1) as Kernel;
  const given = b.primitives.flatMap((p) => (p.kind === 'feed' ? [p.output] : []));
  const inputs = new Map(given.map((id, i) => [id, feeds[i]]));
  for (const machine of machines) {
    const generate = generators[kernel.kind] as WasmGenerator<Kernel['kind']>;
    const compiled = generate(kernel, { values: b.values, target: machine.target, evenSmall: true });
    if (compiled === undefined) throw new Error(`${kernel.kind} has no WebAssembly here.`);
    expectSame(
      outcome(() => runKernel(machine, compiled, b.values, inputs, backwards)),
      wanted,
      machine.name,
    );
  }
}

type Outcome = TensorData | string;

/** Elements, or the message, without the operations. */
function outcome(run: () => TensorData): Outcome {
  try {
    return run();
  } catch (error) {
    return (error as Error).message.replace(/^.*?(indices\[)/, '$1');
  }
}

function expectSame(got: Outcome, wanted: Outcome, where: string): void {
  if (typeof got !== 'string' && typeof wanted !== 'string' && bytesOf(got).equals(bytesOf(wanted))) return;
  // NaN has many bits.
  expect(textOf(got), where).toEqual(textOf(wanted));
}

const bytesOf = (data: TensorData): Buffer => {
  const { buffer, byteOffset, byteLength } = data as Float32Array<ArrayBuffer>;
  return Buffer.from(buffer, byteOffset, byteLength);
};

/** Zeros of both signs differ, and NaN is itself. */
function textOf(result: Outcome): readonly string[] | string {
  if (typeof result === 'string') return result;
  return Array.from(result as ArrayLike<number | bigint>, (x) => (Object.is(x, -0) ? '-0' : String(x)));
}

/** Uniform in [-1, 1), the same every time. */
export function noise(count: number, seed = 12345): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
