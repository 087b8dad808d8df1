/** Runs model files in processes of their own. */

export type { GraphDescription, NodeDescription } from './graph-description.ts';
export { modelFileProblem } from './load-model/model-file.ts';
export type * from './protocol.ts';
export { type Done, type Run, type RunOptions, startRun } from './start-run.ts';
