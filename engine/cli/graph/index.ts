/** `tensorloom graph MODEL`: the graph that a file builds, in several forms, or what the compiler made of it. */

import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Task } from '../../runner/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Finish } from '../finish.ts';
import { modelPath } from '../model-argument.ts';
import { UsageError } from '../usage-error.ts';
import { analyzedResult, type StaticTask } from './analyzed-result.ts';
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
    .option('--run', 'build the graph by running the file, not by reading it');
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
Without --run, the graph is found from the file's text and nothing of it is run; what is wrong with the file goes to
stderr, and with errors the exit code is 1. With --run, the file is run up to the first step of its first tf.train.steps
loop, where its graph is complete and nothing has been trained; with --plan, for its first steps, which time the kernels. A file without
such a loop runs to its end. What the model prints goes to stderr. FILE may be - for stdout.`,
    )
    .action(async (model: string, args: string[], options: GraphOptions) => {
      const file = modelPath(model);
      const name = names.find((each) => options[each] !== undefined) ?? 'table';
      const { task, format } = forms[name];
      const target = options[name];
      const { exitCode, messages } = options.run
        ? await collectResult(file, args, task)
        : await analyzedResult(file, withoutRun(task, args));
      finish(exitCode);
      const text = format(messages);
      if (text === undefined) {
        if (exitCode !== exitCodes.fine) return;
        process.stderr.write('The model ended without handing over its graph.\n');
        return finish(exitCodes.failed);
      }
      if (typeof target === 'string' && target !== '-') writeResult(target, text);
      else process.stdout.write(text);
    });
}

/** @throws UsageError for what only a run has */
function withoutRun(task: Task, args: readonly string[]): StaticTask {
  if (task !== 'graph' && task !== 'pbtxt') throw new UsageError('What the compiler makes of a graph needs --run.');
  if (args.length > 0)
    throw new UsageError('Arguments for the model need --run: without it, nothing of the file is run.');
  return task;
}

function writeResult(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}.`);
  }
}
