/** `tf.train.MonitoredTrainingSession`: a session with everything that a training needs. */

import type { SessionConfig } from '../session/index.ts';
import { CheckpointSaverHook, StepCounterHook, SummarySaverHook } from './hooks/index.ts';
import { MonitoredSession } from './monitored-session.ts';
import { Scaffold } from './scaffold.ts';
import { ChiefSessionCreator, refuseWorker } from './session-creator.ts';
import type { SessionRunHook } from './session-run-hook.ts';

export interface MonitoredTrainingSessionOptions {
  /** The address of the master: '' is this process. */
  readonly master?: string;
  /** Only true (the default): sessions are of this process. */
  readonly isChief?: boolean;
  /** The folder to restore from and to save to. Default: nothing is saved. */
  readonly checkpointDir?: string | null;
  readonly scaffold?: Scaffold | null;
  readonly hooks?: readonly SessionRunHook[] | null;
  /** Called before the others. */
  readonly chiefOnlyHooks?: readonly SessionRunHook[] | null;
  /** Seconds between two checkpoints. Default 600, without `saveCheckpointSteps`; 0 or null: none by time. */
  readonly saveCheckpointSecs?: number | null;
  /** Steps between two checkpoints; 0 or null: none by steps. */
  readonly saveCheckpointSteps?: number | null;
  /** Steps between two summaries. Default 100, without `saveSummariesSecs`; 0 or null: none by steps. */
  readonly saveSummariesSteps?: number | null;
  /** Seconds between two summaries; 0 or null: none by time. */
  readonly saveSummariesSecs?: number | null;
  readonly config?: SessionConfig;
  /** Taken for compatibility: there are no threads to wait for. */
  readonly stopGracePeriodSecs?: number;
  /** Steps between two measurements of `global_step/sec`. Default 100; 0 or null: none. */
  readonly logStepCountSteps?: number | null;
  /** Where summaries go. Default: `checkpointDir`. */
  readonly summaryDir?: string | null;
  /** Write a MetaGraph beside each checkpoint. Default true. */
  readonly saveGraphDef?: boolean;
}

/**
 * A session that restores the newest checkpoint of `checkpointDir`, or else initialises the variables, and that writes
 * checkpoints (at the start, every so often, and at the end), summaries and the speed. To be awaited, because sessions
 * here run asynchronously:
 *
 *     await using sess = await tf.train.MonitoredTrainingSession({ checkpointDir, hooks });
 *     while (!sess.shouldStop()) await sess.run(trainOp);
 *
 * The hooks are called in this order: those of the chief, speed, summaries, checkpoints, `hooks`.
 *
 * @throws MonitoredSessionError where variables are left without a value, or `checkpointDir` is given for a graph
 *   without global step; UnimplementedError unless it is the chief.
 */
export async function MonitoredTrainingSession(
  options: MonitoredTrainingSessionOptions = {},
): Promise<MonitoredSession> {
  if (options.isChief === false) refuseWorker();
  const { master = '', config, checkpointDir = null } = options;
  const scaffold = options.scaffold ?? new Scaffold();
  const sessionCreator = new ChiefSessionCreator({ scaffold, master, checkpointDir, ...(config && { config }) });
  const hooks = [...(options.chiefOnlyHooks ?? []), ...ownHooks(options, scaffold), ...(options.hooks ?? [])];
  return MonitoredSession.create({ sessionCreator, hooks });
}

function ownHooks(options: MonitoredTrainingSessionOptions, scaffold: Scaffold): SessionRunHook[] {
  const { checkpointDir, logStepCountSteps = 100, saveGraphDef = true } = options;
  const outputDir = options.summaryDir || checkpointDir;
  const hooks: SessionRunHook[] = [];
  const summaries = often(options.saveSummariesSteps, options.saveSummariesSecs, { steps: 100 });
  const checkpoints = often(options.saveCheckpointSteps, options.saveCheckpointSecs, { secs: 600 });
  if (outputDir && logStepCountSteps) hooks.push(new StepCounterHook({ outputDir, everyNSteps: logStepCountSteps }));
  if (outputDir && summaries) hooks.push(new SummarySaverHook({ scaffold, outputDir, ...summaries }));
  if (checkpointDir && checkpoints) {
    hooks.push(new CheckpointSaverHook(checkpointDir, { scaffold, saveGraphDef, ...checkpoints }));
  }
  return hooks;
}

/** How often, where nothing is said of either `otherwise`; undefined for never. */
function often(
  steps: number | null | undefined,
  secs: number | null | undefined,
  otherwise: { readonly steps?: number; readonly secs?: number },
): { readonly saveSteps: number | null; readonly saveSecs: number | null } | undefined {
  const chosen = steps === undefined && secs === undefined ? otherwise : { steps, secs };
  if (!chosen.steps && !chosen.secs) return undefined;
  return { saveSteps: chosen.steps || null, saveSecs: chosen.secs || null };
}
