/** Finds the file that an import means where Node's own rules give up: endings left out, folders, aliases. */

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aliasCandidates } from './tsconfig-paths.ts';

const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

/** TypeScript's way to name a source by the output it would have. */
const sourceOfOutput = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' } as const;

/** The absolute path that `specifier` means in the module `parentUrl`; undefined if there is none. */
export function findRelative(specifier: string, parentUrl: string): string | undefined {
  const path = specifier.startsWith('file:')
    ? fileURLToPath(specifier)
    : resolve(dirname(fileURLToPath(parentUrl)), specifier);
  return findWithEnding(path);
}

/** The absolute path that a bare `specifier` means by the aliases of the nearest tsconfig.json. */
export function findAliased(specifier: string, parentUrl: string): string | undefined {
  for (const path of aliasCandidates(specifier, dirname(fileURLToPath(parentUrl)))) {
    const found = findWithEnding(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findWithEnding(path: string): string | undefined {
  if (isFile(path)) return path;
  for (const ending of endings) if (isFile(path + ending)) return path + ending;
  const [, output] = /(\.[mc]?js)$/.exec(path) ?? [];
  if (output !== undefined) {
    const source = path.slice(0, -output.length) + sourceOfOutput[output as keyof typeof sourceOfOutput];
    if (isFile(source)) return source;
  }
  for (const ending of endings) {
    const index = join(path, `index${ending}`);
    if (isFile(index)) return index;
  }
  return undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
