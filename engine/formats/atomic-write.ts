/**
 * Writes a file so that a reader sees the old content or the new one, whole, whatever happens meanwhile: a temporary
 * file in the same folder, flushed, then renamed.
 */

import { type FileSystem, splitPath } from './file-system.ts';
import { nodeFileSystem } from './node-file-system.ts';

let counter = 0;

/** The marker in the names of files that are not in place yet. */
export const temporaryMarker = '.tmp-';

/** A name beside `path` that no other writer uses. */
export function temporaryName(path: string): string {
  return `${path}${temporaryMarker}${process.pid}-${counter++}`;
}

/** The id of the process that made a temporary file of this name; undefined for other files. */
export function temporaryWriter(name: string): number | undefined {
  const cut = name.lastIndexOf(temporaryMarker);
  const match = cut === -1 ? null : /^(\d+)-\d+$/.exec(name.slice(cut + temporaryMarker.length));
  return match ? Number(match[1]) : undefined;
}

/** Writes all of `pieces` to a new file and flushes it. On failure no file is left. */
export async function writeDurably(fileSystem: FileSystem, path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const file = await fileSystem.open(path, 'write');
  try {
    for (const piece of pieces) await file.write(piece);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await fileSystem.unlink(path).catch(() => {});
    throw error;
  }
}

/**
 * @param content text is written as UTF-8
 * @throws the file system's error; the file is then what it was before
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const temporary = temporaryName(path);
  await writeDurably(fileSystem, temporary, [bytes]);
  try {
    await fileSystem.rename(temporary, path);
  } catch (error) {
    await fileSystem.unlink(temporary).catch(() => {});
    throw error;
  }
  await fileSystem.syncFolder(splitPath(path).folder);
}
