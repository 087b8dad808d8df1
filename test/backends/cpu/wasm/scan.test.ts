import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../../engine/graph/index.ts';
import { ProgramBuilder } from '../../../../engine/ops/kernel-language/index.ts';
import { dataFor } from '../../arbitraries.ts';
import { feed } from '../../naive-plan.ts';
import { expectSameBits, noise } from './in-both.ts';

type ElementType = 'float32' | 'int32';
interface Case {
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  readonly axis: number;
  readonly reduction: 'sum' | 'prod';
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

function compare({ dtype, shape, ...how }: Case, data: Float32Array | Int32Array): void {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', dtype, shape);
  const output = b.value(dtype, shape);
  b.append({ kind: 'scan', output: output.id, input: x.id, ...how });
  expectSameBits(b, output, [data as Float32Array<ArrayBuffer>]);
}

describe('running sums and products', () => {
  it.each<ElementType>(['float32', 'int32'])('%s, along any axis, either way', (dtype) => {
    const cases = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 7, 9, 18), { minLength: 1, maxLength: 3 }).chain((shape) =>
      fc.record({
        dtype: fc.constant(dtype),
        shape: fc.constant(shape),
        axis: fc.integer({ min: 0, max: shape.length - 1 }),
        reduction: fc.constantFrom<'sum' | 'prod'>('sum', 'prod'),
        exclusive: fc.boolean(),
        reverse: fc.boolean(),
        data: dataFor(dtype, shape),
      }),
    );
    fc.assert(
      fc.property(cases, ({ data, ...c }) => compare(c, data as Float32Array)),
      { numRuns: 150 },
    );
  });

  it.each<[readonly number[], number]>([
    [[1003, 50], 1],
    [[30, 3001], 1],
    [[200, 333], 0],
    [[7, 300, 50], 1],
  ])('along a tensor of shape %j, axis %d', (shape, axis) => {
    const data = noise(sizeOf(shape));
    for (const exclusive of [false, true]) {
      compare({ dtype: 'float32', shape, axis, reduction: 'sum', exclusive, reverse: exclusive }, data);
    }
    expect(data.length).toBe(sizeOf(shape));
  });
});
