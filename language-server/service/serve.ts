/** Runs a service in a thread: jobs come from the thread that started it, and answers go there. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Job, ThreadData } from '../thread/messages.ts';
import type { Analyze } from './analyses.ts';
import { Service } from './service.ts';
import type { Sources } from './sources.ts';

export function serve(analyze: Analyze, sources?: Sources): void {
  const port = parentPort;
  if (!port) throw new Error('This is a thread of the language server, which starts it.');
  const cancelled = new Int32Array((workerData as ThreadData).cancelled);
  const service = new Service({
    analyze,
    send: (message) => port.postMessage(message),
    isCancelled: (job) => Atomics.load(cancelled, 0) >= job,
    ...(sources && { sources }),
  });
  port.on('message', (job: Job) => service.handle(job));
}
