/** Makes folders one level at a time: Node's recursive mkdir never ends where a file system says ENOENT to every mkdir. */

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Deeper paths than any system has are given up. */
const mostLevels = 1000;

/**
 * Makes `folder` and those above it, where they are missing.
 * @param makeOne makes one folder as `mkdirSync` does; tests stand in for the disk
 * @throws the file system's error for the first folder it refuses
 */
export function makeFolders(folder: string, makeOne: (path: string) => unknown = (path) => mkdirSync(path)): void {
  const missing = [folder];
  for (;;) {
    const path = missing.at(-1)!;
    if (tryMaking(path, makeOne) === 'made') break;
    const parent = dirname(path);
    if (parent === path || missing.length >= mostLevels) break;
    missing.push(parent);
  }
  // A folder that is refused although its parent is there is refused for good, and says why.
  for (const path of missing.slice(0, -1).reverse()) ignoringExisting(() => makeOne(path));
}

function tryMaking(path: string, makeOne: (path: string) => unknown): 'made' | 'no parent' {
  try {
    ignoringExisting(() => makeOne(path));
    return 'made';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'no parent';
    throw error;
  }
}

function ignoringExisting(make: () => unknown): void {
  try {
    make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
