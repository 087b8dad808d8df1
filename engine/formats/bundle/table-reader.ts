/** Reads a table (see table-format.ts), whole. Knows nothing of tensors. */

import { ByteReader } from '../byte-reader.ts';
import { crc32c, maskCrc } from '../crc32c.ts';
import { FormatError } from '../format-error.ts';
import { blockTrailerLength, compareBytes, compression, footerLength, magicHigh, magicLow } from './table-format.ts';

export interface TableEntry {
  readonly key: Uint8Array;
  /** A view of the file. */
  readonly value: Uint8Array;
}

const notATable = "Give the path of a checkpoint in TensorFlow's V2 format: its index file ends in `.index`.";

/** All entries in order. @throws FormatError for anything but a sound, uncompressed table */
export function decodeTable(bytes: Uint8Array, what = 'a checkpoint index'): TableEntry[] {
  const reader = new ByteReader(bytes, what);
  if (bytes.length < footerLength) {
    throw new FormatError({
      what,
      problem: `a file of ${bytes.length} bytes is too short for a table`,
      cure: notATable,
    });
  }
  const footer = bytes.length - footerLength;
  reader.seek(bytes.length - 8);
  if (reader.u32() !== magicLow || reader.u32() !== magicHigh) {
    throw new FormatError({
      what,
      problem: 'the file does not end with the mark of a table',
      offset: footer + 40,
      cure: notATable,
    });
  }
  reader.seek(footer);
  const metaIndex = { offset: reader.varint(), size: reader.varint() };
  const indexHandle = { offset: reader.varint(), size: reader.varint() };
  decodeBlock(readBlock(bytes, metaIndex.offset, metaIndex.size, what), metaIndex.offset, what, { left: 0 });

  // Shared prefixes let a small file spell long keys: bound what they may take together.
  const budget = { left: bytes.length * 64 + (1 << 24) };
  const entries: TableEntry[] = [];
  let blockEnd = 0;
  for (const { value } of decodeBlock(
    readBlock(bytes, indexHandle.offset, indexHandle.size, what),
    indexHandle.offset,
    what,
    budget,
  )) {
    const handle = new ByteReader(value, what, value.byteOffset - bytes.byteOffset);
    const offset = handle.varint();
    const size = handle.varint();
    // Blocks lie one after the other: a file cannot name one block many times.
    if (offset < blockEnd) throw handle.fault('blocks of the table overlap');
    blockEnd = offset + size;
    for (const entry of decodeBlock(readBlock(bytes, offset, size, what), offset, what, budget)) {
      const previous = entries.at(-1);
      if (previous && compareBytes(previous.key, entry.key) >= 0) {
        throw new FormatError({ what, problem: 'the keys of the table are not sorted', offset });
      }
      entries.push(entry);
    }
  }
  return entries;
}

function readBlock(bytes: Uint8Array, offset: number, size: number, what: string): Uint8Array {
  const reader = new ByteReader(bytes.subarray(0, bytes.length - footerLength), what);
  reader.seek(offset);
  const block = reader.take(size);
  const kind = reader.take(1);
  const stored = reader.u32();
  if (stored !== maskCrc(crc32c(kind, crc32c(block)))) {
    throw new FormatError({
      what,
      problem: `the checksum of the block of ${size + blockTrailerLength} bytes does not match`,
      offset,
      cure: 'The file is damaged: take another checkpoint.',
    });
  }
  if (kind[0] !== compression.none) {
    const name = kind[0] === compression.snappy ? 'with Snappy' : `in an unknown way (${kind[0]})`;
    throw new FormatError({
      what,
      problem: `the block is compressed ${name}`,
      offset,
      cure: 'TensorFlow does not compress checkpoints: this is a table of another program.',
    });
  }
  return block;
}

/** @param budget bytes that keys may still take, shared by all blocks of a file */
function decodeBlock(block: Uint8Array, offset: number, what: string, budget: { left: number }): TableEntry[] {
  const tail = new ByteReader(block, what, offset);
  tail.seek(Math.max(0, block.length - 4));
  const restartsLength = 4 * tail.u32() + 4;
  if (restartsLength > block.length) throw tail.fault('the list of restarts is longer than its block');
  const reader = new ByteReader(block.subarray(0, block.length - restartsLength), what, offset);
  const entries: TableEntry[] = [];
  let previous: Uint8Array = new Uint8Array(0);
  while (reader.remaining > 0) {
    const shared = reader.varint();
    const unshared = reader.varint();
    const valueLength = reader.varint();
    if (shared > previous.length) throw reader.fault('a key shares more than the key before it has');
    budget.left -= shared + unshared;
    if (budget.left < 0) throw reader.fault('the keys of the table are impossibly long');
    const rest = reader.take(unshared);
    const key = new Uint8Array(shared + unshared);
    key.set(previous.subarray(0, shared));
    key.set(rest, shared);
    entries.push({ key, value: reader.take(valueLength) });
    previous = key;
  }
  return entries;
}
