import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { decodeSlice, placeSlice, sliceKey } from '../../../engine/formats/bundle/slices.ts';
import { FormatError, TensorSliceProtoSchema } from '../../../engine/formats/index.ts';
import { NdArray, stridesOf } from '../../../engine/graph/ndarray.ts';

const slice = (...extents: [number, number?][]) =>
  create(TensorSliceProtoSchema, {
    extent: extents.map(([start, length]) => ({
      start: BigInt(start),
      hasLength: length === undefined ? { case: undefined } : { case: 'length' as const, value: BigInt(length) },
    })),
  });

test('blocks that cover an array make it up again', () => {
  const shape = [4, 5, 6];
  const whole = new NdArray(
    'int32',
    shape,
    Int32Array.from({ length: 120 }, (_, i) => i),
  );
  const strides = stridesOf(shape);
  const cuts = [
    [0, 1, 4],
    [0, 3, 5],
    [0, 2, 6],
  ];
  const result = NdArray.zeros('int32', shape);
  for (let block = 0; block < 8; block++) {
    const extents = cuts.map((cut, axis) => {
      const which = (block >> axis) & 1;
      return { start: cut[which], length: cut[which + 1] - cut[which] };
    });
    const values: number[] = [];
    const [a, b, c] = extents;
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        for (let k = 0; k < c.length; k++) {
          values.push(whole.data[(a.start + i) * strides[0] + (b.start + j) * strides[1] + c.start + k]);
        }
      }
    }
    placeSlice(
      result,
      new NdArray(
        'int32',
        extents.map(({ length }) => length),
        Int32Array.from(values),
      ),
      extents,
    );
  }
  expect(result.data).toEqual(whole.data);
});

describe('the key of a slice', () => {
  test('is an ordered code of the name, the rank and the extents', () => {
    // 0 as no bytes; the name and its end; rank 2; 0 and -1 (all of it); 50 and 100 in one byte and in two.
    expect([...sliceKey('t', slice([0], [50, 100]))]).toEqual([0, 0x74, 0, 1, 1, 2, 0x80, 0x7f, 0xb2, 0xc0, 0x64]);
  });

  test('escapes zeros in names', () => {
    expect([...sliceKey('a\0', slice())]).toEqual([0, 0x61, 0, 0xff, 0, 1, 0]);
  });

  test('sorts as starts do, across lengths of the code', () => {
    const starts = [0, 1, 63, 64, 8191, 8192, 2 ** 20, 2 ** 40];
    const keys = starts.map((start) => Buffer.from(sliceKey('t', slice([start, 1]))));
    expect([...keys].sort(Buffer.compare)).toEqual(keys);
  });
});

test('slices outside the whole are refused', () => {
  expect(decodeSlice(slice([0], [1, 2]), [3, 4], 't')).toEqual([
    { start: 0, length: 3 },
    { start: 1, length: 2 },
  ]);
  expect(() => decodeSlice(slice([2, 2]), [3], 't')).toThrow(FormatError);
  expect(() => decodeSlice(slice([0, 1]), [3, 4], 't')).toThrow(FormatError);
});
