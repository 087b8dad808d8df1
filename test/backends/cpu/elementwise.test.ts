import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../../engine/graph/index.ts';
import {
  binary,
  type Expr,
  identityView,
  literal,
  load,
  ProgramBuilder,
  select,
  unary,
} from '../../../engine/ops/kernel-language/index.ts';
import { expectAsReference } from '../against-reference.ts';
import { dataFor, expressions, numericTypes, shapes, viewsOf } from '../arbitraries.ts';
import { feed, naivePlan, prepare, runProgram } from '../naive-plan.ts';

/** A space, operands of each type read through random views, and expressions over them. */
const programs = shapes({ max: 3 }).chain((space) =>
  fc
    .tuple(
      ...numericTypes.map((dtype) =>
        viewsOf(space).chain((operand) =>
          fc.record({
            operand: fc.constant(operand),
            data: dataFor(dtype, operand.shape),
          }),
        ),
      ),
    )
    .chain((operands) => {
      const leaves = numericTypes.map((dtype, i) => load(i, dtype));
      const expr = fc.constantFrom(...numericTypes).chain((dtype) => expressions(dtype, leaves, space.length, 3));
      return fc.record({
        space: fc.constant(space),
        operands: fc.constant(operands),
        exprs: fc.array(expr, { minLength: 1, maxLength: 3 }),
      });
    }),
);

