import { expect, it } from 'vitest';
import { ProgramBuilder } from '../../../../engine/ops/kernel-language/index.ts';
import { naivePlan, openStore, prepare } from '../../naive-plan.ts';

/** Three runs of one operation. */
function draws(count: number, seed: number, seed2: number | bigint, kernels: 'javascript' | 'webAssembly'): number[][] {
  const b = new ProgramBuilder();
  const output = b.value('float32', [count]);
  b.append({
    kind: 'random',
    output: output.id,
    distribution: 'uniform',
    seed,
    seed2,
    state: 'draw',
    bounds: null,
  });
  const executable = prepare(naivePlan(b, [output]), openStore(undefined, kernels));
  return [1, 2, 3].map(() => {
    const result = executable.run([]);
    if (result instanceof Promise) throw new Error('The CPU backend answers at once.');
    return Array.from(result.fetches[0] as Float32Array);
  });
}

it.each([1, 3, 4, 15, 16, 17, 64, 100, 4096, 4100, 50_001])('%d uniform numbers are those of JavaScript', (count) => {
  expect(draws(count, 87654321, 42, 'webAssembly')).toEqual(draws(count, 87654321, 42, 'javascript'));
});

it('carries from the first word of the counter into the second', () => {
  // A run reserves 256 blocks a value, so that some runs of this size pass 2³².
  const count = 6_000_000;
  const [, , wanted] = draws(count, 1, 2, 'javascript');
  const [, , got] = draws(count, 1, 2, 'webAssembly');
  const differing = wanted.findIndex((value, i) => value !== got[i]);
  expect(differing).toBe(-1);
});
