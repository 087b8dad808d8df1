/** Running what a test builds, in a graph and a session of its own. */

import * as tf from '../../engine/index.ts';
import type { Fetches } from '../../engine/session/index.ts';

/** Builds in a graph of its own, initialises its variables unless told not to, and runs the fetches one after another. */
export async function runAll(
  build: () => {
    fetches: readonly Fetches[];
    feeds?: [tf.Tensor, unknown][];
    initialize?: boolean;
    config?: tf.SessionConfig;
  },
): Promise<unknown[]> {
  const graph = new tf.Graph();
  const {
    fetches,
    feeds = [],
    initialize = true,
    config = {},
    init,
  } = graph.asDefault(() => {
    const built = build();
    return { ...built, init: tf.globalVariablesInitializer() };
  });
  using session = new tf.Session({ graph, config });
  if (initialize) await session.run(init);
  const results: unknown[] = [];
  for (const fetch of fetches) results.push(plain(await session.run(fetch as string, feeds as never)));
  return results;
}

export function plain(value: unknown): unknown {
  if (value instanceof tf.NdArray) return value.toArray();
  return Array.isArray(value) ? value.map(plain) : value;
}
