/** Runs a file of examples/ as a reader would: with Node or with `tensorloom train`, in a folder of its own. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder for what an example leaves, gone after the tests of the file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-example-'));
  folders.push(folder);
  return folder;
}

/** What the example prints, by `node examples/NAME.ts`. @throws where it fails, with what it wrote on stderr. */
export async function runWithNode(name: string, folder: string): Promise<string> {
  const { stdout } = await run(process.execPath, [join(root, 'examples', `${name}.ts`)], { cwd: folder });
  return stdout;
}

/** What the example prints, by `tensorloom train examples/NAME.ts --quiet FLAGS`. */
export async function runWithTensorloom(name: string, folder: string, flags: readonly string[]): Promise<string> {
  const command = [join(root, 'engine/bin/tensorloom.js'), 'train', join(root, 'examples', `${name}.ts`), '--quiet'];
  const { stdout } = await run(process.execPath, [...command, ...flags], { cwd: folder });
  return stdout;
}

/** What the example should print: test/fixtures/examples/NAME.txt. */
export function expectedOutput(name: string): string {
  return readFileSync(join(root, 'test/fixtures/examples', `${name}.txt`), 'utf8');
}