describe('elementwise kernels', () => {
  test('give what the reference gives, bit for bit, for any expressions over any views', () => {
    fc.assert(
      fc.property(programs, ({ space, operands, exprs }) => {
        const b = new ProgramBuilder();
        const inputs = operands.map(({ operand: { shape, view } }, i) => ({
          value: feed(b, `x${i}`, numericTypes[i], shape),
          view,
        }));
        const outputs = b.elementwise(space, inputs, exprs);
        expectAsReference(
          b,
          outputs,
          operands.map(({ data }) => data),
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each(['int32', 'int64', 'uint8'] as const)('%s division follows the signs and refuses zero', (dtype) => {
    const ops = ['div', 'floorDiv', 'floorMod', 'truncateMod', 'pow'] as const;
    const small = (min: number) =>
      fc.array(fc.integer({ min: dtype === 'uint8' ? Math.max(0, min) : min, max: 9 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...ops), small(-9), small(-3), (op, x, y) => {
        const b = new ProgramBuilder();
        const make = (list: number[]) =>
          dtype === 'int64'
            ? BigInt64Array.from(list, BigInt)
            : dtype === 'int32'
              ? Int32Array.from(list)
              : Uint8Array.from(list);
        const inputs = [feed(b, 'x', dtype, [6]), feed(b, 'y', dtype, [6])];
        expectAsReference(b, [b.map(inputs, (p, q) => binary(op, p, q))], [make(x), make(y)]);
      }),
      { numRuns: 200 },
    );
  });

  test('an integer division by zero names the operations that the kernel covers', () => {
    const b = new ProgramBuilder();
    b.covers = ['quotient'];
    const x = feed(b, 'x', 'int32', [2]);
    const y = b.map([x], (e) => binary('div', literal(1, 'int32'), e));
    const run = () => runProgram(b, [y], [Int32Array.of(1, 0)]);
    expect(run).toThrow(InvalidArgumentError);
    expect(run).toThrow('Integer division by zero');
    try {
      run();
    } catch (error) {
      expect((error as InvalidArgumentError).operation?.name).toBe('quotient');
    }
  });

  test('a division in the branch that is not taken still fails, as it does unfused', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'int32', [1]);
    const y = b.map([x], (e) =>
      select(binary('equal', e, literal(0, 'int32')), e, binary('div', literal(1, 'int32'), e)),
    );
    expect(() => runProgram(b, [y], [Int32Array.of(0)])).toThrow('Integer division by zero');
  });

  test('outputs may lie in the memory of operands read at the same point', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [5]);
    const y = feed(b, 'y', 'float32', [5]);
    const [sum, difference] = b.mapMany([x, y], (p, q) => [binary('add', p, q), binary('sub', p, q)]);
    const naive = naivePlan(b, [sum, difference]);
    const places = new Map([
      [sum.id, naive.places[y.id]!],
      [difference.id, naive.places[x.id]!],
    ]);
    const result = prepare(naivePlan(b, [sum, difference], { places })).run([
      Float32Array.of(1, 2, 3, 4, 5),
      Float32Array.of(10, 20, 30, 40, 50),
    ]);
    expect(result).toEqual({ fetches: [Float32Array.of(11, 22, 33, 44, 55), Float32Array.of(-9, -18, -27, -36, -45)] });
  });

  test('fusing float32 operations changes no bit', () => {
    fc.assert(
      fc.property(dataFor('float32', [9]), dataFor('float32', [9]), (p, q) => {
        const chain = (x: Expr, y: Expr) => [binary('mul', x, y), binary('add', x, literal(0.1, 'float32'))] as const;
        const fused = new ProgramBuilder();
        const f = fused.map([feed(fused, 'x', 'float32', [9]), feed(fused, 'y', 'float32', [9])], (x, y) => {
          const [product, sum] = chain(x, y);
          return binary('div', unary('exp', product), sum);
        });
        const apart = new ProgramBuilder();
        const inputs = [feed(apart, 'x', 'float32', [9]), feed(apart, 'y', 'float32', [9])];
        const product = apart.map(inputs, (x, y) => chain(x, y)[0]);
        const sum = apart.map(inputs, (x, y) => chain(x, y)[1]);
        const power = apart.map([product], (x) => unary('exp', x));
        const quotient = apart.map([power, sum], (x, y) => binary('div', x, y));
        expect(runProgram(fused, [f], [p, q])).toEqual(runProgram(apart, [quotient], [p, q]));
      }),
    );
  });

  test('strings are read through views, compared and chosen', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'string', [2, 2]);
    const y = feed(b, 'y', 'string', [2]);
    const turned = b.transpose(x, [1, 0]);
    const equal = b.map([x, y], (p, q) => binary('equal', p, q));
    const chosen = b.map([equal, x, y], (c, p, q) => select(c, p, q));
    const bytes = Uint8Array.of(0xff, 0);
    const result = runProgram(
      b,
      [turned, equal, chosen],
      [
        ['a', 'b', 'c', bytes],
        ['a', Uint8Array.of(0xff, 0)],
      ],
    );
    expect(result).toEqual([['a', 'c', 'b', bytes], Uint8Array.of(1, 0, 0, 1), ['a', bytes, 'a', bytes]]);
  });

  test('a chain over contiguous operands is one flat loop, with what repeats computed once', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [50, 20]);
    const rate = feed(b, 'rate', 'float32', []);
    b.map([x, rate], (e, r) => {
      const s = unary('sigmoid', binary('mul', e, unary('sqrt', r)));
      return binary('mul', s, binary('sub', literal(1, 'float32'), s));
    });
    const [{ source }] = prepare(naivePlan(b, [])).describeKernels();
    expect(source).toBe(
      `// out0 float32, in0 float32, in1 float32
function kernel(out0, in0, in1) {
  const t0 = Math.fround(Math.sqrt(in1[0]));
  for (let i0 = 0; i0 < 1000; i0++) {
    const t1 = Math.fround(sigmoid(Math.fround(in0[i0] * t0)));
    out0[i0] = t1 * Math.fround(1 - t1);
  }
}`,
    );
  });

  test('an assembled tensor is its fill, then its pieces in order', () => {
    const pieces = shapes({ min: 1, max: 3, maxRank: 3 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        data: dataFor('float32', shape),
        before: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: shape.length, maxLength: shape.length }),
        step: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: shape.length, maxLength: shape.length }),
        fill: fc.constantFrom(0, 1.5),
      }),
    );
    fc.assert(
      fc.property(pieces, ({ shape, data, before, step, fill }) => {
        const b = new ProgramBuilder();
        const x = feed(b, 'x', 'float32', shape);
        const whole = shape.map((dim, i) => before[i] + (dim - 1) * step[i] + 2);
        const first = { ...b.piece(x, before, step) };
        const second = {
          ...b.piece(
            x,
            before.map(() => 0),
          ),
          expr: unary('neg', load(0, 'float32')),
        };
        expectAsReference(b, [b.assemble('float32', whole, fill, [first, second])], [data]);
      }),
    );
  });

  test('nothing happens over an empty space', () => {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', 'float32', [0, 3]);
    const y = b.elementwise([0, 3], [{ value: x, view: identityView(2) }], [unary('exp', load(0, 'float32'))]);
    expect(runProgram(b, y, [new Float32Array(0)])).toEqual([new Float32Array(0)]);
  });
});
