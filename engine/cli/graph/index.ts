/** `tensorloom graph MODEL --run`: the graph that a file builds, in several forms, or what the compiler made of it. */

import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import type { Finish } from '../finish.ts';
import { modelPath } from '../model-argument.ts';
import { UsageError } from '../usage-error.ts';
import { collectResult } from './collect-result.ts';
import { forms, type GraphForm } from './forms.ts';

type GraphOptions = { readonly run?: true; readonly seed?: number } & {
  readonly [F in GraphForm]?: true | string;
};

export function graphCommand(finish: Finish): Command {
  const command = new Command('graph')
    .description('show the graph that a model file builds')
    .argument('<model>', 'the model file, TypeScript or JavaScript')
    .argument('[args...]', 'arguments for the model itself')
    .option('--run', 'build the graph by running the file (the only way in this version)');
  const names = Object.keys(forms) as GraphForm[];
  for (const name of names) {
    const { flags, description } = forms[name];
    if (flags === undefined) continue;
    command.addOption(new Option(flags, description).conflicts(names.filter((other) => other !== name)));
  }
  return command
    .addHelpText(
      'after',
      `
The file is run up to the first step of its first tf.train.steps loop, where its graph is complete and nothing has been
trained; with --plan, up to the end of that step. A file without such a loop runs to its end. What the model prints goes
to stderr. FILE may be - for stdout.`,
    )
    .action(async (model: string, args: string[], options: GraphOptions) => {
      const file = modelPath(model);
      if (!options.run) {
        throw new UsageError('graph without --run (found without running the file) is not in this version: add --run.');
      }
      const name = names.find((each) => options[each] !== undefined) ?? 'table';
      const form = forms[name];
      const result = await collectResult(file, args, form.task);
      if (result.exitCode !== exitCodes.fine) return finish(result.exitCode);
      const target = options[name];
      const text = form.format(result.messages);
      if (text === undefined) {
        process.stderr.write('The model ended without handing over its graph.\n');
        return finish(exitCodes.failed);
      }
      if (typeof target === 'string' && target !== '-') writeResult(target, text);
      else process.stdout.write(text);
    });
}

function writeResult(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}.`);
  }
}
