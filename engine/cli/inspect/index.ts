/** `tensorloom inspect FILE`: what is in a file of TensorFlow's or of plain arrays, as tables or JSON. */

import { statSync } from 'node:fs';
import { Command } from 'commander';
import { FormatError } from '../../formats/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Finish } from '../main.ts';
import { UsageError } from '../usage-error.ts';
import { type FileKind, fileKinds } from './file-kinds.ts';
import { reportJson, reportText } from './report.ts';

export function inspectCommand(finish: Finish): Command {
  return new Command('inspect')
    .description('show what is in an event file, checkpoint, graph or file of arrays')
    .argument('<file>', 'the file, or the prefix of a checkpoint')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nKinds of files: ${fileKinds.map(({ name }) => name).join('; ')}.`)
    .action(async (file: string, { json }: { json?: true }) => {
      const kind = kindOf(file);
      try {
        const report = await kind.inspect(file);
        process.stdout.write(json ? reportJson(file, report) : reportText(file, report));
        if (report.damage !== undefined) finish(exitCodes.failed);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        process.stderr.write(`${error.message}\n`);
        finish(exitCodes.failed);
      }
    });
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
