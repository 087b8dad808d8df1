/** `tensorloom check PATH…`: what is wrong with model files, found without running them. */

import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import type { Finish } from '../finish.ts';
import { showsColor } from '../shows-color.ts';
import { checkFiles } from './check-files.ts';
import { filesToCheck } from './files-to-check.ts';
import { countOf, type Finding } from './finding.ts';
import { githubText } from './github-text.ts';
import { jsonText } from './json-text.ts';
import { plainText } from './plain-text.ts';

interface CheckOptions {
  readonly json?: true;
  readonly github?: true;
  readonly maxWarnings?: number;
}

export function checkCommand(finish: Finish): Command {
  return new Command('check')
    .description('find what is wrong with model files, without running them')
    .argument('<paths...>', 'model files, and folders in which all files are checked that import tensorloom')
    .addOption(new Option('--json', 'print an array of diagnostics as JSON').conflicts('github'))
    .option('--github', 'print annotations for GitHub Actions')
    .option('--max-warnings <n>', 'end with 1 if there are more warnings than this', warningCount)
    .addHelpText(
      'after',
      `
Exit codes: 0 no errors; 1 errors, or more warnings than allowed; 2 wrong usage. Folders named node_modules or dist, or
with a dot in front, are passed over.`,
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const files = filesToCheck(paths);
      const { findings, models, notes } = await checkFiles(files);
      process.stdout.write(formatted(findings, options));
      for (const note of notes) process.stderr.write(`${note}\n`);
      process.stderr.write(summary(findings, models));
      const tooMany = countOf(findings, 'warning') > (options.maxWarnings ?? Number.POSITIVE_INFINITY);
      finish(countOf(findings, 'error') > 0 || tooMany ? exitCodes.failed : exitCodes.fine);
    });
}

function formatted(findings: readonly Finding[], { json, github }: CheckOptions): string {
  if (json) return jsonText(findings);
  const folder = process.cwd();
  return github ? githubText(findings, folder) : plainText(findings, { folder, color: showsColor(process.stdout) });
}

function summary(findings: readonly Finding[], models: number): string {
  const files = counted(models, 'model file');
  if (findings.length === 0) return `No problems in ${files}.\n`;
  const counts = [counted(countOf(findings, 'error'), 'error'), counted(countOf(findings, 'warning'), 'warning')];
  const remarks = countOf(findings, 'information');
  if (remarks > 0) counts.push(counted(remarks, 'remark'));
  return `${counts.join(', ')} in ${files}.\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function warningCount(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give the number of warnings as a whole number, such as 0.');
}
