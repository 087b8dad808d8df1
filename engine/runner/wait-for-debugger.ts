/**
 * Opens Node's inspector from within and waits for a debugger. Not by `--inspect-brk`: that would stop the process before
 * its control thread is up, and one whose editor went away then would wait for ever.
 */

/** @param onPort - gets the port, on 127.0.0.1, before the process blocks */
export async function waitForDebugger(onPort: (port: number) => void): Promise<void> {
  const inspector = await import('node:inspector');
  inspector.open(0, '127.0.0.1');
  onPort(Number(new URL(inspector.url() as string).port));
  inspector.waitForDebugger();
}
