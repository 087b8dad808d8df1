/** A safetensors file on disk: the header is read at once, tensors one by one when they are asked for. */

import type { NdArray } from '../../graph/index.ts';
import type { FileSystem, OpenFile } from '../file-system.ts';
import { FormatError } from '../format-error.ts';
import { nodeFileSystem } from '../node-file-system.ts';
import { decodeSafetensorsEntry, decodeSafetensorsHeader, type SafetensorsHeader } from './safetensors.ts';

export class SafetensorsReader implements AsyncDisposable {
  readonly path: string;
  readonly header: SafetensorsHeader;
  readonly #file: OpenFile;

  private constructor(path: string, header: SafetensorsHeader, file: OpenFile) {
    this.path = path;
    this.header = header;
    this.#file = file;
  }

  /** @throws FormatError; the file system's error */
  static async open(path: string, fileSystem: FileSystem = nodeFileSystem): Promise<SafetensorsReader> {
    const file = await fileSystem.open(path, 'read');
    try {
      const fileLength = await file.size();
      const start = await file.read(0, 8);
      const declared = start.length < 8 ? 0n : new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true);
      // A header that is longer than the file is the decoder's to refuse, from these eight bytes.
      const bytes = declared <= BigInt(fileLength) ? await file.read(0, 8 + Number(declared)) : start;
      return new SafetensorsReader(path, decodeSafetensorsHeader(bytes, fileLength, path), file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  keys(): string[] {
    return [...this.header.entries.keys()];
  }

  /** @throws FormatError when there is no such tensor, or its type cannot be held */
  async read(name: string): Promise<NdArray> {
    const entry = this.header.entries.get(name);
    if (!entry) throw new FormatError({ what: this.path, problem: `the file has no tensor named ${name}` });
    const bytes = await this.#file.read(entry.start, entry.end - entry.start);
    return decodeSafetensorsEntry(entry, bytes, this.path);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
