/** The folder that a checkpoint lies in. */

import { basename, dirname } from 'node:path';
import { type FileSystem, makeFolders, nodeFileSystem } from '../../formats/index.ts';
import { fileFault } from './file-error.ts';

export function folderOf(prefix: string): { folder: string; base: string } {
  return { folder: dirname(prefix), base: basename(prefix) };
}

/** Makes the folder that `path` lies in, and those above it, where they are missing. */
export function makeFolderOf(path: string, fileSystem: FileSystem = nodeFileSystem): void {
  // A stand-in for the disk has no folders to make.
  if (fileSystem !== nodeFileSystem) return;
  const { folder } = folderOf(path);
  try {
    makeFolders(folder);
  } catch (error) {
    throw fileFault(`create the folder ${folder} for ${path}`, error);
  }
}
