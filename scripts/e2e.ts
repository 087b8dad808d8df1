// `npm run test:e2e`: installs a real VS Code (code-server), finds or installs Chromium, packages the extension,
// installs it, and drives it. Arguments go to Vitest; TENSORLOOM_VSIX names a package to test instead of a new one.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Installation, installationVariable, provideInstallation } from './e2e/installation.ts';
import { runTool } from './tool.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let installation: Installation;
  try {
    installation = await provideInstallation();
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  process.env[installationVariable] = JSON.stringify(installation);
  // Editors and browsers leave files behind when they are killed: all of them lie in one folder that goes.
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-e2e-'));
  process.env.TMPDIR = folder;
  try {
    const { passed } = await runTool(['vitest', 'run', '--project', 'e2e', ...process.argv.slice(2)], { show: true });
    return passed ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
