/** The Node that runs model files: the editor's own, or the configured one, checked before it is used. */

import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, extname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

const oldestMajor = 24;
const timeoutMs = 10_000;
const cure = 'Correct the setting tensorloom.nodePath, or empty it to use the Node of VS Code.';

/** Why there is no Node to run a model with, as a sentence. */
export class NodePathError extends Error {
  override readonly name = 'NodePathError';
}

const checked = new Map<string, string>();

/**
 * The program to run for the setting's value; undefined: the editor's own.
 * @param own - the version of the Node that the editor runs on
 */
export async function nodeFor(setting: string, own: string): Promise<string | undefined> {
  const wanted = setting.trim();
  if (wanted === '') {
    if (majorOf(own) >= oldestMajor) return undefined;
    throw new NodePathError(
      `VS Code runs on Node ${own}, and training needs Node ${oldestMajor} or newer: update VS Code, or name a newer Node in the setting tensorloom.nodePath.`,
    );
  }
  const path = found(wanted.replace(/^~(?=[\\/])/, homedir()));
  if (path !== undefined && !isAbsolute(path)) throw new NodePathError(`${wanted} is no whole path. ${cure}`);
  const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path === undefined || stat === undefined) {
    throw new NodePathError(`There is no Node at ${wanted}. ${cure}`);
  }
  if (!stat.isFile()) throw new NodePathError(`${wanted} is no program. ${cure}`);
  const known = `${path} ${stat.mtimeMs} ${stat.size}`;
  if (checked.get(path) === known) return path;
  const version = await versionOf(path, wanted);
  if (majorOf(version) < oldestMajor) {
    throw new NodePathError(`${wanted} is Node ${version}; training needs Node ${oldestMajor} or newer. ${cure}`);
  }
  checked.set(path, known);
  return path;
}

/** A bare name is looked for as a shell does. */
function found(path: string): string | undefined {
  if (/[\\/]/.test(path)) return path;
  // Beside node.exe there may be a shell script of the bare name, which Windows cannot run.
  const name = process.platform === 'win32' && extname(path) === '' ? `${path}.exe` : path;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
}

async function versionOf(path: string, shown: string): Promise<string> {
  let printed: string;
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: timeoutMs, windowsHide: true });
    printed = stdout.trim();
  } catch (error) {
    throw new NodePathError(`${shown} cannot be run: ${(error as Error).message.split('\n')[0]}. ${cure}`);
  }
  const version = /^v(\d+\.\d+\.\d+\S*)$/.exec(printed)?.[1];
  if (version === undefined) throw new NodePathError(`${shown} does not tell its version as Node does. ${cure}`);
  return version;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
