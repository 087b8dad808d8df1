/** `tensorloom train MODEL`: its options, and the run from start to exit code. */

import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startRun } from '../../runner/index.ts';
import { exitCodeOf } from '../exit-code-of-run.ts';
import type { Finish } from '../finish.ts';
import { modelPath } from '../model-argument.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { UsageError } from '../usage-error.ts';
import { jsonView } from './json-view.ts';
import { passOn } from './pass-on.ts';
import { terminalView } from './terminal-view.ts';

interface TrainOptions {
  readonly logdir?: string;
  readonly device?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly quiet?: true;
  readonly json?: true;
}

export function trainCommand(finish: Finish): Command {
  return new Command('train')
    .description('run a model file: progress, speed, time left and the last scalars on one line')
    .argument('<model>', 'the model file, TypeScript or JavaScript')
    .argument('[args...]', 'arguments for the model itself, in its process.argv; put -- before options')
    .option('--logdir <dir>', 'where event files go, whatever folder the file names')
    .option('--device <name>', 'the device of operations that name none, such as /cpu:0')
    .option('--seed <n>', 'the random seed of graphs that set none', wholeNumber('seed'))
    .option('--steps <n>', 'at most this many steps of each tf.train.steps loop', wholeNumber('number of steps'))
    .option('--quiet', 'print only what the model prints, and its faults')
    .addOption(new Option('--json', 'print one JSON event a line').conflicts('quiet'))
    .addHelpText(
      'after',
      `
Ctrl-C once ends the training after the step in hand, and the file goes on with what comes after its loop (saving).
Ctrl-C twice kills it. Exit codes: 0 fine, also when stopped so; 1 the model failed; 2 wrong usage; 130 killed.
With --logdir, the first folder that the file writes events to becomes DIR, and any other one a folder in DIR.`,
    )
    .action(async (model: string, args: string[], options: TrainOptions) => {
      const file = modelPath(model);
      if (options.device !== undefined) await checkDevice(options.device);
      finish(await train(file, args, options));
    });
}

async function train(file: string, args: string[], options: TrainOptions): Promise<number> {
  const view = options.json ? jsonView() : terminalView({ file, quiet: options.quiet ?? false });
  const run = startRun(
    {
      task: 'train',
      file,
      args,
      seed: options.seed ?? null,
      device: options.device ?? null,
      logdir: options.logdir === undefined ? null : resolve(options.logdir),
      stepsCap: options.steps ?? null,
      output: options.json ? 'messages' : 'pipes',
      env: options.json ? {} : view.environment,
    },
    view.onMessage,
  );
  const unhook = stopOnSignals(run);
  // What does not go through the model's own streams (a program it starts) comes here even where output is messages.
  const passed = [passOn(run.stdout, view.output('stdout')), passOn(run.stderr, view.output('stderr'))];
  try {
    const done = await run.ended;
    await Promise.all(passed);
    return exitCodeOf(done);
  } finally {
    unhook();
    view.close();
  }
}

function wholeNumber(what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
      throw new InvalidArgumentError(`Give the ${what} as a whole number, such as 1000.`);
    }
    return value;
  };
}

async function checkDevice(name: string): Promise<void> {
  const { parseDevice } = await import('../../graph/index.ts');
  try {
    parseDevice(name);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
