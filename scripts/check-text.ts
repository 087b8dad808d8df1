// Part of `npm run lint`: applies the rules of text/rules.ts to every file that is, or would be, committed.

import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { textFaults } from './text/rules.ts';
import { root } from './tool.ts';

/** Made by tools, or bytes that others wrote: not our text. */
const notOurText = /(?:^|\/)(?:fixtures|generated|node_modules|dist|coverage)\//;

const paths = repositoryFiles().filter(
  (path) => !notOurText.test(path) && statSync(join(root, path), { throwIfNoEntry: false })?.isFile(),
);
const faults: string[] = [];
for (const path of paths) {
  const text = readFileSync(join(root, path), 'utf8');
  if (!text.includes('\0')) faults.push(...textFaults(path, text));
}

for (const fault of faults) console.error(fault);
if (paths.length === 0) console.error('The text check saw no files.');
if (faults.length > 0 || paths.length === 0) process.exitCode = 1;
else console.log(`Text rules hold: ${paths.length} files.`);

function repositoryFiles(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return list.toString().split('\0').filter(Boolean);
  } catch {
    // A source archive without git: everything but what tools make.
    const all = globSync('**/*', {
      cwd: root,
      exclude: (name) => /(?:^|[\\/])(?:node_modules|dist|\.git)$/.test(String(name)),
    });
    return all.map((path) => path.split(sep).join('/'));
  }
}
