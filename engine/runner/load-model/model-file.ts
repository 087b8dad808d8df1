/** Which files can be run as models, and what to say of the others before anything is started. Reads no contents. */

import { statSync } from 'node:fs';
import { extname } from 'node:path';

const runnable = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** Why the file at `path` cannot be run, as one sentence that starts with `shown`; undefined where it can. */
export function modelFileProblem(path: string, shown = path): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return `${shown}: there is no such file.`;
  if (stat.isDirectory()) return `${shown} is a folder; name the model file in it.`;
  const extension = extname(path);
  if (extension === '.tsx' || extension === '.jsx') {
    return `${shown}: files with JSX cannot be run; move the model into a ${extension.replace('x', '')} file.`;
  }
  if (!runnable.includes(extension)) {
    return `${shown} is no model file: a model is TypeScript or JavaScript (${runnable.join(', ')}).`;
  }
  return undefined;
}
