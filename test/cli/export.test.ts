import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../engine/cli/inspect/inspect-file.ts';
import { main } from '../../engine/cli/main.ts';
import * as tf from '../../engine/index.ts';
import { readModel } from '../onnx/read-model.ts';
import { modelFolder } from '../runner/model-folder.ts';
import { captured } from './captured.ts';

beforeEach(() => tf.resetDefaultGraph());

const exported = (...args: string[]) => captured(() => main(['export', ...args]));

/** y = softmax(dropout(x · w)), trained or not, in each of the forms. */
async function savedModel() {
  const folder = modelFolder({});
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  const keep = tf.placeholder('float32', [], { name: 'keep' });
  const w = new tf.Variable(
    [
      [1, 2],
      [3, 4],
    ],
    { name: 'w' },
  );
  const y = tf.nn.softmax(tf.nn.dropout(tf.matmul(x, w), keep), { name: 'y' });
  new tf.train.AdamOptimizer().minimize(tf.reduceSum(tf.square(w)));
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  const at = (name: string) => join(folder, name);
  await new tf.train.Saver().save(session, at('model'));
  await tf.train.writeGraph(session.graph, folder, 'graph.pbtxt');
  const exact = tf.nn.softmax(tf.matmul(x, w));
  await tf.savedModel.simpleSave(session, at('served'), { features: x }, { scores: exact });
  return { at, folder, y };
}

describe('tensorloom export', () => {
  it('writes a SavedModel by its signature', async () => {
    const { at } = await savedModel();
    const { exitCode, stdout } = await exported(at('served'), '--onnx', at('m.onnx'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/m\.onnx \(\d+ B\): inputs features; outputs scores\n$/);
    const { types, inputs } = readModel(readFileSync(at('m.onnx')));
    expect([types, inputs]).toEqual([['MatMul', 'Softmax'], ['features[batch,2]']]);
  });

  it('writes a .meta file with the checkpoint beside it, and values for what is no input', async () => {
    const { at } = await savedModel();
    const to = ['--onnx', at('m.onnx'), '--frozen', at('frozen.pb')];
    const { exitCode } = await exported(
      at('model.meta'),
      ...to,
      '--outputs',
      'p=y:0',
      '--feed',
      'keep=1',
      '--opset',
      '19',
    );
    expect(exitCode).toBe(0);
    const { types, inputs, outputs, message } = readModel(readFileSync(at('m.onnx')));
    expect([types, inputs, outputs]).toEqual([['MatMul', 'Softmax'], ['x[batch,2]'], ['p[batch,2]']]);
    expect(message.opsetImport[0].version).toBe(19n);
    // The frozen graph needs no checkpoint.
    const again = await exported(at('frozen.pb'), '--onnx', at('n.onnx'), '--inputs', 'x', '--feed', 'keep=1');
    expect(again.exitCode).toBe(0);
    expect(readModel(readFileSync(at('n.onnx'))).types).toEqual(['MatMul', 'Softmax']);
  });

  it('takes the variables of a graph from a checkpoint that has others too', async () => {
    const { at } = await savedModel();
    const without = await exported(at('graph.pbtxt'), '--frozen', at('f.pbtxt'), '--outputs', 'y');
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toMatch(/has variables \(w\): say where their values are with --checkpoint/);
    const frozen = await exported(
      at('graph.pbtxt'),
      '--frozen',
      at('f.pbtxt'),
      '--outputs',
      'y',
      '--checkpoint',
      at('model'),
    );
    expect(frozen.exitCode).toBe(0);
    expect(readFileSync(at('f.pbtxt'), 'utf8')).toMatch(/name: "w"\s+op: "Const"/);
  });

  it('says what cannot be converted, and ends with 1', async () => {
    const { at } = await savedModel();
    const { exitCode, stderr } = await exported(at('model.meta'), '--onnx', at('m.onnx'), '--outputs', 'y');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/of type RandomUniform cannot be written to ONNX: .* feed its keepProb with 1/);
  });

  it.each<[string, (at: (name: string) => string) => string[], RegExp]>([
    ['nothing to write', (at) => [at('served')], /--onnx FILE, or --frozen FILE/],
    ['a source that is not there', (at) => [at('none'), '--onnx', 'x'], /there is no such file or folder/],
    ['a folder of another kind', (at) => [at(''), '--onnx', 'x'], /holds no SavedModel/],
    ['a file of another kind', (at) => [at('checkpoint'), '--onnx', 'x'], /of no kind that can be exported/],
    [
      'a value for what is frozen',
      (at) => [at('model.meta'), '--frozen', 'x', '--outputs', 'y', '--feed', 'keep=1'],
      /--feed is for --onnx/,
    ],
    [
      'an input that has a value',
      (at) => [at('model.meta'), '--onnx', 'x', '--outputs', 'y', '--inputs', 'x,keep', '--feed', 'keep=1'],
      /--feed gives 'keep:0' a value/,
    ],
    ['no outputs', (at) => [at('model.meta'), '--onnx', 'x'], /Say with --outputs .* Nothing reads .*y/],
    ['a tensor that is not there', (at) => [at('model.meta'), '--onnx', 'x', '--outputs', 'z:0'], /no tensor 'z:0'/],
    [
      'a signature that is not there',
      (at) => [at('served'), '--onnx', 'x', '--signature', 'z'],
      /it has serving_default/,
    ],
    ['a feed without a value', (at) => [at('served'), '--onnx', 'x', '--feed', 'keep'], /--feed takes/],
    ['an opset that is no number', (at) => [at('served'), '--onnx', 'x', '--opset', 'new'], /--opset takes a number/],
  ])('ends with 2 for %s', async (_, args, message) => {
    const { at } = await savedModel();
    const { exitCode, stderr } = await exported(...args(at));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('writes what inspect shows', async () => {
    const { at } = await savedModel();
    await exported(at('served'), '--onnx', at('m.onnx'));
    const { exitCode, stdout } = await captured(() => inspectFile(at('m.onnx'), false));
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(1)).toEqual([
      'opset: 18',
      'format version: 8',
      'written by: tensorloom',
      'nodes: 2',
      'constants: 1',
      'size of constants: 16 B',
      '',
      'inputs',
      'name      dtype  shape',
      'features  float  [batch, 2]',
      '',
      'outputs',
      'name    dtype  shape',
      'scores  float  [batch, 2]',
      '',
      'operators',
      'operator  count',
      'MatMul        1',
      'Softmax       1',
      '',
    ]);
  });
});
