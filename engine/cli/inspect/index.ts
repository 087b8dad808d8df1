/** `tensorloom inspect FILE`: what is in a file of TensorFlow's or of plain arrays, as tables or JSON. */

import { Command } from 'commander';
import type { Finish } from '../finish.ts';

export function inspectCommand(finish: Finish): Command {
  return new Command('inspect')
    .description('show what is in an event file, checkpoint, graph or file of arrays')
    .argument('<file>', 'the file, or the prefix of a checkpoint')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { json?: true }) => {
      // Loaded when asked for: the other subcommands start faster without the formats.
      const { inspectFile } = await import('./inspect-file.ts');
      finish(await inspectFile(file, json ?? false));
    });
}
