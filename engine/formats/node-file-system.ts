/** The file system of the machine, through Node. */

import { type FileHandle, open, readdir, rename, unlink } from 'node:fs/promises';
import type { FileSystem, OpenFile } from './file-system.ts';

export const nodeFileSystem: FileSystem = {
  async open(path, mode) {
    return new NodeFile(await open(path, mode === 'read' ? 'r' : 'w'));
  },
  rename,
  unlink,
  list: (folder) => readdir(folder),
  async syncFolder(folder) {
    // Windows opens no folders and needs no flush of them.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } catch (error) {
      // Some file systems, network ones above all, cannot flush a folder; the rename itself has succeeded.
      if (!unflushable.has((error as { code?: string }).code ?? '')) throw error;
    } finally {
      await handle.close();
    }
  },
};

const unflushable = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'EBADF']);

class NodeFile implements OpenFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) return bytes.subarray(0, done);
      done += bytesRead;
    }
    return bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done);
      done += bytesWritten;
    }
  }

  sync(): Promise<void> {
    return this.#handle.sync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
