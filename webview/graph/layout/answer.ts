/** What the worker does with a request, apart from being a worker. */

import { layoutGraph } from './layout-graph.ts';
import type { RankCache } from './rank-cache.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

const progressEveryMs = 100;

export function answer({ id, request }: ToWorker, cache: RankCache, post: (message: FromWorker) => void): void {
  let last = performance.now();
  const onProgress = (done: number, total: number) => {
    const now = performance.now();
    if (now - last < progressEveryMs) return;
    last = now;
    post({ type: 'progress', id, done, total });
  };
  try {
    post({ type: 'layout', id, layout: layoutGraph(request, onProgress, cache) });
  } catch (error) {
    post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}
