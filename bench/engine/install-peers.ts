// The packages of the peers, which `npm ci` does not bring: bench/package.json names them, with exact versions.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const bench = resolve(import.meta.dirname, '..');

/** Installs what is missing. Gives the reason where that fails. */
export function installPeers(): string | undefined {
  if (missingPackages(bench).length === 0) return undefined;
  console.log('Installing the engines to compare with in bench/node_modules (once, some 750 MB) …');
  // None of them needs its install script here: that of onnxruntime-node fetches what only GPUs need.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, error } = spawnSync('npm', args, {
    cwd: bench,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return undefined;
  return `npm ${args.join(' ')} in bench/ failed${error ? `: ${error.message}` : ''}`;
}

/** The packages that a folder's manifest names and its node_modules has not, in that version. */
export function missingPackages(folder: string): string[] {
  const { dependencies } = readJson(join(folder, 'package.json'));
  return Object.entries(dependencies as Record<string, string>)
    .filter(([name, version]) => {
      const manifest = join(folder, 'node_modules', name, 'package.json');
      return !existsSync(manifest) || readJson(manifest).version !== version;
    })
    .map(([name]) => name);
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
