/** A run as one JSON event a line on stdout. */

import { processOutput } from './pass-on.ts';
import type { View } from './view.ts';

export function jsonView(): View {
  const stdout = processOutput(process.stdout);
  return {
    onMessage: (message) => void stdout.write(`${JSON.stringify(message)}\n`),
    // What the model prints arrives in `log` events; the rest must not mix with them.
    output: () => processOutput(process.stderr),
    environment: {},
    close() {},
  };
}
