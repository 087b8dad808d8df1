/** The order of calls, and the files: those that TensorFlow 2.21's tf.compat.v1 gave for the same program. */

import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionLog_SessionStatus } from '../../engine/formats/index.ts';
import * as tf from '../../engine/index.ts';
import type { Session } from '../../engine/session/index.ts';
import { eventsOf } from '../summary/event-log.ts';
import { temporaryFolder } from '../train/temporary-folder.ts';

afterEach(() => tf.summary.FileWriterCache.clear());

/** Counts `w` and the global step up, to `last`, and gives what the hooks were told. */
async function train(folder: string, last: number, fails = false): Promise<string[]> {
  const told: string[] = [];
  const graph = new tf.Graph();
  const starting = graph.asDefault(() => {
    const w = tf.getVariable('w', [], { initializer: tf.zerosInitializer() });
    const globalStep = tf.train.getOrCreateGlobalStep();
    const trainOp = tf.group([w.assignAdd(1), globalStep.assignAdd(1)]);
    tf.summary.scalar('w', w);
    class Hook extends tf.train.SessionRunHook {
      readonly #name: string;
      constructor(name: string) {
        super();
        this.#name = name;
      }
      override begin(): void {
        told.push(`${this.#name} begin`);
      }
      override async afterCreateSession(session: Session): Promise<void> {
        told.push(`${this.#name} created ${await session.run(globalStep)}`);
      }
      override beforeRun(): tf.train.SessionRunArgs {
        told.push(`${this.#name} before`);
        return new tf.train.SessionRunArgs(w);
      }
      override afterRun(_context: tf.train.SessionRunContext, { results }: tf.train.SessionRunValues): void {
        told.push(`${this.#name} after ${results}`);
      }
      override async end(session: Session): Promise<void> {
        told.push(`${this.#name} end ${await session.run(globalStep)}`);
      }
    }
    class Listener extends tf.train.CheckpointSaverListener {
      override begin(): void {
        told.push('L begin');
      }
      override beforeSave(_session: Session, step: number): void {
        told.push(`L before ${step}`);
      }
      override afterSave(_session: Session, step: number): void {
        told.push(`L after ${step}`);
      }
      override end(_session: Session, step: number): void {
        told.push(`L end ${step}`);
      }
    }
    const scaffold = new tf.train.Scaffold();
    const making = tf.train.MonitoredTrainingSession({
      checkpointDir: folder,
      scaffold,
      chiefOnlyHooks: [new Hook('C')],
      hooks: [
        new Hook('A'),
        new tf.train.StopAtStepHook({ lastStep: last }),
        new tf.train.CheckpointSaverHook(folder, {
          saveSteps: 3,
          checkpointBasename: 'l.ckpt',
          scaffold,
          listeners: [new Listener()],
        }),
      ],
      saveCheckpointSteps: 2,
      saveSummariesSteps: 2,
      logStepCountSteps: 2,
    });
    return { making, trainOp };
  });
  const { making, trainOp } = starting;
  const session = await making;
  while (!session.shouldStop()) {
    await session.run(trainOp);
    if (fails) {
      await session.close(new Error('of the caller'));
      return told;
    }
  }
  await session.close();
  return told;
}

const run = (w: number) => ['C before', 'A before', `C after ${w}`, `A after ${w}`];

describe('MonitoredTrainingSession', () => {
  it('calls hooks and writes files as TensorFlow does', async () => {
    await using folder = await temporaryFolder();
    expect(await train(folder.path, 4)).toEqual([
      ...['C begin', 'A begin', 'L begin', 'C created 0', 'A created 0', 'L before 0', 'L after 0'],
      ...run(1),
      ...run(2),
      ...run(3),
      ...['L before 3', 'L after 3'],
      ...run(4),
      ...['C end 4', 'A end 4', 'L before 4', 'L after 4', 'L end 4'],
    ]);
    const names = (await readdir(folder.path)).sort();
    const parts = (prefix: string) => [`${prefix}.data-00000-of-00001`, `${prefix}.index`, `${prefix}.meta`];
    // The scaffold's one saver keeps five, so that model.ckpt-0, the first of six, is gone.
    expect(names.filter((name) => !name.startsWith('events.'))).toEqual([
      'checkpoint',
      'graph.pbtxt',
      ...['l.ckpt-0', 'l.ckpt-3', 'l.ckpt-4', 'model.ckpt-2', 'model.ckpt-4'].flatMap(parts),
    ]);
    const state = await tf.train.getCheckpointState(folder.path);
    expect(state!.allModelCheckpointPaths).toEqual(
      ['l.ckpt-0', 'model.ckpt-2', 'l.ckpt-3', 'model.ckpt-4', 'l.ckpt-4'].map((name) => folder.of(name)),
    );

    const [events] = names.filter((name) => name.startsWith('events.'));
    const written = eventsOf(folder.of(events)).map(({ step, what }): string => {
      if (what.case === 'summary') return `${step} ${what.value.value.map(({ tag }) => tag).join()}`;
      return `${step} ${what.case === 'sessionLog' ? SessionLog_SessionStatus[what.value.status] : what.case}`;
    });
    const graph = ['0 graphDef', '0 metaGraphDef'];
    expect(written).toEqual([
      '0 fileVersion',
      ...graph,
      ...[...graph, '0 CHECKPOINT'],
      ...[...graph, '0 CHECKPOINT'],
      ...[
        '1 START',
        '1 w_1',
        '2 CHECKPOINT',
        '3 global_step/sec',
        '3 w_1',
        '3 CHECKPOINT',
        '4 CHECKPOINT',
        '4 CHECKPOINT',
      ],
    ]);
  });

  it('goes on from the newest checkpoint, which it saves again', async () => {
    await using folder = await temporaryFolder();
    await train(folder.path, 4);
    expect(await train(folder.path, 6)).toEqual([
      ...['C begin', 'A begin', 'L begin', 'C created 4', 'A created 4', 'L before 4', 'L after 4'],
      ...run(5),
      ...run(6),
      ...['C end 6', 'A end 6', 'L before 6', 'L after 6', 'L end 6'],
    ]);
    const state = await tf.train.getCheckpointState(folder.path);
    expect(state!.allModelCheckpointPaths).toEqual(
      ['l.ckpt-3', 'model.ckpt-4', 'l.ckpt-4', 'model.ckpt-6', 'l.ckpt-6'].map((name) => folder.of(name)),
    );
  });

  it('does not call end, and saves nothing, where an error ends the run', async () => {
    await using folder = await temporaryFolder();
    const told = await train(folder.path, 8, true);
    expect(told.slice(-4)).toEqual(run(1));
    expect(await tf.train.latestCheckpoint(folder.path)).toBe(folder.of('l.ckpt-0'));
  });
});
