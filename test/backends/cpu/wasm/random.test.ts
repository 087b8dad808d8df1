import { describe, expect, it } from 'vitest';
import { type Distribution, ProgramBuilder } from '../../../../engine/ops/kernel-language/index.ts';
import { naivePlan, openStore, prepare, runProgram } from '../../naive-plan.ts';

interface Draw {
  readonly distribution: Distribution;
  readonly count: number;
  readonly seed: number;
  readonly seed2: number | bigint;
}

/** Three runs of one operation. */
function draws({ distribution, count, seed, seed2 }: Draw, kernels: 'javascript' | 'webAssembly'): Float32Array[] {
  const b = new ProgramBuilder();
  const output = b.value('float32', [count]);
  b.append({ kind: 'random', output: output.id, distribution, seed, seed2, state: 'draw', bounds: null });
  const executable = prepare(naivePlan(b, [output]), openStore(undefined, kernels));
  return [1, 2, 3].map(() => {
    const result = executable.run([]);
    if (result instanceof Promise) throw new Error('The CPU backend answers at once.');
    return result.fetches[0] as Float32Array;
  });
}

function expectSameDraws(draw: Draw): void {
  const wanted = draws(draw, 'javascript');
  draws(draw, 'webAssembly').forEach((got, run) => {
    const differing = wanted[run].findIndex((value, i) => !Object.is(value, got[i]));
    expect(differing, `run ${run}: ${got[differing]} for ${wanted[run][differing]}`).toBe(-1);
  });
}

describe.each<Distribution>(['uniform', 'normal', 'truncatedNormal'])('%s numbers', (distribution) => {
  it.each([1, 2, 3, 4, 5, 15, 16, 17, 31, 64, 100, 4096, 4100, 50_001])('%d are those of JavaScript', (count) => {
    expectSameDraws({ distribution, count, seed: 87654321, seed2: 42 });
  });

  it('are the same where addresses have 64 bits', () => {
    const draw = (form: 'javascript' | 'wideAddresses') => {
      const b = new ProgramBuilder();
      const output = b.value('float32', [10_001]);
      const seeds = { seed: 3, seed2: 4, state: 'draw', bounds: null };
      b.append({ kind: 'random', output: output.id, distribution, ...seeds });
      return runProgram(b, [output], [], form);
    };
    expect(draw('wideAddresses')).toEqual(draw('javascript'));
  });

  it('carry from the first word of the counter into the second', () => {
    // A run reserves 256 blocks a value, so that some runs of this size pass 2³².
    expectSameDraws({ distribution, count: 6_000_000, seed: 1, seed2: 2 });
  });
});
