// The script that brings Node 24, driven as npm drives it: as a process.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const withNode24 = resolve(import.meta.dirname, '../../scripts/with-node24.mjs');
const endWithParent = resolve(import.meta.dirname, '../../scripts/end-with-parent.mjs');

let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'with-node24-'));
  script = join(folder, 'script.ts');
  writeFileSync(
    script,
    `const [what] = process.argv.slice(2) as string[];
     if (what === 'wait') {
       process.on('SIGTERM', () => process.exit(43));
       setInterval(() => {}, 1000);
     } else process.exitCode = Number(what);
     console.log(process.version, process.argv.slice(2).join(' '));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('with-node24', () => {
  it('runs a TypeScript file under Node 24 or newer, with its arguments and exit code', () => {
    const { status, stdout } = spawnSync(process.execPath, [withNode24, script, '7', '--flag'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^v2[456]\.\d+\.\d+ 7 --flag\n$/);
    expect(status).toBe(7);
  });

  it('runs an installed tool by name', () => {
    const { status, stdout } = spawnSync(process.execPath, [withNode24, 'tsc', '--version'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^Version 7\./)]);
  });

  it('names a tool that is not installed, and the cure', () => {
    const { status, stderr } = spawnSync(process.execPath, [withNode24, 'no-such-tool'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'The command no-such-tool is not installed here. Run `npm ci` first.\n']);
  });

  it.skipIf(process.platform === 'win32')('passes a signal on and gives back the exit code', async () => {
    const child = spawn(process.execPath, [withNode24, script, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([43, null]);
  });
});

describe.skipIf(process.platform === 'win32')('end-with-parent', () => {
  it('ends the process when the one that holds its line is gone', async () => {
    const child = spawn(process.execPath, ['--import', endWithParent, script, 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    child.stdio[3]?.destroy();
    expect(await once(child, 'exit')).toEqual([43, null]);
  });
});
