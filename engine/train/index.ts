/** `tf.train`: optimizers, schedules, the global step, checkpoints, training loops. */

export { type CheckFiniteOptions, checkFinite } from './check-finite.ts';
export {
  CheckpointReader,
  type CheckpointStateInfo,
  checkpointExists,
  type ExportMetaGraphOptions,
  exportMetaGraph,
  getCheckpointState,
  type ImportMetaGraphOptions,
  importMetaGraph,
  latestCheckpoint,
  listVariables,
  loadCheckpoint,
  loadVariable,
  newCheckpointReader,
  removeCheckpoint,
  type SaveOptions,
  Saver,
  type SaverDefinition,
  type SaverOptions,
  updateCheckpointState,
  type VariableList,
} from './checkpoint/index.ts';
export {
  assertGlobalStep,
  createGlobalStep,
  getGlobalStep,
  getOrCreateGlobalStep,
  globalStep,
} from './global-step.ts';
export { ExponentialMovingAverage, type MovingAverageOptions } from './moving-average.ts';
export * from './optimizers/index.ts';
export {
  type LoadedSafetensors,
  type LoadSafetensorsOptions,
  loadSafetensors,
  type SaveSafetensorsOptions,
  saveSafetensors,
} from './safetensors.ts';
export * from './schedules/index.ts';
export { type StepsOptions, steps } from './steps.ts';
export { writeGraph } from './write-graph.ts';
