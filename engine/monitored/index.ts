/** The part of `tf.train` that supervises a training: sessions that call hooks, and the hooks. Completes engine/train. */

export * from './hooks/index.ts';
export {
  MonitoredSession,
  type MonitoredSessionOptions,
  SingularMonitoredSession,
  type SingularMonitoredSessionOptions,
  type StepContext,
} from './monitored-session.ts';
export { MonitoredSessionError } from './run-error.ts';
export { Scaffold, type ScaffoldOptions } from './scaffold.ts';
export { ChiefSessionCreator, type ChiefSessionCreatorOptions, type SessionCreator } from './session-creator.ts';
export { SessionRunArgs, SessionRunContext, SessionRunHook, SessionRunValues } from './session-run-hook.ts';
export { MonitoredTrainingSession, type MonitoredTrainingSessionOptions } from './training-session.ts';
