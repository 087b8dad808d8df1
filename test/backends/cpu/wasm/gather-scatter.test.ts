import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type DType, sizeOf } from '../../../../engine/graph/index.ts';
import { ProgramBuilder, type Value } from '../../../../engine/ops/kernel-language/index.ts';
import { dataFor } from '../../arbitraries.ts';
import { feed, naivePlan, openStore, prepare } from '../../naive-plan.ts';
import { expectSameBits, noise } from './in-both.ts';

type IndexType = 'int32' | 'int64';
const sizes = fc.record({
  outer: fc.integer({ min: 1, max: 3 }),
  indexed: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
  inner: fc.constantFrom(1, 2, 3, 4, 5, 8, 15, 16, 33, 64, 100, 130, 257),
  count: fc.integer({ min: 1, max: 12 }),
  index: fc.constantFrom<IndexType>('int32', 'int64'),
});
/** Mostly inside; with `reach` some may fall outside. */
const indicesFor = (indexed: readonly number[], count: number, reach: number) =>
  fc
    .tuple(
      ...Array.from({ length: count }, () =>
        fc.tuple(
          ...indexed.map((dim) =>
            fc.oneof(
              { weight: 20, arbitrary: fc.integer({ min: 0, max: dim - 1 }) },
              { weight: reach, arbitrary: fc.constantFrom(-1, dim, -(2 ** 31), 2 ** 31 - 1) },
            ),
          ),
        ),
      ),
    )
    .map((rows) => rows.flat());
const indexData = (list: readonly number[], dtype: IndexType) =>
  dtype === 'int32' ? Int32Array.from(list) : BigInt64Array.from(list, BigInt);

function gatherOf(
  b: ProgramBuilder,
  dtype: DType,
  c: { outer: number; indexed: readonly number[]; inner: number; count: number; index: IndexType },
): Value {
  const params = feed(b, 'params', dtype, [c.outer, ...c.indexed, c.inner]);
  const at = feed(b, 'indices', c.index, [c.count, c.indexed.length]);
  const output = b.value(dtype, [c.outer, c.count, c.inner]);
  const { outer, indexed, inner } = c;
  b.append({ kind: 'gather', output: output.id, params: params.id, indices: at.id, outer, indexed, inner });
  return output;
}

describe('gather', () => {
  test.each<DType>(['float32', 'int32', 'bool', 'uint8', 'int64', 'float64'])('%s, with faults', (dtype) => {
    const cases = sizes.chain((c) =>
      fc.record({
        c: fc.constant(c),
        indices: fc.constantFrom(0, 0, 1).chain((reach) => indicesFor(c.indexed, c.count, reach)),
        data: dataFor(dtype, [c.outer, ...c.indexed, c.inner]),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c, indices, data }) => {
        const b = new ProgramBuilder();
        expectSameBits(b, gatherOf(b, dtype, c), [data, indexData(indices, c.index)]);
      }),
      { numRuns: 40 },
    );
  });

  it.each([1, 7, 64, 300])('many slices of %d elements, and the first of several indices outside', (inner) => {
    const c = {
      outer: 1,
      indexed: [1000],
      inner,
      count: Math.floor(30_000 / Math.ceil(inner / 10)),
      index: 'int32' as const,
    };
    const indices = Int32Array.from(noise(c.count), (x) => Math.floor((x + 1) * 500));
    const params = noise(1000 * inner);
    const b = new ProgramBuilder();
    const output = gatherOf(b, 'float32', c);
    expectSameBits(b, output, [params, indices]);
    indices[c.count - 1] = 1000;
    indices[c.count >> 1] = -5;
    expectSameBits(b, output, [params, indices]);
  });
});

interface Scatter {
  readonly indexed: readonly number[];
  readonly inner: number;
  readonly mode: 'add' | 'sub' | 'update' | 'mul' | 'div' | 'max' | 'min';
  readonly skipNegative: boolean;
}

function scatterOf(
  b: ProgramBuilder,
  dtype: DType,
  c: Scatter,
  { count, index, hasBase }: { count: number; index: IndexType; hasBase: boolean },
): { output: Value; base: Value } {
  const base = feed(b, 'base', dtype, [...c.indexed, c.inner]);
  const at = feed(b, 'indices', index, [count, c.indexed.length]);
  const updates = feed(b, 'updates', dtype, [count, c.inner]);
  const output = b.value(dtype, [...c.indexed, c.inner]);
  b.append({
    kind: 'scatter',
    output: output.id,
    base: hasBase ? base.id : null,
    indices: at.id,
    updates: updates.id,
    ...c,
  });
  return { output, base };
}

describe('scatter', () => {
  const modes = ['add', 'sub', 'update', 'mul', 'div', 'max', 'min'] as const;

  test.each<DType>(['float32', 'int32'])('%s in every mode, with faults', (dtype) => {
    const cases = sizes.chain(({ indexed, inner, count, index }) =>
      fc.record({
        c: fc.record({
          indexed: fc.constant(indexed),
          inner: fc.constant(inner),
          // Integers are divided by JavaScript.
          mode: fc.constantFrom(...modes.filter((mode) => dtype === 'float32' || mode !== 'div')),
          skipNegative: fc.boolean(),
        }),
        how: fc.record({ count: fc.constant(count), index: fc.constant(index), hasBase: fc.boolean() }),
        indices: fc.constantFrom(0, 0, 1).chain((reach) => indicesFor(indexed, count, reach)),
        data: fc.tuple(dataFor(dtype, [...indexed, inner]), dataFor(dtype, [count, inner])),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c, how, indices, data }) => {
        const b = new ProgramBuilder();
        const { output } = scatterOf(b, dtype, c, how);
        expectSameBits(b, output, [data[0], indexData(indices, how.index), data[1]]);
      }),
      { numRuns: 120 },
    );
  });

  it.each([1, 8, 20, 64, 128, 130, 200])('%d elements an update, in the order of the updates', (inner) => {
    const count = 5000;
    const b = new ProgramBuilder();
    const c = { indexed: [77], inner, mode: 'add', skipNegative: false } as const;
    const { output } = scatterOf(b, 'float32', c, { count, index: 'int32', hasBase: true });
    const indices = Int32Array.from(noise(count), (x) => Math.floor((x + 1) * 38.5));
    expectSameBits(b, output, [noise(77 * inner), indices, noise(count * inner, 7)]);
  });

  it.each(['javascript', 'webAssembly'] as const)('%s: what a fault leaves in the memory of the base', (kernels) => {
    const b = new ProgramBuilder();
    const c = { indexed: [40], inner: 2, mode: 'add', skipNegative: false } as const;
    const { output, base } = scatterOf(b, 'float32', c, { count: 3, index: 'int32', hasBase: true });
    const naive = naivePlan(b, []);
    const places = new Map([[output.id, naive.places[base.id]!]]);
    const store = openStore(undefined, kernels);
    const updates = Float32Array.of(1, 2, 4, 8, 16, 32);
    const failing = prepare(naivePlan(b, [output], { places }), store);
    expect(() => failing.run([new Float32Array(80), Int32Array.of(3, 99, 4), updates])).toThrow('indices[1] = 99');
    expect(sizeOf(output.shape)).toBe(80);
    const { fetches } = failing.run([new Float32Array(80).fill(1), Int32Array.of(3, 3, 4), updates]) as {
      fetches: Float32Array[];
    };
    expect(Array.from(fetches[0].slice(4, 10))).toEqual([1, 1, 6, 11, 17, 33]);
  });
});
