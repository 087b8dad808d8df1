/** Runs a file for its graph or plans: faults and the model's output to stderr, the answer to the caller. */

import { type ChildMessage, startRun, type Task } from '../../runner/index.ts';
import { exitCodeOf } from '../exit-code-of-run.ts';
import { exitCodes } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { passOn, processOutput } from '../train/pass-on.ts';

/** What a graph is shown from, whichever way it was found. */
export interface GraphResult {
  readonly exitCode: number;
  readonly messages: readonly ChildMessage[];
}

export async function collectResult(file: string, args: readonly string[], task: Task): Promise<GraphResult> {
  const messages: ChildMessage[] = [];
  const run = startRun(
    { task, file, args, seed: null, device: null, logdir: null, stepsCap: null, output: 'pipes' },
    (message) => {
      if (message.type === 'graph' || message.type === 'pbtxt' || message.type === 'plans') messages.push(message);
      if (message.type === 'fault') process.stderr.write(faultText(message, { folder: process.cwd(), color: false }));
      if (message.type === 'stopping') process.stderr.write('Press Ctrl-C again to kill.\n');
    },
  );
  const unhook = stopOnSignals(run);
  const passed = [run.stdout, run.stderr].map((stream) => passOn(stream, processOutput(process.stderr)));
  try {
    const done = await run.ended;
    await Promise.all(passed);
    const exitCode = exitCodeOf(done);
    // A file that fails after it built its graph shows its fault alone.
    return { exitCode, messages: exitCode === exitCodes.fine ? messages : [] };
  } finally {
    unhook();
  }
}
