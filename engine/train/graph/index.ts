/** The parts of `tf.train` that only build graph: they run no session and touch no file, so the analysis has them too. */

export { type CheckFiniteOptions, checkFinite } from './check-finite.ts';
export {
  assertGlobalStep,
  createGlobalStep,
  getGlobalStep,
  getOrCreateGlobalStep,
  globalStep,
} from './global-step.ts';
export { ExponentialMovingAverage, type MovingAverageOptions } from './moving-average.ts';
export * from './optimizers/index.ts';
export { signatureConstants, tagConstants } from './saved-model-names.ts';
export {
  buildSaver,
  isVariableList,
  type SavedVariable,
  type SaverGraph,
  type SaverGraphOptions,
  type SaverNodes,
  savedVariables,
  type VariableList,
} from './saver/index.ts';
export * from './schedules/index.ts';
