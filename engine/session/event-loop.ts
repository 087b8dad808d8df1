/**
 * Lets the event loop turn now and then. A training loop awaits nothing but microtasks, which would keep timers, signals
 * and messages waiting for as long as it runs.
 */

const longest = 10;
let lastTurn = performance.now();

/** Resolves at once, except every 10 ms or so, when it lets the event loop turn first. */
export function turnIfDue(): Promise<void> | undefined {
  if (performance.now() - lastTurn < longest) return undefined;
  return new Promise((resolve) => {
    setImmediate(() => {
      lastTurn = performance.now();
      resolve();
    });
  });
}
