/** The layout worker's entry. It lives until it is ended; what it has ranked, it keeps for the next request. */

import { answer } from './answer.ts';
import { RankCache } from './rank-cache.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

// TypeScript has no worker's names beside a page's.
const worker = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
};
const cache = new RankCache();

worker.onmessage = ({ data }) => answer(data, cache, (message) => worker.postMessage(message));
