// `npm run package`: builds the extension and packs it as tensorloom-vscode-<version>.vsix in the repository's root. What
// goes in is the allow-list .vscodeignore. Says what the parts weigh, and fails where the whole is too heavy.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { noticesOf } from './package/notices.ts';
import { root, runTool } from './tool.ts';

const mostBytes = 4_000_000;

const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-package-'));
try {
  process.exitCode = await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(): Promise<number> {
  const metaFile = join(scratch, 'meta.json');
  const built = await runTool(['scripts/build-extension.ts', '--meta', metaFile]);
  process.stdout.write(built.output);
  if (!built.passed) return 1;

  const { text, packages } = noticesOf(metaFile);
  writeFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), text);
  console.log(`Licences: ${packages.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);

  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packagePath = join(root, `${name}-${version}.vsix`);
  await createVSIX({ cwd: root, packagePath, dependencies: false });
  await printSizes();
  const bytes = statSync(packagePath).size;
  console.log(`${name}-${version}.vsix: ${kilobytes(bytes)}`);
  if (bytes <= mostBytes) return 0;
  console.error(`That is more than ${kilobytes(mostBytes)}: see the sizes above for what grew.`);
  return 1;
}

/** Before compression, by what a person would ask about. */
async function printSizes(): Promise<void> {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const sizes = Object.groupBy(files, partOf);
  const rows = Object.entries(sizes).map(([part, paths = []]) => ({
    part,
    files: paths.length,
    bytes: paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0),
  }));
  for (const { part, files, bytes } of rows.sort((a, b) => b.bytes - a.bytes)) {
    console.log(`${kilobytes(bytes).padStart(10)}  ${String(files).padStart(4)} files  ${part}`);
  }
}

function partOf(path: string): string {
  const [top, second] = path.split('/');
  if (top !== 'dist') return top === 'extension' ? 'images, templates, walkthrough' : 'documents and manifest';
  if (second === 'webview') return 'pages';
  if (second === 'types') return 'types';
  return second?.endsWith('.txt') ? 'licences' : 'extension, reader and engine';
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
