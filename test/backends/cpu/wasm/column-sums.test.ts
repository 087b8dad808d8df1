import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2d } from '../../../../engine/backends/cpu/wasm/kernels/conv/conv2d.ts';
import { matmul } from '../../../../engine/backends/cpu/wasm/kernels/matmul.ts';
import { sizeOf } from '../../../../engine/graph/index.ts';
import {
  accumulator,
  along,
  binary,
  type Epilogue,
  literal,
  load,
  ProgramBuilder,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../../against-reference.ts';
import { feed } from '../../naive-plan.ts';
import { backwards, machines, runKernel, wave } from './run-kernel.ts';

/** Adds a bias, then what is below zero becomes zero. */
const rectified = (bias: number, columnAxis: number): Epilogue => ({
  operands: [{ value: bias, view: [along(columnAxis)] }],
  expr: binary('max', binary('add', accumulator('float32'), load(0, 'float32')), literal(0, 'float32')),
});

/** Column by column: the sum, and the sum of magnitudes, of what the kernel makes without sums. */
function totalsOf(result: ArrayLike<number>, columns: number) {
  const sums = new Float64Array(columns);
  const sizes = new Float64Array(columns);
  for (let i = 0; i < result.length; i++) {
    sums[i % columns] += result[i];
    sizes[i % columns] += Math.abs(result[i]);
  }
  return { sums, sizes };
}

function expectTotals(got: ArrayLike<number>, result: ArrayLike<number>, columns: number, what: string): void {
  const { sums, sizes } = totalsOf(result, columns);
  expect(got).toHaveLength(columns);
  for (let j = 0; j < columns; j++) {
    if (Math.abs(got[j] - sums[j]) <= 1e-5 * sizes[j]) continue;
    throw new Error(`${what}, column ${j}: got ${got[j]}, wanted ${sums[j]} of terms that add to ${sizes[j]}`);
  }
}

const randomState = () => {
  throw new Error('A product draws no numbers.');
};

describe.each(machines)('sums of columns $name', ({ target, ...machine }) => {
  /** The sums, and the product without them. `scratchLimit`: bytes. */
  function product(batch: number, m: number, k: number, n: number, withEpilogue: boolean, scratchLimit?: number) {
    const shapes = [[batch, m, k], [batch, k, n], [n], [batch, m, n], [n]];
    const values = shapes.map((shape, id): Value => ({ id, dtype: 'float32', shape }));
    const data = new Map([0, 1, 2].map((id) => [id, wave(sizeOf(shapes[id]), 0.7 + id)]));
    const epilogue = withEpilogue ? rectified(2, 2) : null;
    const sides = { a: 0, b: 1, transposeA: false, transposeB: false, covers: [] };
    const limited = scratchLimit === undefined ? target : { ...target, scratchLimit };
    const run = (columnSums?: number) => {
      const kernel = matmul(
        { kind: 'matmul', ...sides, output: 3, epilogue, ...(columnSums ? { columnSums } : {}) },
        { values, target: limited, evenSmall: true, randomState },
      )!;
      return runKernel({ ...machine, target }, kernel, values, data, backwards) as Float32Array;
    };
    return { sums: run(4), result: run() };
  }

  it('of products of any sizes, in whichever order chunks run', () => {
    const cases = fc.record({
      batch: fc.constantFrom(1, 1, 2, 3),
      m: fc.integer({ min: 1, max: 40 }),
      k: fc.integer({ min: 1, max: 40 }),
      n: fc.integer({ min: 1, max: 40 }),
      withEpilogue: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ batch, m, k, n, withEpilogue }) => {
        const { sums, result } = product(batch, m, k, n, withEpilogue);
        expectTotals(sums, result, n, `${batch}·${m}×${k}×${n}`);
      }),
      { numRuns: 60 },
    );
  });

  // Blocks of depth, of rows, of columns; more blocks of rows than are added up at once.
  it.each([
    [1, 5, 2000, 21],
    [1, 250, 900, 30],
    [1, 300, 10, 500],
    [3, 211, 5, 9],
    [1, 9000, 3, 17],
  ])('of %i products of %i×%i×%i, cut into blocks', (batch, m, k, n) => {
    for (const withEpilogue of [false, true]) {
      const { sums, result } = product(batch, m, k, n, withEpilogue);
      expectTotals(sums, result, n, 'all at once');
    }
  });

  it('in passes, where b is too large to be packed at once', () => {
    for (const [rows, depth] of [
      [3, 1600],
      [200, 7],
      [200, 1600],
    ]) {
      const { sums, result } = product(2, rows, depth, 29, true, 4 * 8 * 1600);
      expectTotals(sums, result, 29, `${rows}×${depth}`);
    }
  });

  it('of convolutions, in passes of images too', () => {
    for (const [batch, size, channels, outChannels] of [
      [2, 5, 1, 3],
      [3, 14, 4, 32],
      [7, 9, 3, 18],
    ]) {
      const convolution = {
        inputShape: [batch, size, size, channels],
        filterShape: [3, 3, channels, outChannels],
        outputShape: [batch, size, size, outChannels],
        strides: [1, 1],
        dilations: [1, 1],
        padding: [1, 1, 1, 1],
      } as const;
      const shapes = [convolution.inputShape, convolution.filterShape, [outChannels], convolution.outputShape];
      const values = [...shapes, [outChannels]].map((shape, id): Value => ({ id, dtype: 'float32', shape }));
      const data = new Map([0, 1, 2].map((id) => [id, wave(sizeOf(shapes[id]), 0.7 + id)]));
      for (const scratchLimit of [target.scratchLimit, 4 * 3000]) {
        const run = (columnSums?: number) => {
          const kernel = conv2d(
            {
              kind: 'conv2d',
              input: 0,
              filter: 1,
              output: 3,
              convolution,
              epilogue: rectified(2, 3),
              covers: [],
              ...(columnSums ? { columnSums } : {}),
            },
            { values, target: { ...target, scratchLimit }, evenSmall: true, randomState },
          )!;
          return runKernel({ ...machine, target }, kernel, values, data, backwards) as Float32Array;
        };
        expectTotals(run(4), run(), outChannels, `${batch} images of ${size}, ${scratchLimit} bytes`);
      }
    }
  });
});

