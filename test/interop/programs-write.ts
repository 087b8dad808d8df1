/**
 * Trains the models of whole-programs/models.ts for 100 steps, and again from the checkpoint of the 50th, and writes what
 * TensorFlow needs to do the same: data, MetaGraphs, checkpoints, and the losses of all steps.
 *   node test/interop/programs-write.ts FOLDER && python test/interop/programs.py FOLDER
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeNpz } from '../../engine/formats/index.ts';
import { exportMetaGraph } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { batch, feedsOf, models, stepCount } from './whole-programs/models.ts';
import { losses } from './whole-programs/train.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(folder, { recursive: true });

for (const [name, model] of Object.entries(models)) {
  const arrays = feedsOf(name);
  await writeFile(join(folder, `${name}.npz`), encodeNpz(Object.entries(arrays)));
  tf.resetDefaultGraph();
  const { loss, train } = model();
  tf.addToCollection('loss', loss);
  await writeFile(join(folder, `${name}.untrained.meta`), exportMetaGraph(tf.getDefaultGraph()));
  tf.addToCollection('train_op', train());
  const saver = new tf.train.Saver();
  const half = stepCount / 2;
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const curve = await losses(sess, arrays, batch[name], 0, half);
  const checkpoint = join(folder, `${name}.ckpt`);
  await saver.save(sess, checkpoint);
  curve.push(...(await losses(sess, arrays, batch[name], half, stepCount)));
  using another = new tf.Session();
  await saver.restore(another, checkpoint);
  const continued = await losses(another, arrays, batch[name], half, stepCount);
  await writeFile(
    join(folder, `${name}.json`),
    JSON.stringify({ steps: stepCount, batch: batch[name], losses: curve, continued }),
  );
}
