/** The hooks that come with TensorFlow. */

export {
  CheckpointSaverHook,
  CheckpointSaverListener,
  type CheckpointSaverOptions,
} from './checkpoint-saver.ts';
export { FeedFnHook } from './feed-fn.ts';
export { FinalOpsHook } from './final-ops.ts';
export { type LoggedTensors, LoggingTensorHook, type LoggingTensorOptions } from './logging-tensor.ts';
export { NanLossDuringTrainingError, NanTensorHook, type NanTensorOptions } from './nan-tensor.ts';
export { SecondOrStepTimer, type SecondOrStepTimerOptions } from './second-or-step-timer.ts';
export { StepCounterHook, type StepCounterOptions } from './step-counter.ts';
export { StopAtStepHook, type StopAtStepOptions } from './stop-at-step.ts';
export { SummarySaverHook, type SummarySaverOptions } from './summary-saver.ts';
