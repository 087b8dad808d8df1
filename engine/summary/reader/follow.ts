/** Polls a reader for as long as someone iterates. */

import { setTimeout as sleep } from 'node:timers/promises';

export interface FollowOptions {
  /** Time between the end of a poll and the next, in milliseconds. Default 1000. */
  readonly intervalMs?: number;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** What each poll of `reader` found, first of all at once. */
export async function* follow<News>(
  reader: { poll(): Promise<News> },
  { intervalMs = 1000, signal }: FollowOptions = {},
): AsyncGenerator<News, void> {
  while (!signal?.aborted) {
    yield await reader.poll();
    if (signal?.aborted) return;
    try {
      await sleep(intervalMs, undefined, signal ? { signal } : {});
    } catch (error) {
      if (signal?.aborted) return;
      throw error;
    }
  }
}
