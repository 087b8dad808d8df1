/** Runs a program on the backend and in the reference, and compares element by element. */

import { expect } from 'vitest';
import { wasmFeatures } from '../../engine/backends/cpu/wasm/target.ts';
import { InvalidArgumentError, type TensorData } from '../../engine/graph/index.ts';
import type { ProgramBuilder, Value } from '../../engine/ops/kernel-language/index.ts';
import { runProgram } from './naive-plan.ts';
import { interpret } from './reference.ts';
import { type Element, ReferenceFault } from './reference-arithmetic.ts';

export interface Tolerance {
  /** Largest relative difference; 0 (the default) asks for the same bits. NaN equals NaN. */
  readonly relative?: number;
  /** The same of kernels in WebAssembly, which sum in single precision. */
  readonly webAssembly?: number;
}

/** `feeds` in the order in which the program names them. */
export function expectAsReference(
  b: ProgramBuilder,
  fetches: readonly Value[],
  feeds: readonly TensorData[],
  { relative = 0, webAssembly = IN_WEBASSEMBLY }: Tolerance = {},
): void {
  const names = b.primitives.flatMap((p) => (p.kind === 'feed' ? [p.name] : []));
  const given = new Map(names.map((name, i) => [name, Array.from(feeds[i] as ArrayLike<Element>)]));
  let wanted: Element[][];
  try {
    wanted = interpret(b.values, b.primitives, given);
  } catch (fault) {
    if (!(fault instanceof ReferenceFault)) throw fault;
    // The message may go on: a fused kernel lists its operations.
    expect(() => runProgram(b, fetches, feeds)).toThrow(InvalidArgumentError);
    expect(() => runProgram(b, fetches, feeds)).toThrow(fault.message);
    return;
  }
  compare(runProgram(b, fetches, feeds), relative, 'JavaScript');
  // Functions by polynomials, and sums in another order and in single precision.
  const inexact = Math.max(relative, webAssembly);
  compare(runProgram(b, fetches, feeds, 'webAssembly'), inexact, 'WebAssembly');
  if (wasmFeatures().wideAddresses) {
    compare(runProgram(b, fetches, feeds, 'wideAddresses'), inexact, 'WebAssembly with 64-bit addresses');
  }

  function compare(got: readonly TensorData[], tolerance: number, kernels: string): void {
    fetches.forEach(({ id, dtype, shape }, i) => {
      expect(got[i].length).toBe(wanted[id].length);
      for (let at = 0; at < wanted[id].length; at++) {
        const [x, y] = [got[i][at], wanted[id][at]];
        if (!same(x, y, tolerance)) {
          throw new Error(
            `${kernels}, ${dtype} [${shape.join(', ')}], element ${at}: got ${x}, the reference has ${y}`,
          );
        }
      }
    });
  }
}

const IN_WEBASSEMBLY = 1e-6;

/** Zeros of both signs count as equal: the order of equal terms decides the sign of a sum of zeros. */
function same(x: Element, y: Element, relative: number): boolean {
  if (x === y || Object.is(x, y)) return true;
  if (relative === 0 || typeof x !== 'number' || typeof y !== 'number') return false;
  return Math.abs(x - y) <= relative * Math.max(Math.abs(x), Math.abs(y), 1);
}
