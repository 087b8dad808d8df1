/**
 * Zip archives, as far as npz files need: stored and deflated members, 64-bit sizes, checksums verified.
 * Writing is fflate's; reading walks the central directory itself, to verify checksums and to refuse members whose
 * declared size their bytes cannot hold before memory is taken.
 */

import { inflateSync, type Zippable, zipSync } from 'fflate';
import { ByteReader } from '../byte-reader.ts';
import { FormatError } from '../format-error.ts';
import { crc32 } from './crc32.ts';

const endMark = 0x06054b50;
const endLength = 22;
const end64Mark = 0x06064b50;
const locatorMark = 0x07064b50;
const locatorLength = 20;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
/** Stands in a 32-bit field whose value is in the 64-bit extra field. */
const wide = 0xffffffff;
const wideExtra = 1;
const methods = { stored: 0, deflated: 8 } as const;
/** Deflate's best: 258 bytes from two bits, and some slack for tiny members. */
const maxRatio = 1032;
/** The first time that zip can tell: archives of the same content are the same bytes. */
const epoch = new Date(1980, 0, 1);

export interface ZipOptions {
  /** Default false: stored as they are, as numpy.savez does. */
  readonly compress?: boolean;
}

export function encodeZip(members: Iterable<readonly [string, Uint8Array]>, options: ZipOptions = {}): Uint8Array {
  const files: Zippable = Object.create(null);
  for (const [name, bytes] of members) {
    if (name in files) throw new RangeError(`Two members of one archive are named ${name}.`);
    files[name] = bytes;
  }
  return zipSync(files, { level: options.compress ? 6 : 0, mtime: epoch });
}

interface Member {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
}

/** The members by name. @throws FormatError */
export function decodeZip(bytes: Uint8Array, what = 'a zip archive'): Map<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  let previousEnd = 0;
  const directory = readDirectory(bytes, what).sort((a, b) => a.localOffset - b.localOffset);
  for (const member of directory) {
    const place = `${what}, member ${member.name}`;
    const local = new ByteReader(bytes, place);
    local.seek(member.localOffset);
    if (local.u32() !== localMark) throw local.fault('its local header has the wrong mark');
    // Overlapping members would let a small archive expand without bound.
    if (member.localOffset < previousEnd) throw local.fault('it overlaps the member before it');
    local.take(22);
    const nameLength = local.u16();
    local.take(nameLength + local.u16());
    const stored = local.take(member.compressedSize);
    previousEnd = local.offset;
    if (members.has(member.name)) throw local.fault('two members have this name');
    members.set(member.name, expand(member, stored, place));
  }
  return members;
}

function expand(member: Member, stored: Uint8Array, place: string): Uint8Array {
  const { method, size, crc } = member;
  const fail = (problem: string, cause?: unknown) =>
    new FormatError({ what: place, problem, cause, cure: 'The archive is damaged: write or download it again.' });
  if (method !== methods.stored && method !== methods.deflated) {
    throw fail(`it is compressed by method ${method}, and only stored and deflated members can be read`);
  }
  if (method === methods.stored ? size !== stored.length : size > (stored.length + 1) * maxRatio) {
    throw fail(`${stored.length} stored bytes cannot hold its ${size} bytes`);
  }
  let content = stored;
  if (method === methods.deflated) {
    try {
      content = inflateSync(stored, { out: new Uint8Array(size) });
    } catch (cause) {
      throw fail(`it cannot be decompressed (${(cause as Error).message})`, cause);
    }
  }
  if (content.length !== size || crc32(content) !== crc) throw fail('its checksum does not match');
  return content;
}

function readDirectory(bytes: Uint8Array, what: string): Member[] {
  const reader = new ByteReader(bytes, what);
  const end = findEnd(bytes, what);
  reader.seek(end + 10);
  let count = reader.u16();
  reader.u32();
  let start = reader.u32();
  if (count === 0xffff || start === wide) {
    reader.seek(Math.max(0, end - locatorLength));
    if (reader.u32() !== locatorMark) throw reader.fault('the 64-bit directory is missing');
    reader.u32();
    reader.seek(reader.u64());
    if (reader.u32() !== end64Mark) throw reader.fault('the 64-bit directory has the wrong mark');
    reader.take(28);
    count = reader.u64();
    reader.u64();
    start = reader.u64();
  }
  reader.seek(start);
  const members: Member[] = [];
  for (let i = 0; i < count; i++) members.push(readEntry(reader));
  return members;
}

function readEntry(reader: ByteReader): Member {
  if (reader.u32() !== entryMark) throw reader.fault('an entry of the directory has the wrong mark');
  reader.take(4);
  const flags = reader.u16();
  const method = reader.u16();
  reader.take(4);
  const crc = reader.u32();
  let compressedSize = reader.u32();
  let size = reader.u32();
  const nameLength = reader.u16();
  const extraLength = reader.u16();
  const commentLength = reader.u16();
  reader.take(8);
  let localOffset = reader.u32();
  const name = new TextDecoder().decode(reader.take(nameLength));
  if (flags & 1) throw reader.fault(`the member ${name} is encrypted`);
  const extra = new ByteReader(reader.take(extraLength), 'the extra field of a zip archive');
  reader.take(commentLength);
  while (extra.remaining >= 4) {
    const kind = extra.u16();
    const length = extra.u16();
    if (kind !== wideExtra) {
      extra.take(length);
      continue;
    }
    // In this order, each only where its 32-bit field overflowed.
    if (size === wide) size = extra.u64();
    if (compressedSize === wide) compressedSize = extra.u64();
    if (localOffset === wide) localOffset = extra.u64();
    break;
  }
  return { name, method, crc, compressedSize, size, localOffset };
}

function findEnd(bytes: Uint8Array, what: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = bytes.length - endLength;
  // A comment of up to 65,535 bytes may follow.
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw new FormatError({
    what,
    problem: 'the file has no zip directory at its end',
    cure: 'The file is cut short or is not an npz file.',
  });
}
