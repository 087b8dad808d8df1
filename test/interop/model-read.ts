/**
 * Reads what test/interop/model.py wrote with TensorFlow: our own model as TensorFlow trained on with it, and a model,
 * checkpoint and event files of TensorFlow's own.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeGraphDef } from '../../engine/formats/index.ts';
import * as tf from '../../engine/index.ts';
import { RunReader } from '../../engine/summary/index.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to read from.');

interface Expected {
  readonly xs: number[][];
  readonly ys: number[][] | number[];
  readonly losses: number[];
  readonly output: number[][];
  readonly lossAfterOneMoreStep: number;
  readonly variables: string[];
  readonly trainable: string[];
}

const read = (name: string): Expected => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const feedsOf = ({ xs, ys }: Expected): tf.Feeds => ({ 'x:0': xs, 'labels:0': ys });

function close(found: unknown, wanted: unknown): void {
  const flat = (value: unknown) => [(value as tf.NdArray | null)?.toArray?.() ?? value].flat(9).map(Number);
  const [a, b] = [flat(found), flat(wanted)];
  assert.equal(a.length, b.length);
  a.forEach((value, i) => {
    assert.ok(Math.abs(value - b[i]) <= 1e-6 + 2e-5 * Math.abs(b[i]), `${value} is not ${b[i]} (number ${i})`);
  });
}

const checks: Record<string, () => Promise<void>> = {
  async 'our model, trained on by TensorFlow'() {
    await withModel('model.ckpt.meta', 'continued.ckpt', async (sess) => {
      const expected = read('expected.json');
      close(await sess.run('mean_loss:0', feedsOf(expected)), expected.lossAfterOneMoreStep);
      assert.equal(await sess.run('global_step:0'), 41);
    });
  },

  async "TensorFlow's model: restored, run, and trained on"() {
    const expected = read('theirs/expected.json');
    for (const meta of ['theirs/model.ckpt.meta', 'theirs/meta.pbtxt']) {
      await withModel(meta, 'theirs/model.ckpt', async (sess) => {
        close(await sess.run('y:0', feedsOf(expected)), expected.output);
        const [output] = sess.graph.collections.get<tf.Tensor>('outputs');
        close(await sess.run(output, feedsOf(expected)), expected.output);
        const names = (key: string) => sess.graph.collections.get<tf.Variable>(key).map(({ name }) => name);
        assert.deepEqual(names('variables'), expected.variables);
        assert.deepEqual(names('trainable_variables'), expected.trainable);
        const [train] = sess.graph.collections.get<tf.Operation>('train_op');
        await sess.run(train, feedsOf(expected));
        close(await sess.run('mean_loss:0', feedsOf(expected)), expected.lossAfterOneMoreStep);
      });
    }
  },

  async "TensorFlow 1's event file"() {
    const expected = read('theirs/expected.json');
    const data = await runIn('theirs/events');
    const points = data.points('scalars', 'loss');
    assert.deepEqual(
      points.map(({ step }) => step),
      expected.losses.map((_, i) => i),
    );
    close(
      points.map(({ value }) => value),
      expected.losses,
    );
    assert.equal(data.points('histograms', 'hidden').at(-1)?.value.num, 18);
    assert.deepEqual(data.tags('images'), ['pixels/image/0', 'pixels/image/1']);
    assert.deepEqual(data.points('texts', 'note')[0].value.texts, ['# from there']);
    assert.equal(data.points('audio', data.tags('audio')[0])[0].value.sampleRate, 8000);
    assert.ok(decodeGraphDef(data.graph!).node.some(({ name }) => name === 'mean_loss'));
    assert.notEqual(data.metaGraph, null);
  },

  async "TensorFlow's SavedModel"() {
    const expected = read('theirs/expected.json');
    tf.resetDefaultGraph();
    using sess = new tf.Session();
    const { signatureDef } = await tf.savedModel.load(sess, 'serve', join(folder, 'theirs/saved-model'));
    const { inputs, outputs } = signatureDef.serving_default;
    assert.deepEqual(inputs.x, { name: 'x:0', dtype: 'float32', shape: [null, 4] });
    close(await sess.run(outputs.y.name, { [inputs.x.name]: expected.xs }), expected.output);
  },

  async 'weights by a map of names'() {
    const expected = read('expected.json');
    tf.resetDefaultGraph();
    const saver = await tf.train.importMetaGraph(join(folder, 'model.ckpt.meta'));
    assert.ok(saver);
    const names = tf.globalVariables().map(({ op }) => op.name);
    const nameMap = Object.fromEntries(names.map((name) => [name, name.replaceAll('/', '.')]));
    using sess = new tf.Session();
    await tf.train.loadNpz(sess, join(folder, 'renamed.npz'), { nameMap });
    close(await sess.run('y:0', { 'x:0': expected.xs }), expected.output);
  },

  async "TensorFlow 2's event file"() {
    const data = await runIn('theirs/events2');
    assert.deepEqual(
      data.points('scalars', 'loss').map(({ step, value }) => [step, value]),
      [0, 1, 2, 3, 4].map((i) => [i, 0.5 * i]),
    );
    const { value: histogram } = data.points('histograms', 'h')[0];
    assert.deepEqual([histogram.min, histogram.max, histogram.num], [1, 4, 4]);
    const { value: image } = data.points('images', 'i')[0];
    assert.deepEqual([image.width, image.height, image.images.length], [5, 3, 2]);
    assert.deepEqual(data.points('texts', 't')[0].value.texts, ['hello']);
    assert.equal(data.points('audio', 'a')[0].value.clips.length, 1);
  },
};

async function withModel(meta: string, checkpoint: string, body: (sess: tf.Session) => Promise<void>): Promise<void> {
  tf.resetDefaultGraph();
  const saver = await tf.train.importMetaGraph(join(folder, meta));
  using sess = new tf.Session();
  await (saver ?? new tf.train.Saver()).restore(sess, join(folder, checkpoint));
  await body(sess);
}

async function runIn(name: string) {
  const run = new RunReader(join(folder, name));
  assert.deepEqual((await run.poll()).problems, []);
  return run.data;
}

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
