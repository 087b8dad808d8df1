/** The command `tensorloom`: its subcommands, and what its exit codes mean. The work is in a file for each subcommand. */

import { Command, CommanderError } from 'commander';
import { checkCommand } from './check/index.ts';
import { devicesCommand } from './devices.ts';
import { exitCodes } from './exit-codes.ts';
import { exportCommand } from './export/index.ts';
import type { Finish } from './finish.ts';
import { graphCommand } from './graph/index.ts';
import { inspectCommand } from './inspect/index.ts';
import { trainCommand } from './train/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command line `argv` (without Node and the script) and gives the exit code: 0 fine, 1 the model or check
 * failed, 2 wrong usage, 130 killed by Ctrl-C.
 */
export async function main(argv: string[]): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const finish: Finish = (code) => {
    exitCode = code;
  };
  const program = new Command('tensorloom')
    .description("TensorFlow 1's lazy graphs in TypeScript: train model files and look into what they leave.")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'tensorloom: ')) });
  for (const command of [trainCommand, graphCommand, checkCommand, exportCommand, devicesCommand, inspectCommand]) {
    program.addCommand(command(finish).exitOverride().copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`tensorloom: ${error.message}\n`);
    return exitCodes.usage;
  }
}
