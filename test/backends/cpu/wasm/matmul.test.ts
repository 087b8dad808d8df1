import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Parameters } from '../../../../engine/backends/cpu/codegen/body.ts';
import {
  leftMatrix,
  matmul,
  matrixDepthBlock,
  rightMatrix,
} from '../../../../engine/backends/cpu/wasm/kernels/matmul.ts';
import { chooseBlocks } from '../../../../engine/backends/cpu/wasm/kernels/product/blocks.ts';
import { type ProductParts, productKernel } from '../../../../engine/backends/cpu/wasm/kernels/product/product.ts';
import { tileFor } from '../../../../engine/backends/cpu/wasm/kernels/product/tile.ts';
import { countUnits } from '../../../../engine/backends/cpu/wasm/kernels/product/unit.ts';
import type { Target } from '../../../../engine/backends/cpu/wasm/target.ts';
import type { DType } from '../../../../engine/graph/index.ts';
import {
  type AxisView,
  accumulator,
  along,
  binary,
  cast,
  coordinate,
  type Expr,
  fixed,
  literal,
  load,
  select,
  unary,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { backwards, machines, type Order, runKernel, type TestMachine, wave } from './run-kernel.ts';

interface Product {
  readonly batch: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

interface TestEpilogue {
  readonly name: string;
  readonly expr: Expr;
  readonly output?: DType;
  /** Shape and view of operand 0 over [batch, m, n]. */
  readonly operand: (p: Product) => { readonly shape: readonly number[]; readonly view: readonly AxisView[] };
  readonly wanted: (sum: number, x: number, i: number, j: number) => number;
}

const [sum, x] = [accumulator('float32'), load(0, 'float32')];
const zero = literal(0, 'float32');

const epilogues: readonly TestEpilogue[] = [
  {
    name: 'bias of columns and relu',
    expr: binary('max', binary('add', sum, x), zero),
    operand: ({ n }) => ({ shape: [n], view: [along(2)] }),
    wanted: (s, b) => Math.max(s + b, 0),
  },
  {
    name: 'bias of rows',
    expr: binary('add', sum, x),
    operand: ({ m }) => ({ shape: [m, 1], view: [along(1), fixed()] }),
    wanted: (s, b) => s + b,
  },
  {
    name: 'a matrix as residual',
    expr: binary('add', binary('mul', sum, literal(0.5, 'float32')), x),
    operand: ({ batch, m, n }) => ({ shape: [batch, m, n], view: [along(0), along(1), along(2)] }),
    wanted: (s, b) => s * 0.5 + b,
  },
  {
    name: 'the mask of a relu',
    expr: select(binary('greater', x, zero), sum, zero),
    operand: ({ batch, m, n }) => ({ shape: [batch, m, n], view: [along(0), along(1), along(2)] }),
    wanted: (s, b) => (b > 0 ? s : 0),
  },
  {
    name: 'a matrix shared by the batch, read transposed',
    expr: binary('sub', sum, x),
    operand: ({ m, n }) => ({ shape: [n, m], view: [along(2), along(1)] }),
    wanted: (s, b) => s - b,
  },
  {
    name: 'a row read backwards, and coordinates',
    expr: binary(
      'add',
      binary('add', sum, x),
      cast(binary('add', coordinate(1), binary('mul', coordinate(2), literal(3, 'int32'))), 'float32'),
    ),
    operand: ({ n }) => ({ shape: [n], view: [along(2, n - 1, -1)] }),
    wanted: (s, b, i, j) => s + b + i + 3 * j,
  },
  {
    name: 'a comparison, whose result is a byte',
    expr: binary('lessEqual', unary('abs', sum), binary('mul', x, literal(1e9, 'float32'))),
    output: 'bool',
    operand: () => ({ shape: [1], view: [fixed()] }),
    wanted: (_, b) => Number(b > 0),
  },
];

function check(machine: TestMachine, p: Product, epilogue?: TestEpilogue, order?: Order): void {
  const { batch, m, k, n, transposeA, transposeB } = p;
  const operand = epilogue?.operand(p) ?? { shape: [1], view: [] };
  const values: Value[] = [
    { id: 0, dtype: 'float32', shape: [batch, ...(transposeA ? [k, m] : [m, k])] },
    { id: 1, dtype: 'float32', shape: [batch, ...(transposeB ? [n, k] : [k, n])] },
    { id: 2, dtype: 'float32', shape: operand.shape },
    { id: 3, dtype: epilogue?.output ?? 'float32', shape: [batch, m, n] },
  ];
  const kernel = matmul(
    {
      kind: 'matmul',
      a: 0,
      b: 1,
      output: 3,
      transposeA,
      transposeB,
      epilogue: epilogue ? { operands: [{ value: 2, view: operand.view }], expr: epilogue.expr } : null,
      covers: [],
    },
    { values, target: machine.target, evenSmall: true, randomState },
  )!;
  const a = wave(batch * m * k, 0.7);
  const b = wave(batch * k * n, 1.3);
  const extra = wave(
    operand.shape.reduce((size, each) => size * each, 1),
    0.9,
  );
  const data = new Map([
    [0, a],
    [1, b],
    [2, extra],
  ]);
  const got = runKernel(machine, kernel, values, data, order) as Float32Array;
  const strides = operand.shape.map((_, axis) => operand.shape.slice(axis + 1).reduce((size, each) => size * each, 1));
  for (let q = 0; q < batch; q++) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let total = 0;
        let size = 0;
        for (let d = 0; d < k; d++) {
          const term =
            a[q * m * k + (transposeA ? d * m + i : i * k + d)] * b[q * k * n + (transposeB ? j * k + d : d * n + j)];
          total += term;
          size += Math.abs(term);
        }
        const point = [q, i, j];
        const at = operand.view.reduce((flat, { axis, start, step }, each) => {
          return flat + strides[each] * (axis === null ? start : start + step * point[axis]);
        }, 0);
        const wanted = epilogue ? epilogue.wanted(total, extra[at], i, j) : total;
        const found = got[(q * m + i) * n + j];
        if (!(Math.abs(found - wanted) <= 1e-5 * (size + Math.abs(wanted) + 1))) {
          throw new Error(
            `${JSON.stringify(p)} at [${point}]: got ${found}, wanted ${wanted} of terms that add to ${size}`,
          );
        }
      }
    }
  }
}

