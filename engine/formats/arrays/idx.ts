/**
 * idx files, the form of MNIST: two zero bytes, element type, rank, big-endian u32 dimensions, big-endian elements.
 * Pure: the gz around them is idx-file.ts's.
 */

import { type DType, dtypes, NdArray, type NumericDType } from '../../graph/index.ts';
import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { FormatError } from '../format-error.ts';
import { bytesOf, dataFromBytes, swapBytes } from '../tensor-bytes.ts';
import { checkedSize } from '../tensor-shape.ts';

const typeOfCode: { readonly [code: number]: NumericDType | undefined } = {
  8: 'uint8',
  12: 'int32',
  13: 'float32',
  14: 'float64',
};

export interface IdxHeader {
  readonly dtype: NumericDType;
  readonly shape: readonly number[];
  /** Of the header, in bytes. */
  readonly length: number;
  /** Of the whole file, in bytes. */
  readonly fileLength: number;
}

/** The most bytes a header takes: rank is one byte. */
export const maxIdxHeaderLength = 4 + 4 * 255;

/** @param bytes the file, or at least its header @throws FormatError */
export function decodeIdxHeader(bytes: Uint8Array, what = 'an idx file'): IdxHeader {
  const reader = new ByteReader(bytes, what);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw reader.fault('the file is compressed by gzip', 'Decompress it first.');
  }
  if (reader.u8() !== 0 || reader.u8() !== 0)
    throw reader.fault('the file does not start with the mark of an idx file');
  const code = reader.u8();
  const dtype = typeOfCode[code];
  if (!dtype) throw reader.fault(`elements of type 0x${code.toString(16)} cannot be held`);
  const rank = reader.u8();
  const shape = Array.from({ length: rank }, () => reader.u32BigEndian());
  const fileLength = reader.offset + checkedSize(shape, what) * dtypes[dtype].bytes;
  return { dtype, shape, length: reader.offset, fileLength };
}

/** @throws FormatError when the length is not what the header says */
export function decodeIdx(bytes: Uint8Array, what = 'an idx file'): NdArray {
  const { dtype, shape, length, fileLength } = decodeIdxHeader(bytes, what);
  if (bytes.length !== fileLength) {
    throw new FormatError({
      what,
      problem: `the header promises ${fileLength} bytes, but there are ${bytes.length}`,
      cure: 'The file is damaged or cut short: download it again.',
    });
  }
  const width = dtypes[dtype].bytes;
  const body = bytes.subarray(length);
  const data = dataFromBytes(dtype, body.length / width, width > 1 ? swapBytes(body, width) : body, what);
  return new NdArray(dtype, shape, data);
}

/** @throws RangeError for types that idx files do not have (int64, bool, string) */
export function encodeIdx(array: NdArray): Uint8Array {
  const code = Object.keys(typeOfCode).find((key) => typeOfCode[Number(key)] === (array.dtype as DType));
  if (code === undefined) throw new RangeError(`An idx file cannot hold ${array.dtype}.`);
  const out = new ByteWriter().u8(0).u8(0).u8(Number(code)).u8(array.rank);
  for (const dim of array.shape) out.append(swapBytes(new ByteWriter(4).u32(dim).finish(), 4));
  return out.append(swapBytes(bytesOf((array as NdArray<NumericDType>).data), dtypes[array.dtype].bytes)).finish();
}
