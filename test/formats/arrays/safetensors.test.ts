import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeSafetensors,
  decodeSafetensorsHeader,
  encodeSafetensors,
  FormatError,
  SafetensorsReader,
} from '../../../engine/formats/index.ts';
import { NdArray } from '../../../engine/graph/ndarray.ts';
import { arbitraryArray, numericTypes } from '../arbitrary-array.ts';
import { plain, plainEntries } from '../plain-array.ts';

/** A file with this header and `dataLength` bytes 0, 1, 2, … after it. */
function file(header: unknown, dataLength: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  for (let i = 0; i < dataLength; i++) bytes[8 + json.length + i] = i;
  return bytes;
}

test('any numeric tensors survive a round trip', () => {
  const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__metadata__');
  fc.assert(
    fc.property(fc.dictionary(name, arbitraryArray(numericTypes)), (tensors) => {
      const bytes = encodeSafetensors(Object.entries(tensors), { made: 'by a test' });
      const { tensors: found, metadata } = decodeSafetensors(Buffer.concat([Uint8Array.of(0), bytes]).subarray(1));
      expect(plainEntries(found)).toEqual(plainEntries(Object.entries(tensors)));
      expect(metadata).toEqual({ made: 'by a test' });
    }),
  );
});

test('a file is laid out as the format says: padded header, tensors aligned to their elements', () => {
  const bytes = encodeSafetensors([
    ['mask', new NdArray('bool', [3], Uint8Array.of(1, 0, 1))],
    ['x', new NdArray('float64', [1], Float64Array.of(2))],
  ]);
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(headerLength % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)))).toEqual({
    x: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
    mask: { dtype: 'BOOL', shape: [3], data_offsets: [8, 11] },
  });
});

test('half and bfloat16 are read as float32', () => {
  const header = {
    h: { dtype: 'F16', shape: [1], data_offsets: [0, 2] },
    b: { dtype: 'BF16', shape: [], data_offsets: [2, 4] },
  };
  const bytes = file(header, 4);
  bytes.set([0x00, 0x3e, 0xc0, 0x3f], bytes.length - 4);
  expect(plainEntries(decodeSafetensors(bytes).tensors)).toEqual({
    h: { dtype: 'float32', shape: [1], data: Float32Array.of(1.5) },
    b: { dtype: 'float32', shape: [], data: Float32Array.of(1.5) },
  });
});

test('types that no array has are listed, and refused only when they are read', () => {
  const bytes = file({ i: { dtype: 'I16', shape: [2], data_offsets: [0, 4] } }, 4);
  expect(decodeSafetensorsHeader(bytes).entries.get('i')).toMatchObject({ storedType: 'I16', dtype: undefined });
  expect(() => decodeSafetensors(bytes, 'm.safetensors')).toThrow(/^m\.safetensors, tensor i: values of type I16/);
});

test('strings cannot be written', () => {
  expect(() => encodeSafetensors([['s', new NdArray('string', [1], ['a'])]])).toThrow(/tensor s holds strings/);
});

describe('a file that contradicts itself is a FormatError', () => {
  const u8 = (start: number, end: number) => ({ dtype: 'U8', shape: [end - start], data_offsets: [start, end] });
  test.each([
    ['gap', file({ a: u8(1, 3) }, 3), /belong to no tensor/],
    ['overlap', file({ a: u8(0, 2), b: u8(1, 3) }, 3), /overlaps/],
    ['trailing bytes', file({ a: u8(0, 2) }, 3), /end at byte/],
    ['cut short', file({ a: u8(0, 9) }, 3), /cut short/],
    ['wrong size', file({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, 4), /cannot lie in bytes 0 to 4/],
    [
      'huge shape',
      file({ a: { dtype: 'F32', shape: [2 ** 50, 2 ** 50], data_offsets: [0, 4] } }, 4),
      /impossibly large/,
    ],
    ['negative shape', file({ a: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, 4), /lacks a good/],
    ['null entry', file({ a: null }, 0), /lacks a good/],
    ['metadata', file({ __metadata__: { a: 1 } }, 0), /not text/],
    ['not JSON', file('{"a": ', 0), /not JSON/],
    ['not an object', file(' {}', 0), /not JSON/],
    ['header length', new Uint8Array(16).fill(255), /does not fit/],
    ['empty', new Uint8Array(3), /too short/],
  ])('%s', (_, bytes, pattern) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FormatError);
    expect(() => decodeSafetensors(bytes)).toThrow(pattern);
  });
});

test('a file on disk is read tensor by tensor', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
  try {
    const array = new NdArray('int64', [2], BigInt64Array.of(1n, -1n));
    await writeFile(
      join(folder, 'm'),
      encodeSafetensors([
        ['a', array],
        ['b', NdArray.zeros('float32', [3])],
      ]),
    );
    await using reader = await SafetensorsReader.open(join(folder, 'm'));
    expect(reader.keys().sort()).toEqual(['a', 'b']);
    expect(plain(await reader.read('a'))).toEqual(plain(array));
    await expect(reader.read('c')).rejects.toThrow(/no tensor named c/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
