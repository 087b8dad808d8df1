/** The index of a bundle: a table from tensor names to where and what they are. Pure: bytes in, entries out. */

import { create } from '@bufbuild/protobuf';
import { FormatError } from '../format-error.ts';
import {
  type BundleEntryProto,
  BundleEntryProtoSchema,
  BundleHeaderProto_Endianness,
  BundleHeaderProtoSchema,
} from '../generated/checkpoint_pb.js';
import { decodeMessage, encodeMessage } from '../message.ts';
import { utf8 } from '../string-element.ts';
import { compareBytes } from './table-format.ts';
import { decodeTable } from './table-reader.ts';
import { encodeTable } from './table-writer.ts';

/** The version of the layout that is written, and the oldest reader that knows it. */
const producer = 1;

export interface BundleIndex {
  readonly shardCount: number;
  /** By tensor name, in the order of the file. */
  readonly entries: ReadonlyMap<string, BundleEntryProto>;
  /** Parts of sliced tensors, by keyText of their key, which is no name. */
  readonly slices: ReadonlyMap<string, BundleEntryProto>;
}

/** @param entries by tensor name, in any order */
export function encodeBundleIndex(shardCount: number, entries: ReadonlyMap<string, BundleEntryProto>): Uint8Array {
  const header = create(BundleHeaderProtoSchema, { numShards: shardCount, version: { producer } });
  const rows: [Uint8Array, Uint8Array][] = [[new Uint8Array(0), encodeMessage(BundleHeaderProtoSchema, header)]];
  for (const [name, entry] of entries) rows.push([utf8(name), encodeMessage(BundleEntryProtoSchema, entry)]);
  rows.sort(([a], [b]) => compareBytes(a, b));
  return encodeTable(rows);
}

/** @throws FormatError */
export function decodeBundleIndex(bytes: Uint8Array, what = 'a checkpoint index'): BundleIndex {
  const rows = decodeTable(bytes, what);
  const first = rows[0];
  if (!first || first.key.length > 0) throw new FormatError({ what, problem: 'the table has no bundle header' });
  const header = decodeMessage(BundleHeaderProtoSchema, first.value, what);
  if (header.endianness !== BundleHeaderProto_Endianness.LITTLE) {
    throw new FormatError({
      what,
      problem: 'the checkpoint is big-endian',
      cure: 'Load and save it again with TensorFlow on a little-endian machine.',
    });
  }
  if (header.version && header.version.minConsumer > producer) {
    throw new FormatError({
      what,
      problem: `the checkpoint asks for a reader of version ${header.version.minConsumer}, and this one is version ${producer}`,
    });
  }
  const entries = new Map<string, BundleEntryProto>();
  const slices = new Map<string, BundleEntryProto>();
  for (const { key, value } of rows.slice(1)) {
    const entry = decodeMessage(BundleEntryProtoSchema, value, what);
    checkPlace(entry, header.numShards, what);
    // Keys of slices are ordered codes, which start with a zero byte.
    if (key[0] === 0) slices.set(keyText(key), entry);
    else entries.set(nameOf(key, what), entry);
  }
  return { shardCount: header.numShards, entries, slices };
}

/** Bytes as text, one character a byte, to look them up by. */
export function keyText(key: Uint8Array): string {
  return Array.from(key, (byte) => String.fromCharCode(byte)).join('');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function nameOf(key: Uint8Array, what: string): string {
  try {
    return strictUtf8.decode(key);
  } catch {
    throw new FormatError({ what, problem: 'the name of a tensor is not valid UTF-8' });
  }
}

function checkPlace(entry: BundleEntryProto, shardCount: number, what: string): void {
  const { shardId, offset, size } = entry;
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (shardId < 0 || shardId >= shardCount || offset < 0n || size < 0n || offset + size > limit) {
    throw new FormatError({
      what,
      problem: `an entry points to bytes ${offset} to ${offset + size} of shard ${shardId}, which cannot exist among ${shardCount} shards`,
    });
  }
}
