/** The sources that a folder holds. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSourceName } from './read-source.ts';

/** Folders of what others wrote or a tool made. */
const skipped = new Set(['node_modules', 'dist']);

/**
 * Paths of all files that can be TypeScript or JavaScript in `folder` and below, in a fixed order. Folders called
 * `node_modules` and `dist` and those that start with a dot are left out, and links to folders are not followed: they
 * may lead round in a circle.
 */
export function findSources(folder: string): string[] {
  const found: string[] = [];
  const open = [folder];
  while (open.length > 0) {
    const here = open.pop()!;
    const folders: string[] = [];
    for (const entry of entriesOf(here)) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name)) folders.push(entry.name);
      else if ((entry.isFile() || entry.isSymbolicLink()) && isSourceName(entry.name))
        found.push(join(here, entry.name));
    }
    for (const name of folders.reverse()) open.push(join(here, name));
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Not ours to look into.
    return [];
  }
}