const randomState = () => {
  throw new Error('A product draws no numbers.');
};

const plain = { batch: 1, transposeA: false, transposeB: false };

describe.each(machines)('matrix products $name', (machine) => {
  test('of any sizes, batched and transposed, are the sums, in whichever order chunks run', () => {
    const cases = fc.record({
      batch: fc.constantFrom(1, 1, 2, 3),
      m: fc.integer({ min: 1, max: 40 }),
      k: fc.integer({ min: 1, max: 40 }),
      n: fc.integer({ min: 1, max: 40 }),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, (p) => check(machine, p, undefined, backwards)),
      { numRuns: 100 },
    );
  });

  test.each(epilogues)('with $name', (epilogue) => {
    for (const p of [
      { batch: 2, m: 7, k: 5, n: 19, transposeA: false, transposeB: true },
      { batch: 1, m: 13, k: 1, n: 3, transposeA: true, transposeB: false },
      { batch: 3, m: 4, k: 9, n: 8, transposeA: false, transposeB: false },
    ]) {
      check(machine, p, epilogue);
    }
  });

  // More than a block of depth, of rows, of columns, with and without rows of their own for panels.
  test.each([
    { m: 5, k: 2000, n: 21 },
    { m: 250, k: 900, n: 30 },
    { m: 300, k: 10, n: 500 },
  ])('$m×$k×$n, cut into blocks and chunks', (sizes) => {
    for (const transposed of [false, true]) {
      const p = { ...plain, ...sizes, transposeA: transposed, transposeB: transposed };
      check(machine, p, epilogues[0], backwards);
      check(machine, p, epilogues[6]);
    }
  });
});

