/** A model that is large enough for worker threads, and tells how they fare: for tests of bundles, which move files. */

import { availableParallelism } from 'node:os';

/** @param library - what the model imports Tensorloom as. */
export const threadedModel = (library: string): string => `
  import { subscribe } from 'node:diagnostics_channel';
  import * as tf from ${JSON.stringify(library)};
  const threads = [];
  subscribe('worker_threads', ({ worker }) => {
    threads.push(worker);
    worker.on('error', (error) => console.log('a thread failed:', error));
  });
  const x = tf.ones([500, 500]);
  const y = tf.reduceMax(tf.matmul(x, x));
  const sess = new tf.Session({ config: { intraOpParallelismThreads: 2 } });
  let result;
  for (const end = Date.now() + 2000; Date.now() < end; ) result = await sess.run(y);
  console.log(result, 'by helpers:', threads.filter(({ threadId }) => threadId > 0).length);
  sess.close();
`;

export const threadedOutput = `500 by helpers: ${Math.min(1, availableParallelism() - 1)}\n`;
