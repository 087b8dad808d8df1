/** A command that was asked for in a way that cannot be: one sentence for stderr, exit code 2. */
export class UsageError extends Error {}
