/** Checkpoints: the Saver, the state file of a folder, and readers that need no graph. */

export {
  CheckpointReader,
  listVariables,
  loadCheckpoint,
  loadVariable,
  newCheckpointReader,
} from './checkpoint-reader.ts';
export {
  type CheckpointStateInfo,
  checkpointExists,
  getCheckpointState,
  latestCheckpoint,
  type UpdateCheckpointStateOptions,
  updateCheckpointState,
} from './checkpoint-state.ts';
export type { ReadMetaGraphOptions, SaverDefinition } from './meta-graph.ts';
export {
  type ExportMetaGraphOptions,
  exportMetaGraph,
  type ImportMetaGraphOptions,
  importMetaGraph,
} from './meta-graph-files.ts';
export { removeCheckpoint } from './remove-checkpoint.ts';
export { type SaveOptions, Saver, type SaverOptions } from './saver.ts';
