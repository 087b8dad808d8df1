/**
 * safetensors files: u64 length of a header, the header as JSON, then the tensors' bytes without gaps.
 * Pure: bytes in, arrays out. The header alone tells what a file holds.
 */

import { type DType, dtypes, NdArray, type NumericDType } from '../../graph/index.ts';
import { FormatError } from '../format-error.ts';
import { float32FromBfloat16, float32FromHalf, widenBytes } from '../half.ts';
import { bytesOf, dataFromBytes } from '../tensor-bytes.ts';
import { checkedSize } from '../tensor-shape.ts';

/** The format's own limit on the header. */
const maxHeaderLength = 100_000_000;

const nameOf = {
  float32: 'F32',
  float64: 'F64',
  int32: 'I32',
  int64: 'I64',
  uint8: 'U8',
  bool: 'BOOL',
} as const satisfies Record<NumericDType, string>;

const readable: Record<string, { dtype: NumericDType; bytes: number; widen?: (bits: number) => number }> = {
  ...Object.fromEntries(
    (Object.keys(nameOf) as NumericDType[]).map((dtype) => [nameOf[dtype], { dtype, bytes: dtypes[dtype].bytes }]),
  ),
  F16: { dtype: 'float32', bytes: 2, widen: float32FromHalf },
  BF16: { dtype: 'float32', bytes: 2, widen: float32FromBfloat16 },
};

/** Types that files may hold and no array here can; their tensors are listed and refused when read. */
const otherWidths: Record<string, number> = { I8: 1, I16: 2, U16: 2, U32: 4, U64: 8, F8_E4M3: 1, F8_E5M2: 1, C64: 8 };

export interface SafetensorsEntry {
  readonly name: string;
  /** The stored type, such as `BF16`. */
  readonly storedType: string;
  /** The type it is read as: float32 for F16 and BF16; undefined when it cannot be read. */
  readonly dtype: DType | undefined;
  readonly shape: readonly number[];
  /** Byte range in the file. */
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface SafetensorsFile {
  readonly tensors: Map<string, NdArray>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @param metadata free text, under `__metadata__`
 * @throws RangeError for string tensors, which the format does not have
 */
export function encodeSafetensors(
  tensors: Iterable<readonly [string, NdArray]>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = Object.create(null);
  if (metadata) header.__metadata__ = metadata;
  const parts: Uint8Array[] = [];
  let offset = 0;
  // Widest elements first, so that each tensor starts at a multiple of its element's size.
  const sorted = [...tensors].sort(([, a], [, b]) => dtypes[b.dtype].bytes - dtypes[a.dtype].bytes);
  for (const [name, array] of sorted) {
    if (array.dtype === 'string' || array.dtype === 'resource') {
      throw new RangeError(`The tensor ${name} holds ${array.dtype}s, and safetensors files hold only numbers.`);
    }
    if (name === '__metadata__' || name in header) throw new RangeError(`A tensor cannot be named ${name} here.`);
    const bytes = bytesOf((array as NdArray<NumericDType>).data);
    header[name] = {
      dtype: nameOf[array.dtype],
      shape: array.shape,
      data_offsets: [offset, offset + bytes.length],
    };
    parts.push(bytes);
    offset += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength).set(json, 8);
  let at = 8 + headerLength;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** All tensors of a file. @throws FormatError */
export function decodeSafetensors(bytes: Uint8Array, what = 'a safetensors file'): SafetensorsFile {
  const { entries, metadata } = decodeSafetensorsHeader(bytes, bytes.length, what);
  const tensors = new Map<string, NdArray>();
  for (const entry of entries.values()) {
    tensors.set(entry.name, decodeSafetensorsEntry(entry, bytes.subarray(entry.start, entry.end), what));
  }
  return { tensors, metadata };
}

/** One tensor from the bytes of its range. @throws FormatError */
export function decodeSafetensorsEntry(
  entry: SafetensorsEntry,
  bytes: Uint8Array,
  what = 'a safetensors file',
): NdArray {
  const place = `${what}, tensor ${entry.name}`;
  const type = Object.hasOwn(readable, entry.storedType) ? readable[entry.storedType] : undefined;
  if (!type) {
    const known = Object.keys(readable).join(', ');
    throw new FormatError({
      what: place,
      problem: `values of type ${entry.storedType} cannot be held`,
      cure: `Convert them to one of ${known} first.`,
    });
  }
  const size = checkedSize(entry.shape, place);
  const data = type.widen ? widenBytes(bytes, type.widen) : dataFromBytes(type.dtype, size, bytes, place);
  return new NdArray(type.dtype, entry.shape, data);
}

/**
 * What a file holds, from its first bytes.
 * @param bytes the file, or its start up to the end of the header
 * @param fileLength of the whole file, in bytes
 * @throws FormatError
 */
export function decodeSafetensorsHeader(
  bytes: Uint8Array,
  fileLength = bytes.length,
  what = 'a safetensors file',
): SafetensorsHeader {
  const fail = (problem: string, offset?: number, cause?: unknown) => new FormatError({ what, problem, offset, cause });
  if (bytes.length < 8) throw fail('the file is too short for the length of a header', 0);
  const declared = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (declared > BigInt(maxHeaderLength) || declared > BigInt(fileLength - 8)) {
    throw fail(`a header of ${declared} bytes does not fit in a file of ${fileLength}`, 0);
  }
  const headerLength = Number(declared);
  if (bytes.length < 8 + headerLength) throw fail(`the header ends after the ${bytes.length} bytes that were given`);
  let json: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength));
    if (text[0] !== '{') throw new SyntaxError('the header does not start with `{`');
    json = JSON.parse(text);
  } catch (cause) {
    throw fail(`the header is not JSON (${(cause as Error).message})`, 8, cause);
  }
  const entries = new Map<string, SafetensorsEntry>();
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(json as object)) {
    if (name === '__metadata__') {
      if (!isStringRecord(value)) throw fail('`__metadata__` holds something that is not text', 8);
      metadata = value;
    } else {
      entries.set(name, decodeEntry(name, value, 8 + headerLength, what));
    }
  }
  checkCover([...entries.values()], 8 + headerLength, fileLength, what);
  return { entries, metadata };
}

