import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matmul } from '../../../../engine/backends/cpu/wasm/kernels/matmul.ts';
import { InvalidArgumentError, sizeOf, type TensorData } from '../../../../engine/graph/index.ts';
import * as tf from '../../../../engine/index.ts';
import {
  accumulator,
  along,
  binary,
  load,
  ProgramBuilder,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../../against-reference.ts';
import { feed } from '../../naive-plan.ts';
import { backwards, machines, runKernel, wave } from './run-kernel.ts';

describe('products whose rows are picked from a table', () => {
  it('are those of the reference in every form', () => {
    const cases = fc
      .record({
        all: fc.integer({ min: 1, max: 9 }),
        m: fc.integer({ min: 1, max: 20 }),
        k: fc.integer({ min: 1, max: 9 }),
        n: fc.integer({ min: 1, max: 20 }),
        transposeB: fc.boolean(),
        dtype: fc.constantFrom('int32', 'int64'),
      })
      .chain((c) => fc.tuple(fc.constant(c), fc.array(fc.nat(c.all - 1), { minLength: c.m, maxLength: c.m })));
    fc.assert(
      fc.property(cases, ([{ all, m, k, n, transposeB, dtype }, picked]) => {
        const b = new ProgramBuilder();
        const table = feed(b, 'table', 'float32', [all, k]);
        const rows = feed(b, 'rows', dtype as 'int32', [m, 1]);
        const right = feed(b, 'right', 'float32', transposeB ? [n, k] : [k, n]);
        const bias = feed(b, 'bias', 'float32', [n]);
        const output = b.value('float32', [m, n]);
        b.append({
          kind: 'matmul',
          output: output.id,
          a: table.id,
          b: right.id,
          rowsOfA: rows.id,
          transposeA: false,
          transposeB,
          epilogue: {
            operands: [{ value: bias.id, view: [along(1)] }],
            expr: binary('add', accumulator('float32'), load(0, 'float32')),
          },
        });
        const indices = dtype === 'int64' ? BigInt64Array.from(picked, BigInt) : Int32Array.from(picked);
        const feeds: TensorData[] = [wave(all * k, 0.3), indices, wave(k * n, 0.7), wave(n, 1.1)];
        expectAsReference(b, [output], feeds, { relative: 1e-6, webAssembly: 1e-4 });
      }),
      { numRuns: 60 },
    );
  });

  // Several blocks of depth, of rows, of panels; passes where b cannot be packed at once.
  it.each(
    machines.flatMap((machine) =>
      [
        [5, 2000, 21],
        [250, 900, 40],
        [500, 7, 33],
      ].map(([m, k, n]) => ({ name: machine.name, machine, m, k, n })),
    ),
  )('$m×$k×$n $name', ({ machine, m, k, n }) => {
    const all = 300;
    const shapes = [[all, k], [k, n], [m], [m, n], [m, k]];
    const values = shapes.map((shape, id): Value => ({ id, dtype: id === 2 ? 'int32' : 'float32', shape }));
    const table = wave(all * k, 0.3);
    const picked = Int32Array.from({ length: m }, (_, i) => (i * 131) % all);
    const copied = new Float32Array(m * k);
    picked.forEach((row, i) => {
      copied.set(table.subarray(row * k, (row + 1) * k), i * k);
    });
    const data = new Map<number, TensorData>([
      [0, table],
      [1, wave(k * n, 0.7)],
      [2, picked],
      [4, copied],
    ]);
    const sides = { b: 1, output: 3, transposeA: false, transposeB: false, epilogue: null, covers: [] };
    for (const scratchLimit of [machine.target.scratchLimit, 4 * 16 * k]) {
      const run = (a: number, rowsOfA?: number) => {
        const kernel = matmul(
          { kind: 'matmul', ...sides, a, ...(rowsOfA === undefined ? {} : { rowsOfA }) },
          { values, target: { ...machine.target, scratchLimit }, evenSmall: true },
        )!;
        return runKernel(machine, kernel, values, data, backwards);
      };
      expect(run(0, 2)).toEqual(run(4));
    }
    expect(sizeOf(shapes[3])).toBe(m * n);
  });

  it.each(['javascript', 'webAssembly'] as const)('refuse an index outside, in %s', async (kernels) => {
    tf.resetDefaultGraph();
    const table = new tf.Variable(tf.ones([5, 40]), { name: 'table' });
    const words = tf.placeholder('int32', [7], { name: 'words' });
    const found = tf.nn.embeddingLookup(table, words);
    const y = tf.matmul(found, tf.ones([40, 30]));
    const total = new tf.Variable(tf.zeros([7, 30]), { name: 'total' });
    const keep = total.assign(y);
    using session = new tf.Session({ config: { kernels } });
    await session.run(tf.globalVariablesInitializer());
    await session.run(keep, [[words, [0, 1, 2, 3, 4, 0, 1]]]);
    const before = await session.run(total);
    const failing = session.run(keep, [[words, [0, 1, 2, 9, 4, -1, 1]]]);
    await expect(failing).rejects.toThrow(InvalidArgumentError);
    await expect(failing).rejects.toThrow(/indices\[3\] = 9 is not in \[0, 5\).*embedding_lookup.*MatMul/);
    expect(await session.run(total)).toEqual(before);
  });
});
