/**
 * Trains here what test/interop/programs.py wrote with TensorFlow: its MetaGraphs from the start, and from its checkpoints
 * of the 50th step. The losses of all steps must be TensorFlow's.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeNpz } from '../../engine/formats/index.ts';
import * as tf from '../../engine/index.ts';
import { models } from './whole-programs/models.ts';
import { type Arrays, losses } from './whole-programs/train.ts';

interface Trained {
  readonly batch: number;
  readonly steps: number;
  readonly losses: readonly number[];
  readonly continued: readonly number[];
}

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to read from.');

for (const name of Object.keys(models)) {
  const trained = JSON.parse(readFileSync(join(folder, `theirs/${name}.json`), 'utf8')) as Trained;
  const arrays = decodeNpz(readFileSync(join(folder, `${name}.npz`)));
  const data: Arrays = { x: arrays.get('x')!, labels: arrays.get('labels')! };
  for (const kind of ['', '-resource']) await train(`${name}${kind}`, data, trained);
  if (name === 'recurrent') await trainUntrained(name, data, trained);
}

/** From the start, and from the checkpoint. */
async function train(name: string, data: Arrays, trained: Trained): Promise<void> {
  const checkpoint = join(folder, `theirs/${name}.ckpt`);
  const { batch, steps } = trained;
  tf.resetDefaultGraph();
  const saver = await tf.train.importMetaGraph(`${checkpoint}.meta`);
  const initializers = tf.globalVariables().map(({ initializer }) => initializer);
  using sess = new tf.Session();
  await sess.run(initializers);
  same(await losses(sess, data, batch, 0, steps), trained.losses, `${name}, TensorFlow's graph from the start`);
  using another = new tf.Session();
  await saver!.restore(another, checkpoint);
  const continued = await losses(another, data, batch, steps / 2, steps);
  same(continued, trained.continued, `${name}, TensorFlow's checkpoint continued`);
}

/** Gradients through a loop and its branches that TensorFlow built. */
async function trainUntrained(name: string, data: Arrays, { batch, steps, losses: wanted }: Trained): Promise<void> {
  tf.resetDefaultGraph();
  await tf.train.importMetaGraph(join(folder, `theirs/${name}.untrained.meta`));
  const [loss] = tf.getCollection<tf.Tensor>('loss');
  tf.addToCollection('train_op', new tf.train.AdagradOptimizer(0.1).minimize(loss));
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  same(await losses(sess, data, batch, 0, steps), wanted, `${name}, TensorFlow's loop differentiated`);
}

/** To rounding, which grows from step to step. */
function same(found: readonly number[], wanted: readonly number[], what: string): void {
  assert.equal(found.length, wanted.length);
  const differences = found.map((loss, i) => Math.abs(loss - wanted[i]) / Math.abs(wanted[i]));
  const largest = Math.max(...differences);
  assert.ok(
    differences.slice(0, 10).every((difference) => difference <= 2e-5) && largest <= 1e-3,
    `${what}: ${largest}`,
  );
  console.log(`ok ${what}: ${wanted.length} losses differ by ${largest.toExponential(1)} at most`);
}
