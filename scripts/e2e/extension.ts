// Packages the extension as people get it and installs the VSIX in an extensions folder for the editor of the tests.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { root, runTool } from '../tool.ts';

const cache = join(root, 'node_modules', '.cache', 'tensorloom-e2e');

/** Written when the installation is whole. The editor notes absolute paths, so a finished folder cannot be renamed. */
const marker = '.installed';

/** TENSORLOOM_VSIX names a package made before; without it, one is made. */
export async function provideExtension(editor: string): Promise<{ extensions: string; vsix: string }> {
  const vsix = process.env.TENSORLOOM_VSIX ? resolve(process.env.TENSORLOOM_VSIX) : await packageExtension();
  if (!existsSync(vsix)) throw new Error(`There is no ${vsix}.`);
  const digest = createHash('sha256').update(readFileSync(vsix)).digest('hex').slice(0, 16);
  const extensions = join(cache, `extensions-${digest}`);
  if (!existsSync(join(extensions, marker))) install(editor, vsix, extensions);
  removeOlder(extensions);
  return { extensions, vsix };
}

async function packageExtension(): Promise<string> {
  const { passed, output } = await runTool(['scripts/package-extension.ts']);
  if (!passed) throw new Error(`The extension could not be packaged:\n${output}`);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  return join(root, `${name}-${version}.vsix`);
}

function install(editor: string, vsix: string, extensions: string): void {
  console.log(`Installing ${basename(vsix)} …`);
  rmSync(extensions, { recursive: true, force: true });
  mkdirSync(extensions, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'tensorloom-install-'));
  try {
    const args = [editor, '--install-extension', vsix, '--extensions-dir', extensions, '--user-data-dir', data];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, HOME: data },
    });
    const installed = status === 0 && readdirSync(extensions).some((name) => name.includes('tensorloom'));
    if (!installed) throw new Error(`The editor refuses ${vsix}:\n${stdout}${stderr}`);
    writeFileSync(join(extensions, marker), '');
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Packages change with every build: only the last few are kept, so that an editor still open elsewhere keeps its own. */
function removeOlder(current: string): void {
  const kept = 3;
  const folders = readdirSync(cache)
    .filter((name) => name.startsWith('extensions-'))
    .map((name) => join(cache, name))
    .filter((folder) => folder !== current)
    .map((folder) => ({ folder, time: statSync(folder).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { folder } of folders.slice(kept - 1)) rmSync(folder, { recursive: true, force: true });
}
