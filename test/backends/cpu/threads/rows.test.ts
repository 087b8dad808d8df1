/** Kernels whose rows threads share: the same bits, and the same error, however many there are. */

import { afterAll, describe, expect, it } from 'vitest';
import type { TensorData } from '../../../../engine/graph/index.ts';
import { type Distribution, ProgramBuilder, type Value } from '../../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan } from '../../naive-plan.ts';
import { noise } from '../wasm/in-both.ts';
import { ownPool, runOn } from './own-pool.ts';

const RUNS = 5;
const pool = ownPool();
afterAll(() => pool.close());

function expectSame(b: ProgramBuilder, output: Value, feeds: readonly TensorData[]): void {
  const plan = naivePlan(b, [output]);
  const [alone, four] = [1, 4].map((threads) => runOn(pool, plan, feeds, threads, RUNS).flat());
  const bytesOf = (data: TensorData) => Buffer.from((data as Float32Array<ArrayBuffer>).buffer);
  expect(alone.map((wanted, run) => bytesOf(wanted).equals(bytesOf(four[run])))).toEqual(alone.map(() => true));
}

/** Rows picked from 1000. */
const rowsOf = (count: number) => Int32Array.from(noise(count, 3), (x) => Math.floor((x + 1) * 500));

describe('four threads do what one does:', () => {
  it.each<Distribution>(['normal', 'truncatedNormal'])('%s numbers', (distribution) => {
    const b = new ProgramBuilder();
    const output = b.value('float32', [100_001]);
    b.append({ kind: 'random', output: output.id, distribution, seed: 5, seed2: 6, state: 'draw', bounds: null });
    expectSame(b, output, []);
  });

  it.each([1, 16, 200])('updates of %d elements, many in the same place', (inner) => {
    const count = 6000;
    const b = new ProgramBuilder();
    const base = feed(b, 'base', 'float32', [1000, inner]);
    const indices = feed(b, 'indices', 'int32', [count, 1]);
    const updates = feed(b, 'updates', 'float32', [count, inner]);
    const output = b.value('float32', [1000, inner]);
    const operands = { base: base.id, indices: indices.id, updates: updates.id };
    b.append({
      kind: 'scatter',
      output: output.id,
      ...operands,
      mode: 'add',
      indexed: [1000],
      inner,
      skipNegative: false,
    });
    expectSame(b, output, [noise(1000 * inner), rowsOf(count), noise(count * inner, 8)]);
  });

  it('of several indices outside, the first is named', () => {
    const count = 60_000;
    const b = new ProgramBuilder();
    const params = feed(b, 'params', 'float32', [1000, 16]);
    const indices = feed(b, 'indices', 'int32', [count, 1]);
    const output = b.value('float32', [1, count, 16]);
    b.append({
      kind: 'gather',
      output: output.id,
      params: params.id,
      indices: indices.id,
      outer: 1,
      indexed: [1000],
      inner: 16,
    });
    const plan = naivePlan(b, [output]);
    for (const first of [0, 1, 30_000, 59_990]) {
      const rows = rowsOf(count);
      for (let row = first; row < count; row += 7) rows[row] = 1000 + row;
      for (let run = 0; run < RUNS; run++) {
        const wanted = `indices[${first}] = ${1000 + first} is not in [0, 1000)`;
        expect(() => runOn(pool, plan, [noise(16_000), rows], 4)).toThrow(wanted);
      }
    }
  });
});
