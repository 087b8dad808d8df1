// Provides the real VS Code of the end-to-end tests: code-server from the npm registry, kept in
// node_modules/.cache/tensorloom-e2e for the next time. Its own install script compiles native modules for minutes;
// here nothing is compiled: the two native modules without which the extension host does not start are replaced by
// plain ones (shims/). It is made in a folder of its own and renamed when it is whole, so an interrupted run leaves
// nothing half made that a later run would use.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../tool.ts';

const version = '4.139.1';
const integrity = 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';
/** Counts the changes of what is done with the package below, so that no folder of an older recipe is reused. */
const recipe = 1;

const cache = join(root, 'node_modules', '.cache', 'tensorloom-e2e');
const shims = ['spdlog', 'native-watchdog'];

/** Large, and of no use here: a chat that asks for an account, sign-in, and repository tools. */
const unwantedExtensions = ['copilot', 'github', 'github-authentication', 'microsoft-authentication'];

/** The script that starts the editor. */
export function provideEditor(): string {
  const home = join(cache, `code-server-${version}-${recipe}`);
  if (!existsSync(home)) make(home);
  return join(home, 'out', 'node', 'entry.js');
}

function make(home: string): void {
  mkdirSync(cache, { recursive: true });
  removeAbandoned();
  console.log(`Installing code-server ${version} for the end-to-end tests …`);
  const folder = join(cache, `partial-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  try {
    const server = unpack(folder);
    const editor = join(server, 'lib', 'vscode');
    for (const name of unwantedExtensions) rmSync(join(editor, 'extensions', name), { recursive: true, force: true });
    for (const place of [server, editor, join(editor, 'extensions')]) {
      npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], place);
    }
    for (const name of shims) placeShim(name, join(editor, 'node_modules', '@vscode', name));
    renameSync(server, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(folder: string): string {
  const told = npm(['pack', `code-server@${version}`, '--json', '--pack-destination', folder], folder);
  const [packed] = Object.values(JSON.parse(told) as Record<string, { filename: string; integrity: string }>);
  if (packed?.integrity !== integrity) {
    throw new Error(
      `The registry's code-server ${version} is not the one known here: its integrity is ${packed?.integrity}.`,
    );
  }
  run('tar', ['xzf', packed.filename], folder);
  return join(folder, 'package');
}

function placeShim(name: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, 'shims', `${name}.mjs`), join(folder, 'index.mjs'));
  const manifest = { name: `@vscode/${name}`, version: '0.0.0', main: 'index.mjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

/** What an interrupted run left; a run that is still at work keeps its own. */
function removeAbandoned(): void {
  for (const name of readdirSync(cache)) {
    const pid = /^partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function npm(args: readonly string[], folder: string): string {
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, folder);
}

function run(command: string, args: readonly string[], folder: string): string {
  // The editor's packages refuse another Node than 24: the one that runs this is first on the path.
  const path = `${dirname(process.execPath)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    maxBuffer: 64 << 20,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim().slice(-2000)}`);
}

/** The version of VS Code inside, for reports. */
export function editorVersion(entry: string): string {
  const manifest = join(dirname(entry), '..', '..', 'lib', 'vscode', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
