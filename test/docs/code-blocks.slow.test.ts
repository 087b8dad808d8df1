/** The programs in the documentation, by the type checker. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { programs, root } from './programs.ts';

// Within the repository, so that the package is found as in a project that has it.
const parent = join(root, 'test/docs/dist');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'blocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('have no fault of types', async () => {
  expect(programs.length).toBeGreaterThan(8);
  programs.forEach(({ where, text }, i) => {
    writeFileSync(join(folder, `program-${i}.ts`), `// ${where}\n${text}`);
  });
  const config = { extends: join(root, 'tsconfig.json'), include: [folder], exclude: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const command = [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'tsconfig.json')];
  const output = await promisify(execFile)(process.execPath, command).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  expect(output).toBe('');
});
