import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DType, sizeOf } from '../../../engine/graph/index.ts';
import { ProgramBuilder, type Value } from '../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../against-reference.ts';
import { dataFor, numericTypes } from '../arbitraries.ts';
import { feed, naivePlan, prepare, runProgram } from '../naive-plan.ts';

const sizes = fc.record({
  outer: fc.integer({ min: 1, max: 3 }),
  indexed: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
  inner: fc.integer({ min: 0, max: 3 }),
  count: fc.integer({ min: 0, max: 5 }),
});
/** Mostly inside; `reach` lets some fall outside. */
const indicesFor = (indexed: readonly number[], count: number, reach: number) =>
  fc
    .tuple(
      ...Array.from({ length: count }, () =>
        fc.tuple(...indexed.map((dim) => fc.integer({ min: -reach, max: dim - 1 + reach }))),
      ),
    )
    .map((rows) => rows.flat());
const indexData = (list: readonly number[], dtype: 'int32' | 'int64') =>
  dtype === 'int32' ? Int32Array.from(list) : BigInt64Array.from(list, BigInt);

describe('gather', () => {
  test.each([...numericTypes, 'bool', 'string'] as const)('%s picked by int32 and int64, as the reference', (dtype) => {
    const cases = sizes.chain((c) =>
      fc.record({
        c: fc.constant(c),
        index: fc.constantFrom('int32' as const, 'int64' as const),
        indices: fc
          .integer({ min: 0, max: 1 })
          .chain((reach) => indicesFor(c.indexed, c.count, c.indexed.length === 1 ? reach : 0)),
        data: dataFor(dtype, [c.outer, ...c.indexed, c.inner]),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c: { outer, indexed, inner, count }, index, indices, data }) => {
        const b = new ProgramBuilder();
        const params = feed(b, 'params', dtype, [outer, ...indexed, inner]);
        const at = feed(b, 'indices', index, [count, indexed.length]);
        const output = b.value(dtype, [outer, count, inner]);
        b.append({ kind: 'gather', output: output.id, params: params.id, indices: at.id, outer, indexed, inner });
        expectAsReference(b, [output], [data, indexData(indices, index)]);
      }),
    );
  });

  test('an index outside is named, with its place and the operation', () => {
    const b = new ProgramBuilder();
    b.covers = ['layer/lookup'];
    const params = feed(b, 'params', 'float32', [1, 5, 1]);
    const at = feed(b, 'indices', 'int32', [4, 1]);
    const output = b.value('float32', [1, 4, 1]);
    b.append({
      kind: 'gather',
      output: output.id,
      params: params.id,
      indices: at.id,
      outer: 1,
      indexed: [5],
      inner: 1,
    });
    const run = () => runProgram(b, [output], [new Float32Array(5), Int32Array.of(0, 4, 1, 7)]);
    expect(run).toThrow('indices[3] = 7 is not in [0, 5)');
    expect(run).toThrow(expect.objectContaining({ operation: expect.objectContaining({ name: 'layer/lookup' }) }));
  });

  test('a tuple of indices outside is named whole', () => {
    const b = new ProgramBuilder();
    const params = feed(b, 'params', 'float32', [1, 5, 3, 1]);
    const at = feed(b, 'indices', 'int32', [2, 2]);
    const output = b.value('float32', [1, 2, 1]);
    b.append({
      kind: 'gather',
      output: output.id,
      params: params.id,
      indices: at.id,
      outer: 1,
      indexed: [5, 3],
      inner: 1,
    });
    expect(() => runProgram(b, [output], [new Float32Array(15), Int32Array.of(0, 0, 4, 3)])).toThrow(
      'indices[1] = [4, 3] does not index into param shape [5,3]',
    );
  });
});

function scatterInto(
  b: ProgramBuilder,
  dtype: DType,
  c: {
    indexed: readonly number[];
    inner: number;
    mode: 'add' | 'sub' | 'update' | 'mul' | 'div' | 'max' | 'min';
    skipNegative: boolean;
  },
  [base, indices, updates]: readonly [Value | null, Value, Value],
): Value {
  const output = b.value(dtype, [...c.indexed, c.inner]);
  b.append({
    kind: 'scatter',
    output: output.id,
    base: base?.id ?? null,
    indices: indices.id,
    updates: updates.id,
    ...c,
  });
  return output;
}

describe('scatter', () => {
  test.each(numericTypes)('%s in every mode, with and without a base, as the reference', (dtype) => {
    const cases = sizes.chain(({ indexed, inner, count }) =>
      fc.record({
        c: fc.record({
          indexed: fc.constant(indexed),
          inner: fc.constant(inner),
          mode: fc.constantFrom(
            'add' as const,
            'sub' as const,
            'update' as const,
            'mul' as const,
            'div' as const,
            'max' as const,
            'min' as const,
          ),
          skipNegative: fc.boolean(),
        }),
        count: fc.constant(count),
        hasBase: fc.boolean(),
        indices: indicesFor(indexed, count, 0).chain((list) =>
          fc.boolean().map((drop) => (drop && indexed.length === 1 ? list.map((i, n) => (n === 0 ? -1 : i)) : list)),
        ),
        data: fc.tuple(dataFor(dtype, [...indexed, inner]), dataFor(dtype, [count, inner])),
      }),
    );
    fc.assert(
      fc.property(cases, ({ c, count, hasBase, indices, data }) => {
        const b = new ProgramBuilder();
        const base = feed(b, 'base', dtype, [...c.indexed, c.inner]);
        const at = feed(b, 'indices', 'int32', [count, c.indexed.length]);
        const updates = feed(b, 'updates', dtype, [count, c.inner]);
        const output = scatterInto(b, dtype, c, [hasBase ? base : null, at, updates]);
        expectAsReference(b, [output], [data[0], Int32Array.from(indices), data[1]]);
      }),
    );
  });

  test('into its own base, as an update of a variable does', () => {
    const b = new ProgramBuilder();
    const base = feed(b, 'base', 'float32', [3, 1]);
    const at = feed(b, 'indices', 'int32', [2, 1]);
    const updates = feed(b, 'updates', 'float32', [2, 1]);
    const c = { indexed: [3], inner: 1, mode: 'sub', skipNegative: false } as const;
    const output = scatterInto(b, 'float32', c, [base, at, updates]);
    const places = new Map([[output.id, naivePlan(b, []).places[base.id]!]]);
    const run = prepare(naivePlan(b, [output], { places })).run([
      Float32Array.of(1, 2, 3),
      Int32Array.of(2, 2),
      Float32Array.of(1, 10),
    ]);
    expect(run).toEqual({ fetches: [Float32Array.of(1, 2, -8)] });
    expect(sizeOf(output.shape)).toBe(3);
  });
});
