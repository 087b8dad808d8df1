/**
 * The bytes of a file that another program is still writing, as they appear. Notices when the file is replaced, cut
 * shorter, or gone. Knows nothing of what the bytes mean. Looks only when asked: no watching, no timers.
 */

import { type FileHandle, open } from 'node:fs/promises';

/** Enough of a file's beginning to tell it from its successor, which may get the same inode and a greater size. */
const fingerprintLength = 64;

export type TailState =
  /** As it was, or longer. */
  | 'same'
  /** Another file than before, or the same one cut shorter: what was read of it is void. */
  | 'replaced'
  | 'missing';

/** Bytes of the file, into the beginning of `into` where that is given; fewer than asked for at the end of the file. */
export type ReadBytes = (offset: number, length: number, into?: Uint8Array) => Promise<Uint8Array>;

export class FileTail {
  readonly path: string;
  #inode: bigint | undefined;
  #size = 0;
  #modified = 0n;
  #fingerprint: Uint8Array = new Uint8Array(0);

  constructor(path: string) {
    this.path = path;
  }

  /** The size at the last look. */
  get size(): number {
    return this.#size;
  }

  /**
   * Looks at the file and, unless it is missing or replaced, calls `body` with a reader of its bytes.
   * After 'replaced' the tail is about the new file.
   */
  async visit(body: (read: ReadBytes) => Promise<void>): Promise<TailState> {
    let handle: FileHandle;
    try {
      handle = await open(this.path, 'r');
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return 'missing';
      throw error;
    }
    try {
      const facts = await handle.stat({ bigint: true });
      const size = Number(facts.size);
      const read: ReadBytes = (offset, length, into) => readAt(handle, offset, Math.min(length, size - offset), into);
      if (await this.#isAnother(facts.ino, size, facts.mtimeNs, read)) {
        this.#inode = undefined;
        this.#size = 0;
        this.#fingerprint = new Uint8Array(0);
        return 'replaced';
      }
      this.#inode = facts.ino;
      this.#size = size;
      this.#modified = facts.mtimeNs;
      if (this.#fingerprint.length < fingerprintLength) this.#fingerprint = await read(0, fingerprintLength);
      await body(read);
      return 'same';
    } finally {
      await handle.close();
    }
  }

  async #isAnother(inode: bigint, size: number, modified: bigint, read: ReadBytes): Promise<boolean> {
    if (this.#inode === undefined) return false;
    if (inode !== this.#inode || size < this.#size) return true;
    if (modified === this.#modified) return false;
    const beginning = await read(0, this.#fingerprint.length);
    return this.#fingerprint.some((byte, i) => byte !== beginning[i]);
  }
}

async function readAt(handle: FileHandle, offset: number, length: number, into?: Uint8Array): Promise<Uint8Array> {
  const bytes = into ? into.subarray(0, Math.max(length, 0)) : new Uint8Array(Math.max(length, 0));
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offset + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}
