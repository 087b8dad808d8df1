/** Makes folders one level at a time: Node's recursive mkdir never ends where a file system says ENOENT to every mkdir. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes `folder` and those above it, where they are missing. @throws the file system's error for the first it refuses. */
export async function makeFolders(folder: string): Promise<void> {
  const missing = [folder];
  for (;;) {
    const outcome = await makeOne(missing.at(-1)!);
    const parent = dirname(missing.at(-1)!);
    // One that is refused although its parent is there is refused for good.
    if (outcome === 'no parent' && parent !== missing.at(-1) && missing.length < 1000) missing.push(parent);
    else break;
  }
  for (const path of missing.slice(0, -1).reverse()) await mkdir(path).catch(ignoreExisting);
}

async function makeOne(path: string): Promise<'made' | 'no parent'> {
  try {
    await mkdir(path).catch(ignoreExisting);
    return 'made';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'no parent';
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
