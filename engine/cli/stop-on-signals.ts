/** Ctrl-C and the like, for a run: the first asks it to stop, the second kills it. */

import type { Run } from '../runner/index.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes the signals over until the returned function is called. */
export function stopOnSignals(run: Pick<Run, 'stop'>): () => void {
  // The child counts: it sees a terminal's Ctrl-C itself as well.
  const onSignal = () => run.stop();
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
