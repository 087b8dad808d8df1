/**
 * Writes a checkpoint bundle so that the prefix names a whole checkpoint at every moment: the old one until the index
 * is renamed into place, the new one after. Shards are named by their count, so the new ones get another count than the
 * committed index speaks of and never replace a shard that it needs. One writer a prefix at a time.
 */

import { create } from '@bufbuild/protobuf';
import { type DataOf, dtypes, type NdArray } from '../../graph/index.ts';
import { temporaryMarker, temporaryName, writeDurably } from '../atomic-write.ts';
import { crc32c, maskCrc } from '../crc32c.ts';
import { type FileSystem, isMissing, type OpenFile, splitPath } from '../file-system.ts';
import { FormatError } from '../format-error.ts';
import { type BundleEntryProto, BundleEntryProtoSchema } from '../generated/checkpoint_pb.js';
import { nodeFileSystem } from '../node-file-system.ts';
import { bytesOf } from '../tensor-bytes.ts';
import { encodeShape } from '../tensor-shape.ts';
import { decodeBundleIndex, encodeBundleIndex } from './index-file.ts';
import { indexPath, shardCountOf, shardPath } from './shard-name.ts';
import { encodeStrings } from './string-tensor.ts';

/** Large tensors are written in pieces, so that the event loop turns between them. */
const pieceLength = 4 << 20;

export interface WriteBundleOptions {
  readonly fileSystem?: FileSystem;
}

export interface WrittenBundle {
  readonly indexPath: string;
  readonly dataPaths: readonly string[];
  /** Bytes of all data shards. */
  readonly bytes: number;
}

/**
 * Writes `tensors` under `prefix`, whose folder exists.
 * @throws RangeError for an empty or repeated key; the file system's error (the checkpoint before is then untouched)
 */
export async function writeBundle(
  prefix: string,
  tensors: Iterable<readonly [string, NdArray]> | AsyncIterable<readonly [string, NdArray]>,
  options: WriteBundleOptions = {},
): Promise<WrittenBundle> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const { folder, base } = splitPath(prefix);
  const count = (await committedShardCount(fileSystem, prefix)) === 1 ? 2 : 1;
  const dataPaths = Array.from({ length: count }, (_, shard) => shardPath(prefix, shard, count));
  const shards: Shard[] = [];
  const index = indexPath(prefix);
  const temporaryIndex = temporaryName(index);
  const renamed: string[] = [];
  try {
    for (const path of dataPaths) {
      const temporary = temporaryName(path);
      shards.push({ temporary, file: await fileSystem.open(temporary, 'write'), length: 0 });
    }
    const entries = await writeTensors(tensors, shards);
    for (const { file } of shards) {
      await file.sync();
      await file.close();
    }
    await writeDurably(fileSystem, temporaryIndex, [encodeBundleIndex(count, entries)]);
    for (const [shard, path] of dataPaths.entries()) {
      await fileSystem.rename(shards[shard].temporary, path);
      renamed.push(path);
    }
    await fileSystem.syncFolder(folder);
    await fileSystem.rename(temporaryIndex, index);
  } catch (error) {
    for (const { file } of shards) await file.close().catch(() => {});
    for (const path of [...shards.map(({ temporary }) => temporary), ...renamed, temporaryIndex]) {
      await fileSystem.unlink(path).catch(() => {});
    }
    throw error;
  }
  await fileSystem.syncFolder(folder);
  await removeStale(fileSystem, folder, base, count);
  return { indexPath: index, dataPaths, bytes: shards.reduce((sum, { length }) => sum + length, 0) };
}

interface Shard {
  readonly temporary: string;
  readonly file: OpenFile;
  length: number;
}

async function writeTensors(
  tensors: Iterable<readonly [string, NdArray]> | AsyncIterable<readonly [string, NdArray]>,
  shards: readonly Shard[],
): Promise<Map<string, BundleEntryProto>> {
  const entries = new Map<string, BundleEntryProto>();
  for await (const [key, array] of tensors) {
    if (key === '' || key.startsWith('\0')) throw new RangeError('A tensor in a checkpoint needs a name.');
    if (entries.has(key)) throw new RangeError(`Two tensors of one checkpoint are named ${key}.`);
    const shard = shards.reduce((least, other) => (other.length < least.length ? other : least));
    const { size, crc } = await writeTensor(shard.file, array);
    entries.set(
      key,
      create(BundleEntryProtoSchema, {
        dtype: dtypes[array.dtype].enumValue as number,
        shape: encodeShape(array.shape),
        shardId: shards.indexOf(shard),
        offset: BigInt(shard.length),
        size: BigInt(size),
        crc32c: maskCrc(crc),
      }),
    );
    shard.length += size;
  }
  return entries;
}

async function writeTensor(file: OpenFile, array: NdArray): Promise<{ size: number; crc: number }> {
  if (array.dtype === 'string') {
    const { bytes, crc } = encodeStrings(array.data as DataOf['string']);
    await file.write(bytes);
    return { size: bytes.length, crc };
  }
  const bytes = bytesOf(array.data as DataOf['float32']);
  let crc = 0;
  for (let start = 0; start < bytes.length; start += pieceLength) {
    const piece = bytes.subarray(start, start + pieceLength);
    crc = crc32c(piece, crc);
    await file.write(piece);
  }
  return { size: bytes.length, crc };
}

/** The shard count of the checkpoint in place; undefined when there is none, or none that could be read back. */
async function committedShardCount(fileSystem: FileSystem, prefix: string): Promise<number | undefined> {
  let file: OpenFile;
  try {
    file = await fileSystem.open(indexPath(prefix), 'read');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    return decodeBundleIndex(await file.read(0, await file.size()), indexPath(prefix)).shardCount;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
}

/** Removes the shards of the checkpoint before, and what stopped writers left. The new checkpoint stands already. */
async function removeStale(fileSystem: FileSystem, folder: string, base: string, count: number): Promise<void> {
  const names = await fileSystem.list(folder).catch(() => []);
  for (const name of names) {
    const temporary = name.startsWith(`${base}.index${temporaryMarker}`) || isTemporaryShard(name, base);
    const shardCount = shardCountOf(name, base);
    if (temporary || (shardCount !== undefined && shardCount !== count)) {
      await fileSystem.unlink(`${folder}/${name}`).catch(() => {});
    }
  }
}

function isTemporaryShard(name: string, base: string): boolean {
  const cut = name.lastIndexOf(temporaryMarker);
  return cut !== -1 && shardCountOf(name.slice(0, cut), base) !== undefined;
}
