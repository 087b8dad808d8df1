/** Sends what the model prints to a LogBuffer instead of to stdout and stderr. */

import { LogBuffer } from './log-buffer.ts';
import type { ChildMessage } from './protocol.ts';

const intervalMs = 100;

/** Takes over both streams of the process. Returns what sends the rest, for when the process ends. */
export function captureOutput(send: (message: ChildMessage) => void): () => void {
  const buffer = new LogBuffer();
  let lastFlush = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    lastFlush = performance.now();
    for (const message of buffer.flush()) send(message);
  };
  for (const stream of ['stdout', 'stderr'] as const) {
    const write = (chunk: string | Uint8Array, encoding?: unknown, written?: unknown): boolean => {
      buffer.append(stream, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      // A main thread that never yields runs no timer: whoever prints flushes too.
      if (performance.now() - lastFlush >= intervalMs) flush();
      else timer ??= setTimeout(flush, intervalMs).unref();
      const done = typeof encoding === 'function' ? encoding : written;
      if (typeof done === 'function') process.nextTick(done as () => void);
      return true;
    };
    process[stream].write = write as typeof process.stdout.write;
  }
  return flush;
}
