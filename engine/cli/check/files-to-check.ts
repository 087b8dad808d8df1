/** The files that the PATH arguments of `check` mean. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { findSources, isSourceName, longestSource, readSource, type SourceText } from '../../source-files/index.ts';
import { UsageError } from '../usage-error.ts';

const problems: Readonly<Record<Extract<SourceText, { problem: string }>['problem'], string>> = {
  missing: 'there is no such file or folder.',
  unreadable: 'it cannot be read.',
  'too large': `it is larger than ${longestSource / 1e6} MB, which no model is.`,
};

/** Absolute paths, each once. @throws UsageError for a path that cannot be checked, and a folder without model files */
export function filesToCheck(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((shown) => filesAt(resolve(shown), shown)))];
}

function filesAt(path: string, shown: string): string[] {
  if (isFolder(path)) {
    const models = findSources(path).filter(mayBeModel);
    if (models.length === 0) throw new UsageError(`${shown} holds no model file: none in it imports tensorloom.`);
    return models;
  }
  const source = readSource(path);
  if ('problem' in source) throw new UsageError(`${shown}: ${problems[source.problem]}`);
  if (!isSourceName(path)) throw new UsageError(`${shown} is no model file: a model is TypeScript or JavaScript.`);
  return [path];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // Whoever reads it as a file says what is wrong with it.
    return false;
  }
}

/** Folders hold much else: only a file that names the package is parsed. */
function mayBeModel(path: string): boolean {
  const source = readSource(path);
  return 'text' in source && source.text.includes('tensorloom');
}
