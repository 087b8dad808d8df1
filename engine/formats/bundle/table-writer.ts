/** Writes a table (see table-format.ts). Knows nothing of tensors. */

import { ByteWriter } from '../byte-writer.ts';
import { crc32c, maskCrc } from '../crc32c.ts';
import {
  blockTrailerLength,
  compareBytes,
  compression,
  handlesLength,
  magicHigh,
  magicLow,
  restartInterval,
} from './table-format.ts';

/** A block is closed when it has grown to this many bytes. */
const blockSize = 256 * 1024;

interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

/** One block: entries with the prefix they share with the key before, and where decoding may start. */
class BlockBuilder {
  readonly #entries = new ByteWriter();
  readonly #restarts: number[] = [0];
  readonly #interval: number;
  #sinceRestart = 0;
  #previous: Uint8Array = new Uint8Array(0);

  constructor(interval: number) {
    this.#interval = interval;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(key: Uint8Array, value: Uint8Array): void {
    let shared = 0;
    if (this.#sinceRestart === this.#interval) {
      this.#restarts.push(this.#entries.length);
      this.#sinceRestart = 0;
    } else {
      const most = Math.min(key.length, this.#previous.length);
      while (shared < most && key[shared] === this.#previous[shared]) shared++;
    }
    this.#entries
      .varint(shared)
      .varint(key.length - shared)
      .varint(value.length);
    this.#entries.append(key.subarray(shared)).append(value);
    this.#previous = key;
    this.#sinceRestart++;
  }

  finish(): Uint8Array {
    const block = new ByteWriter(this.#entries.length + 4 * this.#restarts.length + 4);
    block.append(this.#entries.finish());
    for (const restart of this.#restarts) block.u32(restart);
    return block.u32(this.#restarts.length).finish();
  }
}

/**
 * @param entries sorted by key as bytes, each key once
 * @throws RangeError when they are not
 */
export function encodeTable(entries: Iterable<readonly [Uint8Array, Uint8Array]>): Uint8Array {
  const file = new ByteWriter(4096);
  const index = new BlockBuilder(1);
  let block = new BlockBuilder(restartInterval);
  let last: Uint8Array | undefined;

  const closeBlock = () => {
    if (block.size === 0) return;
    // Any key from the block's last up to the next block's first may stand in the index.
    index.add(last as Uint8Array, encodeHandle(appendBlock(file, block.finish())));
    block = new BlockBuilder(restartInterval);
  };
  for (const [key, value] of entries) {
    if (last && compareBytes(last, key) >= 0) throw new RangeError('The keys of a table must be sorted and unique.');
    block.add(key, value);
    last = key;
    if (block.size >= blockSize) closeBlock();
  }
  closeBlock();
  const metaIndex = encodeHandle(appendBlock(file, new BlockBuilder(1).finish()));
  const indexHandle = encodeHandle(appendBlock(file, index.finish()));
  file
    .append(metaIndex)
    .append(indexHandle)
    .append(new Uint8Array(handlesLength - metaIndex.length - indexHandle.length));
  return file.u32(magicLow).u32(magicHigh).finish();
}

function appendBlock(file: ByteWriter, block: Uint8Array): BlockHandle {
  const handle = { offset: file.length, size: block.length };
  const kind = Uint8Array.of(compression.none);
  file
    .append(block)
    .append(kind)
    .u32(maskCrc(crc32c(kind, crc32c(block))));
  return handle;
}

function encodeHandle({ offset, size }: BlockHandle): Uint8Array {
  return new ByteWriter(2 * blockTrailerLength).varint(offset).varint(size).finish();
}