function decodeEntry(name: string, value: unknown, base: number, what: string): SafetensorsEntry {
  const place = `${what}, tensor ${name}`;
  const fields = (value ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const { dtype, shape, data_offsets: offsets } = fields;
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new FormatError({ what: place, problem: 'the header lacks a good dtype, shape or data_offsets', offset: 8 });
  }
  const known = Object.hasOwn(readable, dtype) ? readable[dtype] : undefined;
  const width = known?.bytes ?? (Object.hasOwn(otherWidths, dtype) ? otherWidths[dtype] : undefined);
  const [start, end] = offsets;
  if (start > end || (width !== undefined && checkedSize(shape, place) * width !== end - start)) {
    throw new FormatError({
      what: place,
      problem: `a ${dtype} of shape [${shape.join(', ')}] cannot lie in bytes ${start} to ${end}`,
      offset: 8,
    });
  }
  return { name, storedType: dtype, dtype: known?.dtype, shape, start: base + start, end: base + end };
}

/** The tensors must cover the rest of the file, without gaps or overlaps. */
function checkCover(entries: SafetensorsEntry[], base: number, fileLength: number, what: string): void {
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  let at = base;
  for (const { name, start, end } of entries) {
    if (start !== at) {
      const problem = start > at ? 'bytes before it belong to no tensor' : 'it overlaps the tensor before it';
      throw new FormatError({ what: `${what}, tensor ${name}`, problem, offset: start });
    }
    at = end;
  }
  if (at !== fileLength) {
    throw new FormatError({
      what,
      problem: `the tensors end at byte ${at}, but the file has ${fileLength}`,
      cure: at > fileLength ? 'The file is cut short: download it again.' : undefined,
    });
  }
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');
}
