import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DType, isFloating, type TensorData } from '../../../engine/graph/index.ts';
import {
  accumulator,
  binary,
  cast,
  type Epilogue,
  identityView,
  literal,
  load,
  ProgramBuilder,
  type Reduction,
  unary,
  type Value,
} from '../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../against-reference.ts';
import { dataFor, numericTypes, shapes, viewsOf } from '../arbitraries.ts';
import { feed, runProgram } from '../naive-plan.ts';

function reduceInto(
  b: ProgramBuilder,
  reduction: Reduction,
  dtype: DType,
  space: readonly number[],
  axes: readonly number[],
  operand: { value: Value; view: ReturnType<typeof identityView> },
  epilogue: Epilogue | null,
): Value {
  const output = b.value(
    dtype,
    space.filter((_, axis) => !axes.includes(axis)),
  );
  const operands = [{ value: operand.value.id, view: operand.view }];
  b.append({ kind: 'reduce', output: output.id, reduction, space, axes, operands, expr: load(0, dtype), epilogue });
  return output;
}

const spaceAndAxes = shapes({ max: 4 }).chain((space) =>
  fc.record({ space: fc.constant(space), axes: fc.subarray(space.map((_, axis) => axis)) }),
);

describe('reductions', () => {
  test.each(numericTypes)('of %s over any axes of any view, with an epilogue, as the reference', (dtype) => {
    const programs = spaceAndAxes.chain(({ space, axes }) =>
      viewsOf(space).chain(({ shape, view }) =>
        fc.record({
          space: fc.constant(space),
          axes: fc.constant(axes),
          view: fc.constant(view),
          shape: fc.constant(shape),
          data: dataFor(dtype, shape),
          extra: dataFor(
            dtype,
            space.filter((_, axis) => !axes.includes(axis)),
          ),
          reduction: fc.constantFrom<Reduction[]>('sum', 'prod', 'max', 'min'),
        }),
      ),
    );
    fc.assert(
      fc.property(programs, ({ space, axes, view, shape, data, extra, reduction }) => {
        // What is left of a small number beside two large ones that cancel hangs on the order.
        const isLarge = (x: unknown) => Math.abs(Number(x)) > 1e20 && Number.isFinite(Number(x));
        fc.pre(reduction !== 'sum' || !isFloating(dtype) || !Array.from(data as ArrayLike<unknown>).some(isLarge));
        const b = new ProgramBuilder();
        const value = feed(b, 'x', dtype, shape);
        const kept = space.filter((_, axis) => !axes.includes(axis));
        const other = feed(b, 'y', dtype, kept);
        const epilogue: Epilogue = {
          operands: [{ value: other.id, view: identityView(kept.length) }],
          expr: binary('add', binary('mul', accumulator(dtype), literal(2, dtype)), load(0, dtype)),
        };
        const plain = reduceInto(b, reduction, dtype, space, axes, { value, view }, null);
        const ridden = reduceInto(b, reduction, dtype, space, axes, { value, view }, epilogue);
        expectAsReference(b, [plain, ridden], [data, extra]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(['int32', 'uint8', 'int64', 'float32'] as const)('of truth values, as %s', (dtype) => {
    for (const reduction of ['sum', 'prod', 'max'] as const) {
      const b = new ProgramBuilder();
      const x = feed(b, 'x', 'bool', [2, 3]);
      const output = b.value(dtype, [2]);
      const operands = [{ value: x.id, view: identityView(2) }];
      const expr = cast(unary('not', load(0, 'bool')), dtype);
      const shape = { space: [2, 3], axes: [1], operands, expr, epilogue: null };
      b.append({ kind: 'reduce', output: output.id, reduction, ...shape });
      expectAsReference(b, [output], [Uint8Array.of(0, 0, 0, 1, 0, 0)]);
    }
  });

  test('any and all', () => {
    const programs = spaceAndAxes.chain(({ space, axes }) =>
      fc.record({ space: fc.constant(space), axes: fc.constant(axes), data: dataFor('bool', space) }),
    );
    fc.assert(
      fc.property(programs, fc.constantFrom<Reduction[]>('any', 'all'), ({ space, axes, data }, reduction) => {
        const b = new ProgramBuilder();
        expectAsReference(b, [b.reduce(reduction, feed(b, 'x', 'bool', space), axes)], [data]);
      }),
    );
  });

  test('a sum of many float32 loses nothing on the way', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [1_000_000]);
    const [sum] = runProgram(b, [b.reduce('sum', x, [0])], [new Float32Array(1_000_000).fill(0.1)]);
    expect(sum[0]).toBe(Math.fround(1_000_000 * Math.fround(0.1)));
  });
});

describe('indices of extremes, and running totals', () => {
  const along = shapes({ min: 1, max: 4 })
    .filter((shape) => shape.length > 0)
    .chain((shape) => fc.record({ shape: fc.constant(shape), axis: fc.integer({ min: 0, max: shape.length - 1 }) }));

  test.each(numericTypes)('argmax and argmin of %s', (dtype) => {
    const cases = along.chain((c) => fc.record({ c: fc.constant(c), data: dataFor(dtype, c.shape) }));
    fc.assert(
      fc.property(cases, fc.constantFrom('int32' as const, 'int64' as const), ({ c, data }, index) => {
        const b = new ProgramBuilder();
        const x = feed(b, 'x', dtype, c.shape);
        expectAsReference(b, [b.argReduce('max', x, c.axis, index), b.argReduce('min', x, c.axis, index)], [data]);
      }),
    );
  });

  test('the first of equal elements wins, NaN never does, and nothing found gives 0', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [3, 3]);
    const data = Float32Array.of(1, 3, 3, NaN, -1, 2, NaN, NaN, NaN);
    expect(runProgram(b, [b.argReduce('max', x, 1, 'int32')], [data])).toEqual([Int32Array.of(1, 2, 0)]);
  });

  test.each(numericTypes)('running sums and products of %s, exclusive and reversed', (dtype) => {
    const cases = along.chain((c) => fc.record({ c: fc.constant(c), data: dataFor(dtype, c.shape) }));
    fc.assert(
      fc.property(cases, fc.boolean(), fc.boolean(), ({ c, data }, exclusive, reverse) => {
        const b = new ProgramBuilder();
        const x = feed(b, 'x', dtype, c.shape);
        const outputs = (['sum', 'prod'] as const).map((reduction) => {
          const output = b.value(dtype, c.shape);
          b.append({ kind: 'scan', output: output.id, reduction, input: x.id, axis: c.axis, exclusive, reverse });
          return output;
        });
        expectAsReference(b, outputs, [data]);
      }),
    );
  });

  test.each(['float32', 'int32', 'int64', 'uint8'] as const)('the k largest of %s', (dtype) => {
    const cases = fc
      .record({ rows: fc.integer({ min: 0, max: 3 }), n: fc.integer({ min: 1, max: 20 }) })
      .chain(({ rows, n }) =>
        fc.record({
          rows: fc.constant(rows),
          n: fc.constant(n),
          k: fc.integer({ min: 0, max: n }),
          data: few(dtype, rows * n),
        }),
      );
    fc.assert(
      fc.property(cases, ({ rows, n, k, data }) => {
        const b = new ProgramBuilder();
        const x = feed(b, 'x', dtype, [rows, n]);
        const values = b.value(dtype, [rows, k]);
        const indices = b.value('int32', [rows, k]);
        b.append({ kind: 'topK', values: values.id, indices: indices.id, input: x.id, k });
        expectAsReference(b, [values, indices], [data]);
      }),
    );
  });

  test('NaN counts as the largest of all', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [5]);
    const values = b.value('float32', [3]);
    const indices = b.value('int32', [3]);
    b.append({ kind: 'topK', values: values.id, indices: indices.id, input: x.id, k: 3 });
    const data = Float32Array.of(1, NaN, Infinity, NaN, 5);
    expect(runProgram(b, [values, indices], [data])).toEqual([
      Float32Array.of(NaN, NaN, Infinity),
      Int32Array.of(1, 3, 2),
    ]);
  });
});

/** Many equal elements. */
function few(dtype: DType, size: number): fc.Arbitrary<TensorData> {
  return fc.array(fc.integer({ min: 0, max: 4 }), { minLength: size, maxLength: size }).map((list) => {
    if (dtype === 'int64') return BigInt64Array.from(list, BigInt);
    return dtype === 'int32'
      ? Int32Array.from(list)
      : dtype === 'uint8'
        ? Uint8Array.from(list)
        : Float32Array.from(list);
  });
}
