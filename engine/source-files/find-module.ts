/** The file that an import means: endings left out, folders, TypeScript's names of outputs, path aliases. */

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PathAliases } from './path-aliases.ts';

const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

/** TypeScript's way to name a source by the output it would have. */
const sourceOfOutput = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' } as const;

/** Whether `specifier` names a package or an alias rather than a place: neither a path, nor a URL, nor a `#` of package.json. */
export function isBareSpecifier(specifier: string): boolean {
  return !/^(?:\.{0,2}\/|\.{1,2}$|[a-z]{2,}:|#)/.test(specifier);
}

/** The absolute path that the path `specifier` means in the file `from`; undefined if there is none. */
export function findRelative(specifier: string, from: string): string | undefined {
  return findWithEnding(resolve(dirname(from), specifier));
}

/**
 * The absolute path that a bare `specifier` means by the aliases of the nearest tsconfig.json.
 * @throws SyntaxError if a tsconfig.json is none
 */
export function findAliased(specifier: string, from: string, aliases: PathAliases): string | undefined {
  for (const path of aliases.candidates(specifier, dirname(from))) {
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
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // Text that is no path at all, or a folder that may not be looked into.
    return false;
  }
}
