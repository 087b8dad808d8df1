// A folder for what programs write.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does the work with an empty folder as the current one, which is gone afterwards. */
export async function inEmptyFolder<T>(work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-docs-'));
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}
