/**
 * In place of the thread that analyses: each line `// COMMAND` of a text says what its analysis does. It finds a problem
 * named after each other comment, reads what is imported, and tells how many analyses there have been.
 */

import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, Job, ThreadData } from '../../../language-server/thread/messages.ts';

const port = parentPort!;
const cancelled = new Int32Array((workerData as ThreadData).cancelled);
const texts = new Map<string, { uri: string; version: number; text: string }>();
const analysed = new Map<string, string>();
let analyses = 0;

const commands: Record<string, (job: Job) => void> = {
  hang: () => {
    for (;;) Math.random();
  },
  'wait until cancelled': (job) => {
    while (Atomics.load(cancelled, 0) < job.id) Math.random();
  },
  exit: () => process.exit(7),
  throw: () => {
    throw new Error('thrown by the analysis');
  },
  'fill the memory': () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array(100_000).fill(Math.random()));
  },
};

port.on('message', (job: Job) => {
  for (const change of job.changes) {
    if (change.text === null) texts.delete(change.file);
    else texts.set(change.file, change);
  }
  const send = (message: FromThread) => port.postMessage(message);
  const { file, method } = job.question;
  const { uri, version, text } = texts.get(file)!;
  const files = [file, ...[...text.matchAll(/from '\.\/([\w.]+)'/g)].map(([, name]) => file.replace(/[^/]+$/, name))];
  const all = files.map((each) => texts.get(each)?.text ?? '').join('\n');
  const comments = [...all.matchAll(/\/\/ (.+)/g)].map(([, comment]) => comment);
  try {
    for (const each of files) send({ type: 'read', job: job.id, file: each });
    if (analysed.get(file) !== all) {
      analyses++;
      for (const comment of comments) commands[comment]?.(job);
      if (Atomics.load(cancelled, 0) >= job.id) return send({ type: 'stale', job: job.id });
      analysed.set(file, all);
    }
    if (job.told !== version) {
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
      const diagnostics = comments.map((message) => ({ range, message }));
      const findings = { file, version, isModel: true, files, lacksFiles: false, milliseconds: 1 };
      send({ type: 'findings', job: job.id, findings: { ...findings, diagnostics: [[uri, diagnostics]] } });
    }
    if (comments.includes('fail to answer') && method === 'hover') throw new TypeError('no answer');
    send({ type: 'answer', job: job.id, answer: method === 'hover' ? { contents: String(analyses) } : null });
  } catch (error) {
    const ofAnalysis = !(error instanceof TypeError);
    send({ type: 'failed', job: job.id, message: (error as Error).message, ofAnalysis });
  }
});
