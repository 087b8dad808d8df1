import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DType, sizeOf } from '../../../../engine/graph/index.ts';
import {
  accumulator,
  binary,
  cast,
  type Expr,
  identityView,
  literal,
  load,
  ProgramBuilder,
  select,
} from '../../../../engine/ops/kernel-language/index.ts';
import { dataFor, viewsOf } from '../../arbitraries.ts';
import { feed, runProgram } from '../../naive-plan.ts';
import { expectSameBits } from './in-both.ts';

const types = ['float32', 'int32', 'uint8', 'bool'] as const satisfies readonly DType[];
const pairs = types.flatMap((from) => types.map((to) => [from, to] as const)).filter(([from, to]) => from !== to);

describe('casts', () => {
  it.each(pairs)('%s to %s, along rows of any stride', (from, to) => {
    const spaces = fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 3 });
    const cases = spaces.chain((space) =>
      viewsOf(space).chain((operand) =>
        fc.record({ space: fc.constant(space), operand: fc.constant(operand), data: dataFor(from, operand.shape) }),
      ),
    );
    fc.assert(
      fc.property(cases, ({ space, operand, data }) => {
        const b = new ProgramBuilder();
        const x = feed(b, 'x', from, operand.shape);
        const [output] = b.elementwise(space, [{ value: x, view: operand.view }], [cast(load(0, from), to)]);
        expectSameBits(b, output, [data]);
      }),
      { numRuns: 40 },
    );
  });

  it('floats to uint8 saturate, and NaN is 0', () => {
    const data = Float32Array.of(
      -1,
      -0,
      0,
      0.99,
      1,
      254.9,
      255,
      255.9,
      256,
      1e10,
      -1e10,
      Infinity,
      -Infinity,
      Number.NaN,
    );
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [data.length]);
    expectSameBits(
      b,
      b.map([x], (e) => cast(e, 'uint8')),
      [data],
    );
  });

  it('an image of bytes becomes floats between 0 and 1 in one pass', () => {
    const shape = [3, 28, 28, 3];
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'uint8', shape);
    const y = b.map([x], (e) => binary('div', cast(e, 'float32'), literal(255, 'float32')));
    expectSameBits(b, y, [Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (i * 37) % 256)]);
  });

  it('uint8 values can be chosen between', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [101]);
    const choice = (e: Expr) => select(binary('less', e, literal(0, 'float32')), literal(7, 'uint8'), cast(e, 'uint8'));
    const data = Float32Array.from({ length: 101 }, (_, i) => i * 7 - 300);
    expectSameBits(b, b.map([x], choice), [data]);
  });

  it('an elementwise kernel without axes writes its one element', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', []);
    const y = b.map([x], (e) => cast(e, 'uint8'));
    expect(runProgram(b, [y], [Float32Array.of(9.5)], 'webAssembly')[0]).toEqual(Uint8Array.of(9));
  });

  it.each([
    [[300, 41], [0]],
    [[300, 41], [1]],
    [[70_003], [0]],
  ])('bytes of shape %j are summed as floats along %j, and the sums become bytes', (shape, axes) => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'uint8', shape);
    const output = b.value(
      'uint8',
      shape.filter((_, axis) => !axes.includes(axis)),
    );
    b.append({
      kind: 'reduce',
      output: output.id,
      reduction: 'sum',
      space: shape,
      axes,
      operands: [{ value: x.id, view: identityView(shape.length) }],
      expr: binary('div', cast(load(0, 'uint8'), 'float32'), literal(256, 'float32')),
      epilogue: { operands: [], expr: cast(accumulator('float32'), 'uint8') },
    });
    expectSameBits(b, output, [Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (i * 37) % 256)]);
  });

  it.each([
    [5, 3, 7],
    [40, 30, 33],
  ])('a product of %d × %d × %d plus bytes becomes bytes', (m, k, n) => {
    const b = new ProgramBuilder();
    const [x, y] = [feed(b, 'x', 'float32', [m, k]), feed(b, 'y', 'float32', [k, n])];
    const z = feed(b, 'z', 'uint8', [m, n]);
    const output = b.value('uint8', [m, n]);
    b.append({
      kind: 'matmul',
      output: output.id,
      a: x.id,
      b: y.id,
      transposeA: false,
      transposeB: false,
      epilogue: {
        operands: [{ value: z.id, view: identityView(2) }],
        expr: cast(binary('add', accumulator('float32'), cast(load(0, 'uint8'), 'float32')), 'uint8'),
      },
    });
    // Whole numbers, so that sums are exact in any order.
    const whole = (count: number) => Float32Array.from({ length: count }, (_, i) => ((i * 7) % 11) - 5);
    const bytes = Uint8Array.from({ length: m * n }, (_, i) => (i * 13) % 256);
    const feeds = [whole(m * k), whole(k * n), bytes];
    expect(runProgram(b, [output], feeds, 'webAssembly')).toEqual(runProgram(b, [output], feeds));
  });
});
