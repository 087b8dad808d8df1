// What the scheduler takes from a thread whose messages were on their way while texts changed.

import { expect, it } from 'vitest';
import { OpenDocuments } from '../../../language-server/documents/open-documents.ts';
import { Scheduler } from '../../../language-server/scheduling/scheduler.ts';
import type { AnalysisThread, JobEvents, Outcome } from '../../../language-server/thread/analysis-thread.ts';
import type { Findings, Job } from '../../../language-server/thread/messages.ts';

const [model, part] = ['/w/model.ts', '/w/part.ts'];
const findings: Findings = {
  file: model,
  version: 1,
  isModel: true,
  files: [model, part],
  lacksFiles: false,
  diagnostics: [],
  milliseconds: 1,
};

/** A model that is being analysed, and the thread's side of it. */
async function analysing() {
  const runs: { job: Omit<Job, 'id'>; events: JobEvents; settle: (outcome: Outcome) => void }[] = [];
  const thread: Pick<AnalysisThread, 'isBusy' | 'delay' | 'run' | 'cancel' | 'end'> = {
    isBusy: false,
    delay: 0,
    run: (jobFor, events) => new Promise((settle) => runs.push({ job: jobFor(false), events, settle })),
    cancel: () => {},
    end: () => {},
  };
  const told: Findings[] = [];
  const documents = new OpenDocuments();
  documents.open(`file://${model}`, 'typescript', 1, "import * as tf from 'tensorloom';\nimport './part.ts';");
  const scheduler = new Scheduler(thread as AnalysisThread, documents, {
    onFindings: (each) => told.push(each),
    onFailure: () => {},
    onFault: () => {},
  });
  const next = async () => {
    const before = runs.length;
    await expect.poll(() => runs.length).toBe(before + 1);
    return runs[before]!;
  };
  scheduler.changed(model);
  const run = await next();
  for (const file of findings.files) run.events.onRead(file);
  return { scheduler, told, run, next };
}

it.each([
  ['an import changed', (scheduler: Scheduler) => scheduler.changed(part)],
  ['what imports mean changed', (scheduler: Scheduler) => scheduler.aliasesChanged()],
])('findings that come after %s are not those of the analysis that follows', async (_what, change) => {
  const { scheduler, told, run, next } = await analysing();
  change(scheduler);
  run.events.onFindings(findings);
  run.settle({ kind: 'stale' });
  expect(told).toEqual([]);
  const again = await next();
  expect(again.job.told).toBe(null);
  again.events.onFindings(findings);
  expect(told).toEqual([findings]);
  scheduler.dispose();
});
