/** A run's end as the command's exit code. */

import type { Done, EndReason } from '../runner/index.ts';
import { exitCodes } from './exit-codes.ts';

type Code = (typeof exitCodes)[keyof typeof exitCodes];

const codes: Readonly<Record<EndReason, (done: Done) => Code>> = {
  completed: byExitCode,
  stopped: byExitCode,
  exited: byExitCode,
  failed: () => exitCodes.failed,
  stuck: () => exitCodes.failed,
  // 130 is the runner's own word for the second Ctrl-C; another code is someone else's kill.
  killed: ({ exitCode }) => (exitCode === exitCodes.killed ? exitCodes.killed : exitCodes.failed),
};

export function exitCodeOf(done: Done): Code {
  return codes[done.reason](done);
}

/** Whatever code a model chose for its failure, 1 says that it failed: 2 and 130 mean something else here. */
function byExitCode({ exitCode }: Done): Code {
  return exitCode === 0 ? exitCodes.fine : exitCodes.failed;
}
