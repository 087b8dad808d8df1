/** Told the exit code a subcommand ends with. */
export type Finish = (exitCode: number) => void;
