/** A model frozen into a GraphDef, and MetaGraphs, used in other graphs than the default one. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const folder = await mkdtemp(join(tmpdir(), 'tensorloom-graphs-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a graph written in either form is imported with inputs of its new home', async () => {
  const made = new tf.Graph();
  made.asDefault(() => tf.placeholder('float32', [null], { name: 'x' }).mul(3).add(1, { name: 'y' }));
  const text = await tf.train.writeGraph(made, join(folder, 'new'), 'model.pbtxt');
  const binary = await tf.train.writeGraph(made.asGraphDef(), folder, 'model.pb', false);
  expect(text).toBe(join(folder, 'new', 'model.pbtxt'));
  for (const source of [await readFile(text, 'utf8'), await readFile(binary), made.asGraphDef({ addShapes: true })]) {
    const graph = new tf.Graph();
    const y = graph.asDefault(() => {
      const given = tf.constant([1, 2], { name: 'given' });
      return tf.importGraphDef(source, { inputMap: { 'x:0': given }, returnElements: ['y:0'], name: 'model' })[0];
    });
    expect((y as tf.Tensor).name).toBe('model/y:0');
    using sess = new tf.Session({ graph });
    expect((await sess.run(y as tf.Tensor<'float32', 'array'>)).toArray()).toEqual([4, 7]);
  }
});

it('a GraphDef holds static shapes on request', () => {
  const graph = new tf.Graph();
  graph.asDefault(() => tf.zeros([2, 3]));
  expect(Object.keys(graph.asGraphDef().node[0].attr)).toEqual(['dtype', 'value']);
  expect(Object.keys(graph.asGraphDef({ addShapes: true }).node[0].attr)).toContain('_output_shapes');
});

it('a MetaGraph goes into the graph that is named, with the saver that restores it', async () => {
  const made = new tf.Graph();
  const { v, saver } = made.asDefault(() => {
    const v = new tf.Variable([1, 2], { name: 'v' });
    return { v, saver: new tf.train.Saver() };
  });
  const prefix = join(folder, 'checkpoint', 'model');
  {
    using sess = new tf.Session({ graph: made });
    await sess.run(v.initializer);
    await saver.save(sess, prefix);
  }
  const graph = new tf.Graph();
  const before = tf.getDefaultGraph().getOperations().length;
  const restorer = await tf.train.importMetaGraph(`${prefix}.meta`, { graph });
  expect(tf.getDefaultGraph().getOperations().length).toBe(before);
  using sess = new tf.Session({ graph });
  await restorer!.restore(sess, prefix);
  expect(((await sess.run('v:0')) as tf.NdArray).toArray()).toEqual([1, 2]);
});