describe('sums of columns', () => {
  it('are those of the reference in every form', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [2, 7, 5]);
    const y = feed(b, 'y', 'float32', [2, 6, 5]);
    const bias = feed(b, 'bias', 'float32', [6]);
    const output = b.value('float32', [2, 7, 6]);
    const columnSums = b.value('float32', [6]);
    const sides = { a: x.id, b: y.id, transposeA: false, transposeB: true };
    b.append({
      kind: 'matmul',
      ...sides,
      output: output.id,
      epilogue: rectified(bias.id, 2),
      columnSums: columnSums.id,
    });
    const image = feed(b, 'image', 'float32', [2, 4, 5, 3]);
    const filter = feed(b, 'filter', 'float32', [2, 2, 3, 5]);
    const pixels = b.value('float32', [2, 3, 4, 5]);
    const pixelSums = b.value('float32', [5]);
    b.append({
      kind: 'conv2d',
      input: image.id,
      filter: filter.id,
      output: pixels.id,
      convolution: {
        inputShape: image.shape,
        filterShape: filter.shape,
        outputShape: pixels.shape,
        strides: [1, 1],
        dilations: [1, 1],
        padding: [0, 0, 0, 0],
      },
      epilogue: null,
      columnSums: pixelSums.id,
    });
    const feeds = [x, y, bias, image, filter].map(({ shape }, i) => wave(sizeOf(shape), 0.3 + i));
    expectAsReference(b, [output, columnSums, pixels, pixelSums], feeds, { relative: 1e-6, webAssembly: 1e-4 });
  });
});
