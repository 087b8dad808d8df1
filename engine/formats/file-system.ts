/**
 * The face of the file system that atomic writes and checkpoints need. Pure types: a test can stand in a disk that is
 * full or loses power; node-file-system.ts is the real one.
 */

export interface FileSystem {
  /** `write` makes an empty file, replacing one of that name. Errors carry Node's codes (`ENOENT`, `ENOSPC`). */
  open(path: string, mode: 'read' | 'write'): Promise<OpenFile>;
  /** Replaces `to` if it exists, in one step. */
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** The base names in a folder. */
  list(folder: string): Promise<string[]>;
  /** Makes renames in a folder durable. */
  syncFolder(folder: string): Promise<void>;
}

export interface OpenFile {
  size(): Promise<number>;
  /** `length` bytes from `offset`; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Appends all of `bytes`. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Whether an error is the file system's for a file that does not exist. */
export function isMissing(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ENOENT';
}

/** The folder and base name of a path with `/` or `\` between. */
export function splitPath(path: string): { folder: string; base: string } {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (cut === -1) return { folder: '.', base: path };
  return { folder: path.slice(0, cut) || path.slice(0, 1), base: path.slice(cut + 1) };
}
