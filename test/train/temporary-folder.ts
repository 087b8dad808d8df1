/** A folder for a test's files, gone after it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function temporaryFolder(): Promise<AsyncDisposable & { path: string; of(...names: string[]): string }> {
  const path = await mkdtemp(join(tmpdir(), 'tensorloom-train-'));
  return {
    path,
    of: (...names) => join(path, ...names),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