describe('matrix products', () => {
  test('in passes, where b is too large to be packed at once', () => {
    const [machine] = machines;
    const cases = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      rows: fc.constantFrom(3, 200),
      depth: fc.constantFrom(7, 1600),
      columns: fc.integer({ min: 1, max: 30 }),
      packedLimit: fc.constantFrom(1, 8 * 1600, 16 * 1600),
    });
    fc.assert(
      fc.property(cases, ({ packedLimit, ...sizes }) => {
        const { batch, rows, depth, columns } = sizes;
        const values: Value[] = [
          { id: 0, dtype: 'float32', shape: [batch, rows, depth] },
          { id: 1, dtype: 'float32', shape: [batch, depth, columns] },
          { id: 2, dtype: 'float32', shape: [batch, rows, columns] },
        ];
        const data = new Map([
          [0, wave(batch * rows * depth, 0.7)],
          [1, wave(batch * depth * columns, 1.3)],
        ]);
        const run = (target: Target) => {
          const parameters = new Parameters(values);
          const names = {
            out: parameters.output(2),
            left: parameters.input(0),
            right: parameters.input(1),
            operands: [],
          };
          const product: ProductParts = {
            sizes,
            names,
            left: leftMatrix(rows, depth, false, tileFor(target).unroll),
            right: rightMatrix(depth, columns, false),
            epilogue: undefined,
            depthBlock: matrixDepthBlock(depth, 4),
          };
          const kernel = productKernel({ target, evenSmall: true }, parameters, [product]);
          return { kernel, result: runKernel(machine, kernel, values, data, backwards) };
        };
        const whole = run(machine.target);
        const cut = run({ ...machine.target, scratchLimit: packedLimit * 4 });
        expect(cut.result).toEqual(whole.result);
        if (packedLimit === 1 && columns > 8) {
          expect(cut.kernel.phases.length).toBeGreaterThan(whole.kernel.phases.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('pack at most 32 MiB at a time', () => {
    const options = {
      tile: tileFor(machines[0].target),
      depthBlock: 768,
      flopsANanosecond: 40,
      rowGrain: 6,
      packedLimit: 2 ** 23,
    };
    for (const sizes of [
      { batch: 1, rows: 8192, depth: 8192, columns: 8192 },
      { batch: 1000, rows: 64, depth: 512, columns: 512 },
      { batch: 1, rows: 9, depth: 2 ** 22, columns: 1000 },
      { batch: 1, rows: 64, depth: 1000, columns: 2 ** 20 },
    ]) {
      expect(chooseBlocks(sizes, options).packedLength * 4).toBeLessThanOrEqual(32 * 2 ** 20);
    }
  });

  test('are cut into enough chunks for several threads, however few columns there are', () => {
    const options = { tile: tileFor(machines[0].target), depthBlock: 768, flopsANanosecond: 40, rowGrain: 6 };
    for (const sizes of [
      { batch: 1, rows: 128, depth: 4096, columns: 10 },
      { batch: 1, rows: 10_000, depth: 784, columns: 1 },
      { batch: 1, rows: 100, depth: 784, columns: 500 },
      { batch: 1, rows: 190, depth: 10_000, columns: 30 },
      { batch: 64, rows: 64, depth: 64, columns: 64 },
    ]) {
      const blocks = chooseBlocks(sizes, { ...options, packedLimit: 2 ** 23 });
      const units = countUnits(blocks, blocks.passes[0]);
      expect(Math.ceil(units / blocks.unitsAChunk)).toBeGreaterThanOrEqual(8);
    }
  });

  test('hand on NaN and infinity in the rows and columns that have them, and nowhere else', () => {
    const values: Value[] = [
      { id: 0, dtype: 'float32', shape: [20, 30] },
      { id: 1, dtype: 'float32', shape: [30, 21] },
      { id: 2, dtype: 'float32', shape: [20, 21] },
    ];
    const kernel = matmul(
      { kind: 'matmul', a: 0, b: 1, output: 2, transposeA: false, transposeB: false, epilogue: null, covers: [] },
      { values, target: machines[0].target, evenSmall: true, randomState },
    )!;
    const a = new Float32Array(600).fill(1);
    const b = new Float32Array(630).fill(2);
    a[3 * 30 + 7] = Number.NaN;
    b[5 * 21 + 20] = -Infinity;
    const got = runKernel(
      machines[0],
      kernel,
      values,
      new Map([
        [0, a],
        [1, b],
      ]),
    );
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 21; j++) expect(got[i * 21 + j]).toBe(i === 3 ? Number.NaN : j === 20 ? -Infinity : 60);
    }
  });

  const make = (dtype: DType, size: number, machine = machines[0]) => {
    const values = [0, 1, 2].map((id): Value => ({ id, dtype, shape: [size, size] }));
    return matmul(
      { kind: 'matmul', a: 0, b: 1, output: 2, transposeA: false, transposeB: false, epilogue: null, covers: [] },
      { values, target: machine.target, evenSmall: false, randomState },
    );
  };
  test('that are small stay JavaScript, and so do types other than float32', () => {
    expect(make('float32', 3)).toBeUndefined();
    expect(make('float32', 0)).toBeUndefined();
    expect(make('float64', 64)).toBeUndefined();
    expect(make('float32', 8)).toBeDefined();
  });

  test('that are small do not wait for code with wide vectors', () => {
    const wide = machines.find(({ target }) => target.revectorized);
    expect([8, 64].map((size) => make('float32', size, wide)?.needsMerging)).toEqual([false, true]);
  });
});
