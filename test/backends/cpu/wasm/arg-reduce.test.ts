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
  readonly reduction: 'max' | 'min';
  readonly result: 'int32' | 'int64';
}

function compare({ dtype, shape, axis, reduction, result }: Case, data: Float32Array | Int32Array): void {
  const b = new ProgramBuilder();
  const x = feed(b, 'x', dtype, shape);
  const output = b.value(
    result,
    shape.filter((_, i) => i !== axis),
  );
  b.append({ kind: 'argReduce', output: output.id, reduction, input: x.id, axis });
  expectSameBits(b, output, [data as Float32Array<ArrayBuffer>]);
}

describe('the index of the largest or smallest element', () => {
  it.each<ElementType>(['float32', 'int32'])('%s, along any axis, with equal elements and NaN', (dtype) => {
    const cases = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 7, 10, 17), { minLength: 1, maxLength: 3 }).chain((shape) =>
      fc.record({
        dtype: fc.constant(dtype),
        shape: fc.constant(shape),
        axis: fc.integer({ min: 0, max: shape.length - 1 }),
        reduction: fc.constantFrom<'max' | 'min'>('max', 'min'),
        result: fc.constantFrom<'int32' | 'int64'>('int32', 'int64'),
        data: dataFor(dtype, shape),
      }),
    );
    fc.assert(
      fc.property(cases, ({ data, ...c }) => compare(c, data as Float32Array)),
      { numRuns: 150 },
    );
  });

  it.each<[readonly number[], number]>([
    [[5000, 10], 1],
    [[30, 3001], 1],
    [[50_001], 0],
    [[200, 333], 0],
    [[7, 300, 50], 1],
  ])('of a tensor of shape %j along axis %d', (shape, axis) => {
    const data = noise(sizeOf(shape));
    for (const result of ['int32', 'int64'] as const) {
      compare({ dtype: 'float32', shape, axis, reduction: 'max', result }, data);
    }
    expect(data.length).toBe(sizeOf(shape));
  });

  it('is 0 where all elements are NaN, or none is better than infinity', () => {
    const data = new Float32Array(4 * 11);
    data.fill(Number.NaN, 0, 11).fill(-Infinity, 11, 22).fill(Infinity, 22, 33);
    data[16] = Number.NaN;
    for (const reduction of ['max', 'min'] as const) {
      compare({ dtype: 'float32', shape: [4, 11], axis: 1, reduction, result: 'int32' }, data);
      compare({ dtype: 'float32', shape: [4, 11], axis: 0, reduction, result: 'int32' }, data);
    }
  });
});
