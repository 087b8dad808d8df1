/**
 * Sliced tensors (partitioned variables): the key that each part of one is stored under, and putting parts together.
 * Keys are "ordered codes": they sort as the numbers and names in them do.
 */

import { type NdArray, type StringElement, stridesOf } from '../../graph/index.ts';
import { ByteWriter } from '../byte-writer.ts';
import { FormatError } from '../format-error.ts';
import type { TensorSliceProto } from '../generated/tensor_pb.js';
import { utf8 } from '../string-element.ts';

/** Where a part lies in one dimension of the whole. */
export interface Extent {
  readonly start: number;
  readonly length: number;
}

/** @throws FormatError when the slice is not inside `shape` */
export function decodeSlice(slice: TensorSliceProto, shape: readonly number[], what: string): Extent[] {
  if (slice.extent.length !== shape.length) {
    throw new FormatError({
      what,
      problem: `a slice of rank ${slice.extent.length} belongs to a rank of ${shape.length}`,
    });
  }
  return slice.extent.map(({ start, hasLength }, axis) => {
    const extent = { start: Number(start), length: hasLength.case ? Number(hasLength.value) : shape[axis] };
    if (extent.start < 0 || extent.length < 0 || extent.start + extent.length > shape[axis]) {
      throw new FormatError({ what, problem: `a slice reaches outside dimension ${axis} of ${shape[axis]}` });
    }
    return extent;
  });
}

/** The key of a part. A whole dimension is written as start 0, length -1. */
export function sliceKey(name: string, slice: TensorSliceProto): Uint8Array {
  const out = new ByteWriter();
  writeNumber(out, 0);
  for (const byte of utf8(name)) {
    out.u8(byte);
    if (byte === 0) out.u8(0xff);
    if (byte === 0xff) out.u8(0);
  }
  out.u8(0).u8(1);
  writeNumber(out, slice.extent.length);
  for (const { start, hasLength } of slice.extent) {
    writeSigned(out, start);
    writeSigned(out, hasLength.case ? hasLength.value : -1n);
  }
  return out.finish();
}

/** Copies `part` to where it lies in `whole`. */
export function placeSlice(whole: NdArray, part: NdArray, extents: readonly Extent[]): void {
  const strides = stridesOf(whole.shape);
  const source = part.data as StringElement[];
  const target = whole.data as StringElement[];
  const rowLength = extents.at(-1)?.length ?? 1;
  const outer = extents.slice(0, -1);
  const position = outer.map(() => 0);
  for (let from = 0; from < source.length; from += rowLength) {
    let to = extents.at(-1)?.start ?? 0;
    for (const [axis, { start }] of outer.entries()) to += (start + position[axis]) * strides[axis];
    for (let i = 0; i < rowLength; i++) target[to + i] = source[from + i];
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      if (++position[axis] < outer[axis].length) break;
      position[axis] = 0;
    }
  }
}

/** A count of bytes, then those bytes, high first, without leading zeros. */
function writeNumber(out: ByteWriter, value: number): void {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  out.u8(bytes.length);
  for (const byte of bytes) out.u8(byte);
}

/**
 * Two's complement, high first, in as few bytes as hold the value and a header: as many leading ones as there are bytes,
 * turned over with the sign.
 */
function writeSigned(out: ByteWriter, value: bigint): void {
  let length = 1;
  while (BigInt.asIntN(7 * length, value) !== value) length++;
  const header = (((1n << BigInt(length)) - 1n) << BigInt(7 * length)) & ((1n << BigInt(8 * length)) - 1n);
  const coded = BigInt.asUintN(8 * length, value) ^ header;
  for (let i = length - 1; i >= 0; i--) out.u8(Number((coded >> BigInt(8 * i)) & 0xffn));
}
