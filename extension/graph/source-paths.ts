/** Where a source file may be now that a graph names, which was perhaps made on another machine. Pure. */

import { basename, isAbsolute, resolve, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Paths to try in order. `folders`: what a relative path may start from. A path may name another machine (`\\host\…`):
 * Windows would sign in there just to look, so that is only tried where one of the folders is on the same share.
 */
export function candidatePaths(file: string, folders: readonly string[]): readonly string[] {
  const path = asPath(file);
  if (isShare(path) && !folders.some((folder) => shareOf(folder) === shareOf(path))) return [];
  return isAbsolute(path) ? [path] : [...new Set(folders.map((folder) => resolve(folder, path)))];
}

/** The last part of the path, whatever system it is from. */
export function baseName(file: string): string {
  return basename(asPath(file).replaceAll('\\', '/'));
}

/** Of files of the same name, the one whose folders are named most like those of `file`; the shorter path of equals. */
export function mostAlike(file: string, found: readonly string[]): string | undefined {
  const wanted = segments(asPath(file));
  const score = (path: string) => {
    const own = segments(path);
    let shared = 0;
    while (shared < wanted.length && wanted.at(-1 - shared) === own.at(-1 - shared)) shared += 1;
    return shared;
  };
  return [...found].sort((a, b) => score(b) - score(a) || a.length - b.length || (a < b ? -1 : 1))[0];
}

function asPath(file: string): string {
  if (!file.startsWith('file:')) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

const isShare = (path: string) => /^[\\/]{2}/.test(path);
const shareOf = (path: string) => win32.parse(path).root.toLowerCase().replaceAll('/', '\\');

function segments(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter((part) => part !== '');
}
