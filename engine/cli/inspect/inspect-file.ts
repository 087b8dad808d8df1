/** Finds out what kind of file a path names, and prints what is in it. */

import { statSync } from 'node:fs';
import { FormatError } from '../../formats/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';
import { type FileKind, fileKinds } from './file-kinds.ts';
import { reportJson, reportText } from './report.ts';

/** Gives the exit code: 1 for a file that is damaged. @throws UsageError if there is no such file, or of no known kind */
export async function inspectFile(file: string, json: boolean): Promise<number> {
  const kind = kindOf(file);
  try {
    const report = await kind.inspect(file);
    process.stdout.write(json ? reportJson(file, report) : reportText(file, report));
    return report.damage === undefined ? exitCodes.fine : exitCodes.failed;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exitCodes.failed;
  }
}

function kindOf(file: string): FileKind {
  const kind = fileKinds.find(({ matches }) => matches(file));
  if (kind?.exists?.(file)) return kind;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`${file}: there is no such file.`);
  if (stat.isDirectory()) throw new UsageError(`${file} is a folder; name a file in it.`);
  if (kind === undefined) {
    throw new UsageError(
      `${file} is of no kind that can be inspected: ${fileKinds.map(({ name }) => name).join('; ')}.`,
    );
  }
  return kind;
}
