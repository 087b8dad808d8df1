/** Reads a checkpoint bundle: the index at once, tensors one by one when they are asked for. */

import { type DataOf, type DType, dataTypes, dtypeFromEnum, dtypes, NdArray } from '../../graph/index.ts';
import { crc32c, maskCrc } from '../crc32c.ts';
import { type FileSystem, isMissing, type OpenFile } from '../file-system.ts';
import { FormatError } from '../format-error.ts';
import type { BundleEntryProto } from '../generated/checkpoint_pb.js';
import { DataType } from '../generated/tensor_pb.js';
import { widenBytes, widenerOf } from '../half.ts';
import { nodeFileSystem } from '../node-file-system.ts';
import { dataFromBytes } from '../tensor-bytes.ts';
import { checkedSize, decodeShape, decodeStaticShape } from '../tensor-shape.ts';
import { BundleNotFoundError, TensorNotFoundError } from './errors.ts';
import { type BundleIndex, decodeBundleIndex, keyText } from './index-file.ts';
import { indexPath, shardPath } from './shard-name.ts';
import { decodeSlice, placeSlice, sliceKey } from './slices.ts';
import { decodeStrings } from './string-tensor.ts';

/** What the index says of a tensor. */
export interface BundleEntry {
  readonly key: string;
  /** The type that read() gives; undefined for types without an NdArray. half and bfloat16 give float32. */
  readonly dtype: DType | undefined;
  /** The stored type as TensorFlow names it, such as `DT_FLOAT`. */
  readonly dtypeName: string;
  readonly shape: readonly number[];
  /** Stored bytes; 0 for a sliced tensor, whose parts are stored under other keys. */
  readonly bytes: number;
  readonly sliced: boolean;
}

export class BundleReader implements AsyncDisposable {
  readonly prefix: string;
  readonly #index: BundleIndex;
  readonly #fileSystem: FileSystem;
  readonly #shards = new Map<number, OpenFile>();

  private constructor(prefix: string, index: BundleIndex, fileSystem: FileSystem) {
    this.prefix = prefix;
    this.#index = index;
    this.#fileSystem = fileSystem;
  }

  /** @throws BundleNotFoundError, FormatError */
  static async open(prefix: string, fileSystem: FileSystem = nodeFileSystem): Promise<BundleReader> {
    const path = indexPath(prefix);
    let file: OpenFile;
    try {
      file = await fileSystem.open(path, 'read');
    } catch (error) {
      throw isMissing(error) ? new BundleNotFoundError(prefix, error) : error;
    }
    try {
      const bytes = await file.read(0, await file.size());
      return new BundleReader(prefix, decodeBundleIndex(bytes, path), fileSystem);
    } finally {
      await file.close();
    }
  }

  get shardCount(): number {
    return this.#index.shardCount;
  }

  has(key: string): boolean {
    return this.#index.entries.has(key);
  }

