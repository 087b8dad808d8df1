/**
 * Trains a small model and writes everything TensorFlow and TensorBoard should be able to read of it: checkpoint, meta
 * graph (both forms), GraphDef, event file; and what each should give, in expected.json.
 *   node test/interop/model-write.ts FOLDER && python test/interop/model.py FOLDER
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeGraph, exportMetaGraph } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to write into.');
await mkdir(folder, { recursive: true });

const xs = [
  [1, 2, 3],
  [4, 5, 6],
  [-1, 0.5, 2],
  [0, 0, 1],
];
const ys = [
  [1, 0],
  [0, 1],
  [1, 0],
  [0, 1],
];

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
const labels = tf.placeholder('float32', [null, 2], { name: 'labels' });
const layer = (name: string, input: tf.Tensor, inputs: number, outputs: number, seed: number) =>
  tf.nameScope(name, () => {
    const weights = new tf.Variable(tf.truncatedNormal([inputs, outputs], { stddev: 0.5, seed }), { name: 'weights' });
    const biases = new tf.Variable(tf.constant(0.1, { shape: [outputs] }), { name: 'biases' });
    return tf.matmul(input, weights).add(biases);
  });
const hidden = tf.nn.relu(layer('fc1', x, 3, 8, 1));
const logits = layer('fc2', hidden, 8, 2, 2);
const y = tf.nn.softmax(logits, { name: 'y' });
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }), { name: 'mean_loss' });
const globalStep = new tf.Variable(0, { name: 'global_step', trainable: false, dtype: 'int64' });
const train = new tf.train.AdamOptimizer(0.05).minimize(loss, { globalStep });
tf.addToCollection('outputs', y);
tf.addToCollection('train_op', train);
tf.addToCollection('numbers', 7);

tf.summary.scalar('loss', loss);
tf.summary.histogram('weights', y);
tf.summary.image('pixels', tf.reshape(x, [-1, 3, 1, 1]), { maxOutputs: 1 });
tf.summary.text('note', tf.constant('# from here'));
const merged = tf.summary.mergeAll()!;
const saver = new tf.train.Saver();

const feeds: tf.Feeds = [
  [x, xs],
  [labels, ys],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const writer = new tf.summary.FileWriter(join(folder, 'events'), sess.graph);
const losses: number[] = [];
for (let step = 0; step < 40; step++) {
  await sess.run(train, feeds);
  losses.push(Number(await sess.run(loss, feeds)));
  writer.addSummary(await sess.run(merged, feeds), step);
}
const runMetadata = new tf.RunMetadata();
await sess.run(y, feeds, { options: { traceLevel: 3 }, runMetadata });
writer.addRunMetadata(runMetadata, 'traced', 40);
await writer.close();
await saver.save(sess, join(folder, 'model.ckpt'));
await writeFile(join(folder, 'graph.pb'), encodeGraph(sess.graph));
await writeFile(
  join(folder, 'graph.meta.pbtxt'),
  exportMetaGraph(sess.graph, { asText: true, stripDefaultAttrs: true }),
);

const nodes = sess.graph.getOperations().length;
await tf.savedModel.simpleSave(sess, join(folder, 'saved-model'), { x }, { y });
await tf.train.saveNpz(sess, join(folder, 'weights.npz'), { compressed: true });

const output = (await sess.run(y, feeds)) as tf.NdArray;
await sess.run(train, feeds);
const next = Number(await sess.run(loss, feeds));
await writeFile(
  join(folder, 'expected.json'),
  JSON.stringify({
    xs,
    ys,
    losses,
    output: output.toArray(),
    lossAfterOneMoreStep: next,
    variables: tf.globalVariables().map(({ name }) => name),
    trainable: tf.trainableVariables().map(({ name }) => name),
    nodes,
  }),
);
