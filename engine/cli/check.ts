/** `tensorloom check`: static diagnostics, which this version does not have yet. */

import { Command } from 'commander';
import { UsageError } from './usage-error.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('check model files without running them (not in this version)')
    .argument('[paths...]')
    .option('--json')
    .option('--github')
    .action(() => {
      throw new UsageError(
        'check is not in this version: `tensorloom graph MODEL --run` builds the graph by running it.',
      );
    });
}
