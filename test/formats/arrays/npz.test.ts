import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeZip, encodeZip } from '../../../engine/formats/arrays/zip.ts';
import { decodeNpy, decodeNpz, encodeNpy, encodeNpz, FormatError } from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/ndarray.ts';
import { arbitraryArray, numericTypes } from '../arbitrary-array.ts';
import { fixtureBytes } from '../fixture.ts';
import { plain, plainEntries } from '../plain-array.ts';

test("NumPy's own file has every array: orders, byte orders, text and bytes", () => {
  const arrays: [string, NdArray][] = [
    ['weights', new NdArray('float32', [2, 3], Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25))],
    ['fortran', new NdArray('int64', [2, 3], BigInt64Array.of(0n, 1n, 2n, 3n, 4n, 5n))],
    ['big', new NdArray('float64', [2], Float64Array.of(1.5, -2))],
    ['scalar', new NdArray('int32', [], Int32Array.of(-7))],
    ['mask', new NdArray('bool', [2], Uint8Array.of(1, 0))],
    ['half', new NdArray('float32', [2], Float32Array.of(1.5, 2 ** -24))],
    ['text', new NdArray('string', [2], ['café', ''])],
    ['octets', new NdArray('string', [2], ['ab', Uint8Array.of(0xff)])],
    ['empty', NdArray.zeros('uint8', [0, 2])],
  ];
  expect(plainEntries(decodeNpz(fixtureBytes('arrays.npz')))).toEqual(plainEntries(arrays));
  expect(plainEntries(decodeNpz(fixtureBytes('compressed.npz')))).toEqual({
    zeros: plain(NdArray.zeros('float32', [100, 100])),
  });
});

test('any numeric arrays survive a round trip, compressed or not', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1 }), arbitraryArray(numericTypes)),
      fc.boolean(),
      (arrays, compress) => {
        // A zip member cannot have the empty name's neighbours: names are taken as they are.
        const bytes = encodeNpz(Object.entries(arrays), { compress });
        expect(plainEntries(decodeNpz(bytes))).toEqual(plainEntries(Object.entries(arrays)));
      },
    ),
  );
});

test('strings survive unless they end in zeros, which NumPy drops too', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/\0+$/, ''));
  fc.assert(
    fc.property(fc.array(text), (data) => {
      const array = new NdArray('string', [data.length], data);
      expect(plain(decodeNpy(encodeNpy(array)))).toEqual(plain(array));
    }),
  );
  const octets = new NdArray('string', [2], [Uint8Array.of(0xff, 1), 'a']);
  expect(plain(decodeNpy(encodeNpy(octets)))).toEqual(plain(octets));
});

test('data starts at a multiple of 64 bytes', () => {
  for (const shape of [[], [1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]) {
    const bytes = encodeNpy(NdArray.zeros('float64', shape));
    expect((bytes.length - 8) % 64).toBe(0);
    expect(bytes[bytes.length - 9]).toBe(10);
  }
});

describe('a damaged file is a FormatError', () => {
  const npy = (header: string, dataLength = 0) => {
    const bytes = new Uint8Array(10 + header.length + dataLength);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
    bytes.set(new TextEncoder().encode(header), 10);
    return bytes;
  };
  test.each([
    ['mark', new Uint8Array(20), /mark of an npy/],
    ['version', Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 9, 0, 0, 0), /version 9/],
    ['short', npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 8), /takes 12 bytes, but 8/],
    [
      'huge',
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999, 9999999999999), }"),
      /impossibly large/,
    ],
    ['no width', npy("{'descr': '<U0', 'fortran_order': False, 'shape': (999999999,), }"), /impossibly many/],
    ['objects', npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"), /Python objects cannot be read/],
    ['fields', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }"), /named fields/],
    ['complex', npy("{'descr': '<c8', 'fortran_order': False, 'shape': (0,), }"), /<c8 cannot be held/],
    ['code', npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (0,), }"), /not a dictionary of/],
    ['no shape', npy("{'descr': '<f4', 'fortran_order': False}"), /lacks a good/],
  ])('npy: %s', (_, bytes, pattern) => {
    expect(() => decodeNpy(bytes)).toThrow(FormatError);
    expect(() => decodeNpy(bytes)).toThrow(pattern);
  });

  test('zip: any one bit flipped in stored data is noticed', () => {
    const bytes = encodeZip([['a', new Uint8Array(50)]]);
    for (let bit = 0; bit < 50 * 8; bit++) {
      const damaged = bytes.slice();
      damaged[31 + (bit >> 3)] ^= 1 << (bit & 7);
      expect(() => decodeZip(damaged)).toThrow(/checksum/);
    }
  });

  test('zip: a declared size that the data cannot hold is refused before memory is taken', () => {
    const bytes = zipSync({ a: new Uint8Array(1000) }, { level: 9 });
    const directory = bytes.lastIndexOf(0x50, bytes.length - 23);
    const entry = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    expect(directory).toBeGreaterThan(0);
    new DataView(bytes.buffer).setUint32(entry + 24, 0xfffffff0, true);
    expect(() => decodeZip(bytes)).toThrow(/cannot hold its 4294967280 bytes/);
  });

  test('zip: members may not overlap', () => {
    const one = Buffer.from(encodeZip([['a', new Uint8Array(5)]]));
    const entry = one.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const end = one.indexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    const twice = Buffer.concat([one.subarray(0, end), one.subarray(entry, end), one.subarray(end)]);
    const newEnd = end + (end - entry);
    twice.writeUInt16LE(2, newEnd + 10);
    expect(() => decodeZip(twice)).toThrow(/overlaps/);
  });
});