  /** Tensor names, sorted as bytes. */
  keys(): string[] {
    return [...this.#index.entries.keys()];
  }

  /** @throws FormatError when an entry's shape is not one */
  entries(): BundleEntry[] {
    return this.keys().map((key) => this.entry(key) as BundleEntry);
  }

  entry(key: string): BundleEntry | undefined {
    const proto = this.#index.entries.get(key);
    if (!proto) return undefined;
    return {
      key,
      dtype: widenerOf(proto.dtype) ? 'float32' : dtypeFromEnum(proto.dtype),
      dtypeName: DataType[proto.dtype] ?? `DataType ${proto.dtype}`,
      shape: (decodeShape(proto.shape, this.#describe(key)) ?? []).map((dim) => dim ?? -1),
      bytes: Number(proto.size),
      sliced: proto.slices.length > 0,
    };
  }

  /**
   * One tensor, its checksum verified.
   * @throws TensorNotFoundError, FormatError (damage, types without an NdArray)
   */
  async read(key: string): Promise<NdArray> {
    const proto = this.#index.entries.get(key);
    if (!proto) throw new TensorNotFoundError(key, this.prefix, this.keys());
    const what = this.#describe(key);
    if (proto.slices.length > 0) return this.#readSliced(key, proto, what);
    return this.#readEntry(proto, what);
  }

  async close(): Promise<void> {
    const files = [...this.#shards.values()];
    this.#shards.clear();
    for (const file of files) await file.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #readEntry(proto: BundleEntryProto, what: string): Promise<NdArray> {
    const { shape, size } = decodeStaticShape(proto.shape, what);
    const widen = widenerOf(proto.dtype);
    const dtype = heldType(proto, what);
    const width = widen ? 2 : dtypes[dtype].bytes;
    if (dtype !== 'string' && Number(proto.size) !== size * width) {
      throw new FormatError({
        what,
        problem: `a shape of [${shape.join(', ')}] takes ${size * width} bytes, but the index says ${proto.size}`,
      });
    }
    const bytes = await this.#readBytes(proto, what);
    if (dtype === 'string') {
      const { data, crc } = decodeStrings(bytes, size, what);
      checkCrc(crc, proto, what);
      return new NdArray(dtype, shape, data);
    }
    if (dtype === 'resource') throw new FormatError({ what, problem: 'it is a resource, which no file holds' });
    checkCrc(crc32c(bytes), proto, what);
    const data: DataOf[DType] = widen ? widenBytes(bytes, widen) : dataFromBytes(dtype, size, bytes, what);
    return new NdArray(dtype, shape, data);
  }

  /** A partitioned variable, from its parts, which must cover it. */
  async #readSliced(key: string, proto: BundleEntryProto, what: string): Promise<NdArray> {
    const { shape, size } = decodeStaticShape(proto.shape, what);
    const dtype = heldType(proto, what);
    const parts = proto.slices.map((slice) => {
      const extents = decodeSlice(slice, shape, what);
      const sliceShape = extents.map(({ length }) => length);
      const entry = this.#index.slices.get(keyText(sliceKey(key, slice)));
      if (!entry) {
        throw new FormatError({ what, problem: `the slice of shape [${sliceShape.join(', ')}] is not in the index` });
      }
      return { entry, extents, size: checkedSize(sliceShape, what) };
    });
    const covered = parts.reduce((sum, part) => sum + part.size, 0);
    const stored = parts.reduce((sum, { entry }) => sum + Number(entry.size), 0);
    // Also keeps a damaged index from asking for more memory than there is data.
    if (covered !== size || stored < size) {
      throw new FormatError({ what, problem: `its slices hold ${covered} elements of ${size}` });
    }
    const whole = NdArray.zeros(dtype, shape);
    for (const { entry, extents, size: expected } of parts) {
      const part = await this.#readEntry(entry, what);
      if (part.dtype !== dtype || part.size !== expected) {
        throw new FormatError({ what, problem: 'a slice has another type or size than the whole says' });
      }
      placeSlice(whole, part, extents);
    }
    return whole;
  }

  async #readBytes({ shardId, offset, size }: BundleEntryProto, what: string): Promise<Uint8Array> {
    const file = await this.#shard(shardId);
    const start = Number(offset);
    const length = Number(size);
    const available = await file.size();
    // Before memory is taken: a damaged index may ask for anything.
    if (start + length > available) {
      throw new FormatError({
        what,
        problem: `bytes ${start} to ${start + length} are needed, but ${shardPath(this.prefix, shardId, this.shardCount)} has ${available}`,
        cure: 'The checkpoint is incomplete: copy all of its files, or take another.',
      });
    }
    const bytes = await file.read(start, length);
    if (bytes.length < length) throw new FormatError({ what, problem: 'the data file shrank while it was read' });
    return bytes;
  }

  async #shard(id: number): Promise<OpenFile> {
    const known = this.#shards.get(id);
    if (known) return known;
    const path = shardPath(this.prefix, id, this.shardCount);
    let file: OpenFile;
    try {
      file = await this.#fileSystem.open(path, 'read');
    } catch (cause) {
      if (!isMissing(cause)) throw cause;
      throw new FormatError({
        what: indexPath(this.prefix),
        problem: `the data file ${path} is missing`,
        cure: 'Copy all files of the checkpoint, not only its index.',
        cause,
      });
    }
    const raced = this.#shards.get(id);
    if (raced) {
      await file.close();
      return raced;
    }
    this.#shards.set(id, file);
    return file;
  }

  #describe(key: string): string {
    return `tensor ${key} of checkpoint ${this.prefix}`;
  }
}

/** The type that the values of an entry are read as. @throws FormatError when there is none */
function heldType({ dtype }: BundleEntryProto, what: string): DType {
  const held = widenerOf(dtype) ? 'float32' : dtypeFromEnum(dtype);
  if (held === undefined) {
    throw new FormatError({
      what,
      problem: `values of type ${DataType[dtype] ?? `DataType ${dtype}`} cannot be held`,
      cure: `Save it as one of ${dataTypes.join(', ')}.`,
    });
  }
  return held;
}

function checkCrc(crc: number, { crc32c: stored }: BundleEntryProto, what: string): void {
  if (maskCrc(crc) !== stored) {
    throw new FormatError({
      what,
      problem: 'the checksum of its bytes does not match',
      cure: 'The data file is damaged: take another checkpoint.',
    });
  }
}
