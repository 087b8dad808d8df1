/**
 * Strings in a data shard: the lengths as varints, u32 masked checksum of the lengths, the bytes of all strings.
 * Checksums run over each length as a u32 (u64 from 2^32), not over the varints, and the tensor's own goes on over the
 * stored checksum and the bytes.
 */

import type { StringElement } from '../../graph/index.ts';
import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { crc32c, maskCrc } from '../crc32c.ts';
import { stringElement, utf8 } from '../string-element.ts';

function lengthBytes(length: number): Uint8Array {
  return length < 2 ** 32 ? new ByteWriter(4).u32(length).finish() : new ByteWriter(8).u64(length).finish();
}

/** What is stored, and its checksum, unmasked. */
export function encodeStrings(elements: readonly StringElement[]): { bytes: Uint8Array; crc: number } {
  const out = new ByteWriter();
  const encoded = elements.map(utf8);
  let crc = 0;
  for (const { length } of encoded) {
    out.varint(length);
    crc = crc32c(lengthBytes(length), crc);
  }
  const checksum = new ByteWriter(4).u32(maskCrc(crc)).finish();
  out.append(checksum);
  crc = crc32c(checksum, crc);
  for (const bytes of encoded) {
    out.append(bytes);
    crc = crc32c(bytes, crc);
  }
  return { bytes: out.finish(), crc };
}

/** @throws FormatError */
export function decodeStrings(bytes: Uint8Array, count: number, what: string): { data: StringElement[]; crc: number } {
  const reader = new ByteReader(bytes, what);
  // Each string takes a byte at least, for its length.
  if (count > bytes.length) throw reader.fault(`${count} strings cannot fit in ${bytes.length} bytes`);
  const lengths: number[] = [];
  let crc = 0;
  for (let i = 0; i < count; i++) {
    const length = reader.varint();
    lengths.push(length);
    crc = crc32c(lengthBytes(length), crc);
  }
  const checksum = reader.take(4);
  if (new ByteReader(checksum, what).u32() !== maskCrc(crc)) {
    throw reader.fault('the checksum of the lengths of its strings does not match');
  }
  crc = crc32c(bytes.subarray(reader.offset), crc32c(checksum, crc));
  const data = lengths.map((length) => stringElement(reader.take(length)));
  if (reader.remaining > 0) throw reader.fault(`${reader.remaining} bytes follow the last string`);
  return { data, crc };
}
