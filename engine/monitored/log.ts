/** What a monitored session says while it runs, as TensorFlow's log does: a line to the standard error. */

export function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
