import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseBlocks } from '../../../engine/backends/cpu/kernels/product/blocks.ts';
import {
  accumulator,
  binary,
  cast,
  coordinate,
  type Epilogue,
  literal,
  load,
  ProgramBuilder,
} from '../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../against-reference.ts';
import { dataFor, numericTypes, viewsOf } from '../arbitraries.ts';
import { feed, runProgram } from '../naive-plan.ts';

const dims = fc.integer({ min: 0, max: 9 });

describe('matrix products', () => {
  test.each(numericTypes)('of %s, batched, transposed, with an epilogue, as the reference', (dtype) => {
    const cases = fc
      .record({
        batch: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
        m: dims,
        k: dims,
        n: dims,
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
      })
      .chain((c) => {
        const a = [...c.batch, ...(c.transposeA ? [c.k, c.m] : [c.m, c.k])];
        const b = [...c.batch, ...(c.transposeB ? [c.n, c.k] : [c.k, c.n])];
        return viewsOf([...c.batch, c.m, c.n]).chain(({ shape, view }) =>
          fc.record({
            c: fc.constant(c),
            shapes: fc.constant({ a, b, extra: shape }),
            view: fc.constant(view),
            data: fc.tuple(dataFor(dtype, a, true), dataFor(dtype, b, true), dataFor(dtype, shape, true)),
          }),
        );
      });
    fc.assert(
      fc.property(cases, ({ c, shapes, view, data }) => {
        const b = new ProgramBuilder();
        const left = feed(b, 'a', dtype, shapes.a);
        const right = feed(b, 'b', dtype, shapes.b);
        const extra = feed(b, 'extra', dtype, shapes.extra);
        const output = b.value(dtype, [...c.batch, c.m, c.n]);
        const epilogue: Epilogue = {
          operands: [{ value: extra.id, view }],
          expr: binary(
            'max',
            binary('add', accumulator(dtype), load(0, dtype)),
            binary('mul', accumulator(dtype), cast(coordinate(output.shape.length - 1), dtype)),
          ),
        };
        const { transposeA, transposeB } = c;
        b.append({ kind: 'matmul', output: output.id, a: left.id, b: right.id, transposeA, transposeB, epilogue });
        expectAsReference(b, [b.matmul(left, right, c), output], data, { webAssembly: 1e-4 });
      }),
      { numRuns: 100 },
    );
  });

  // Larger than one block of rows, of depth and of columns; both orders of the loops.
  test.each([
    { m: 200, k: 600, n: 5 },
    { m: 3, k: 1100, n: 6 },
    { m: 130, k: 3, n: 1030 },
    { m: 2, k: 700, n: 1030 },
    { m: 9, k: 2100, n: 7 },
  ])('$m×$k×$n, cut into blocks', ({ m, k, n }) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, true],
    ]) {
      const b = new ProgramBuilder();
      const x = feed(b, 'x', 'float32', transposeA ? [k, m] : [m, k]);
      const y = feed(b, 'y', 'float32', transposeB ? [n, k] : [k, n]);
      const data = (size: number, seed: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(i * seed));
      const product = b.matmul(x, y, { transposeA, transposeB });
      const [a, c] = [data(m * k, 1.1), data(k * n, 0.7)];
      const [got] = runProgram(b, [product], [a, c]) as Float32Array[];
      const wanted = new Float32Array(m * n);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let d = 0; d < k; d++)
            sum += a[transposeA ? d * m + i : i * k + d] * c[transposeB ? j * k + d : d * n + j];
          wanted[i * n + j] = sum;
        }
      }
      expect(got).toEqual(wanted);
    }
  });

  test('both orders of the loops occur among these sizes', () => {
    expect(chooseBlocks({ rows: 200, depth: 600, columns: 5 }).depthOutermost).toBe(false);
    expect(chooseBlocks({ rows: 9, depth: 2100, columns: 7 }).depthOutermost).toBe(true);
  });

  test('scratch memory stays bounded where all sizes are large', () => {
    const { panelA, panelB, sums } = chooseBlocks({ rows: 8192, depth: 8192, columns: 8192 });
    expect(8 * (panelA + panelB + sums)).toBeLessThan(96 * 2 ** 20);
  });

  test('an epilogue that overwrites what it reads, as an update of a variable does', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [2, 1]);
    const y = feed(b, 'y', 'float32', [1, 2]);
    const w = feed(b, 'w', 'float32', [2, 2]);
    const update = binary('sub', load(0, 'float32'), binary('mul', literal(0.5, 'float32'), accumulator('float32')));
    const output = b.value('float32', [2, 2]);
    const operands = [
      {
        value: w.id,
        view: [
          { axis: 0, start: 0, step: 1 },
          { axis: 1, start: 0, step: 1 },
        ],
      },
    ];
    b.append({
      kind: 'matmul',
      output: output.id,
      a: x.id,
      b: y.id,
      transposeA: false,
      transposeB: false,
      epilogue: { operands, expr: update },
    });
    expect(
      runProgram(b, [output], [Float32Array.of(1, 2), Float32Array.of(2, 4), Float32Array.of(9, 9, 9, 9)]),
    ).toEqual([Float32Array.of(8, 7, 7, 5)]);
  });
});
