/** What must be written before the process ends, if nobody closed it: exit handlers cannot wait, so they write at once. */

export interface Closable {
  readonly path: string;
  closeNow(): void;
}

const open = new Set<Closable>();
let listening = false;

/** Closes `file` when the process ends in an orderly way (also through `process.exit` or an uncaught error). */
export function atExit(file: Closable): void {
  open.add(file);
  if (listening) return;
  listening = true;
  process.on('exit', () => {
    for (const each of [...open]) {
      try {
        each.closeNow();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      }
    }
  });
}

export function forgetAtExit(file: Closable): void {
  open.delete(file);
}
