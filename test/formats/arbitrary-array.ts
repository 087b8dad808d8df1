/** Arrays of every type and of small shapes, zeros and rank 0 included, for property tests of formats. */

import fc from 'fast-check';
import type { DataOf, DType } from '../../engine/graph/dtype.ts';
import { NdArray, sizeOf } from '../../engine/graph/ndarray.ts';

const element = {
  float32: fc.float().map(Math.fround),
  float64: fc.double(),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  uint8: fc.integer({ min: 0, max: 255 }),
  bool: fc.integer({ min: 0, max: 1 }),
  string: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    // Bytes that are not UTF-8, so that they come back as bytes.
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.of(0xff, ...bytes)),
  ),
} satisfies Record<Exclude<DType, 'resource'>, fc.Arbitrary<unknown>>;

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  string: Array,
} satisfies Record<Exclude<DType, 'resource'>, unknown>;

/** What files hold. */
export const allTypes = Object.keys(element) as (keyof typeof element)[];
export const numericTypes = allTypes.filter((dtype) => dtype !== 'string');

export function arbitraryArray(types: readonly (keyof typeof element)[] = allTypes): fc.Arbitrary<NdArray> {
  const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  return fc.tuple(fc.constantFrom(...types), shape).chain(([dtype, dims]) => {
    const length = sizeOf(dims);
    const elements = fc.array(element[dtype] as fc.Arbitrary<unknown>, { minLength: length, maxLength: length });
    return elements.map((values) => {
      const from = constructors[dtype].from as (values: unknown[]) => DataOf[DType];
      return new NdArray(dtype, dims, from.call(constructors[dtype], values));
    });
  });
}
