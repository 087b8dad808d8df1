import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DType, sizeOf } from '../../../../engine/graph/index.ts';
import {
  binary,
  coordinate,
  identityView,
  load,
  type Piece,
  ProgramBuilder,
  type Value,
} from '../../../../engine/ops/kernel-language/index.ts';
import { dataFor, viewsOf } from '../../arbitraries.ts';
import { feed, runProgram } from '../../naive-plan.ts';
import { expectSameBits, noise } from './in-both.ts';

/** A rectangle of a tensor: backwards or with gaps. */
const rectangles = (shape: readonly number[]) =>
  fc.tuple(
    ...shape.map((size) =>
      fc.constantFrom(1, 1, 2, 3, -1, -2).chain((step) =>
        fc.integer({ min: 0, max: Math.ceil(size / Math.abs(step)) }).chain((count) => {
          const reach = Math.max(0, count - 1) * Math.abs(step);
          return fc
            .integer({ min: 0, max: size - 1 - reach })
            .map((low) => ({ count, step, start: step < 0 ? low + reach : low }));
        }),
      ),
    ),
  );

const shapes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

it.each<DType>(['float32', 'int32', 'bool', 'uint8'])('%s: any rectangles over any filling', (dtype) => {
  const cases = shapes.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      fill: fc.constantFrom(null, 0, 1, -7, 0.3).map((x) => (x !== null && dtype !== 'float32' ? Number(x > 0.5) : x)),
      pieces: fc.array(
        rectangles(shape).chain((rectangle) => {
          const space = rectangle.map(({ count }) => count);
          return viewsOf(space).chain((operand) =>
            fc.record({
              space: fc.constant(space),
              rectangle: fc.constant(rectangle),
              operand: fc.constant(operand),
              data: dataFor(dtype, operand.shape),
            }),
          );
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  );
  fc.assert(
    fc.property(cases, ({ shape, fill, pieces }) => {
      const b = new ProgramBuilder();
      const inputs = pieces.map(({ operand }, i) => feed(b, `x${i}`, dtype, operand.shape));
      const output = b.value(dtype, shape);
      b.append({
        kind: 'assemble',
        output: output.id,
        // What nothing is written to would be anybody's.
        fill: fill ?? 0,
        pieces: pieces.map(
          ({ space, rectangle, operand }, i): Piece => ({
            space,
            start: rectangle.map(({ start }) => start),
            step: rectangle.map(({ step }) => step),
            operands: [{ value: inputs[i].id, view: operand.view }],
            expr: load(0, dtype),
          }),
        ),
      });
      expectSameBits(
        b,
        output,
        pieces.map(({ data }) => data),
      );
    }),
    { numRuns: 60 },
  );
});

it.each<[readonly number[], number]>([
  [[300, 70, 3], 0],
  [[300, 70, 3], 1],
  [[300, 70, 3], 2],
  [[20_001], 0],
])('tensors of shape %j one after the other along axis %d', (shape, axis) => {
  const b = new ProgramBuilder();
  const inputs: Value[] = [0, 1, 2].map((i) => feed(b, `x${i}`, 'float32', shape));
  const whole = shape.map((size, at) => (at === axis ? 3 * size : size));
  const output = b.value('float32', whole);
  b.append({
    kind: 'assemble',
    output: output.id,
    fill: null,
    pieces: inputs.map(
      ({ id }, i): Piece => ({
        space: shape,
        start: shape.map((size, at) => (at === axis ? i * size : 0)),
        step: shape.map(() => 1),
        operands: [{ value: id, view: identityView(shape.length) }],
        expr: load(0, 'float32'),
      }),
    ),
  });
  expectSameBits(
    b,
    output,
    [1, 2, 3].map((seed) => noise(sizeOf(shape), seed)),
  );
});

it('pieces compute, and know where they are', () => {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', 'int32', [40, 41]);
  const output = b.value('int32', [50, 50]);
  b.append({
    kind: 'assemble',
    output: output.id,
    fill: 9,
    pieces: [
      {
        space: [40, 41],
        start: [3, 4],
        step: [1, 1],
        operands: [{ value: x.id, view: identityView(2) }],
        expr: binary('add', load(0, 'int32'), binary('mul', coordinate(0), coordinate(1))),
      },
    ],
  });
  expectSameBits(b, output, [Int32Array.from({ length: 40 * 41 }, (_, i) => i * 1001)]);
});

it('a piece may be a single element', () => {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', 'float32', []);
  const output = b.value('float32', [5]);
  b.append({
    kind: 'assemble',
    output: output.id,
    fill: 0,
    pieces: [{ space: [], start: [2], step: [1], operands: [{ value: x.id, view: [] }], expr: load(0, 'float32') }],
  });
  expect(runProgram(b, [output], [Float32Array.of(7)], 'webAssembly')[0]).toEqual(Float32Array.of(0, 0, 7, 0, 0));
});
