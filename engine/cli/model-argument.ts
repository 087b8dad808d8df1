/** The MODEL argument of subcommands that run a file. */

import { resolve } from 'node:path';
import { modelFileProblem } from '../runner/index.ts';
import { UsageError } from './usage-error.ts';

/** The absolute path. @throws UsageError if that is no file to run */
export function modelPath(model: string): string {
  const path = resolve(model);
  const problem = modelFileProblem(path, model);
  if (problem !== undefined) throw new UsageError(problem);
  return path;
}
