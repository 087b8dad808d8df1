/**
 * A program for kill-save.slow.test.ts: counts two variables up together and saves after each count, until it is killed.
 * Arguments: the prefix, `same` or `steps` for the name of each save, and how many saves to make.
 */

import { dirname } from 'node:path';
import * as tf from '../../engine/index.ts';

const [prefix, naming, saves = 'Infinity'] = process.argv.slice(2);
// Large enough that a save takes several writes.
const a = new tf.Variable(tf.zeros([1 << 16]), { name: 'a' });
const b = new tf.Variable(tf.zeros([300, 100]), { name: 'b' });
const count = new tf.Variable(tf.constant(0, { dtype: 'int64' }), { name: 'count', trainable: false });
const next = tf.group(a.assignAdd(tf.ones([1 << 16])), b.assignAdd(tf.ones([300, 100])), count.assignAdd(1));
const saver = new tf.train.Saver({ maxToKeep: 2 });

const session = new tf.Session();
const latest = await tf.train.latestCheckpoint(dirname(prefix));
if (latest) await saver.restore(session, latest);
else await session.run(tf.globalVariablesInitializer());
const state = await tf.train.getCheckpointState(dirname(prefix));
if (state) await saver.recoverLastCheckpoints(state.allModelCheckpointPaths);

try {
  for (let i = 0; i < Number(saves); i++) {
    await session.run(next);
    const step = Number(await session.run(count));
    await saver.save(session, prefix, naming === 'steps' ? { globalStep: step } : {});
    process.stdout.write(`saved ${step}\n`);
  }
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
