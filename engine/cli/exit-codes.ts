/** What the command's exit code means, for every subcommand. */
export const exitCodes = {
  fine: 0,
  /** The model or the check failed. */
  failed: 1,
  usage: 2,
  /** Killed by the second Ctrl-C: 128 + SIGINT, as shells count. */
  killed: 130,
} as const;
