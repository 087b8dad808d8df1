/** Layers in the editor: shapes of what they give, faults at the user's line, sharing that only a run decides. */

import { describe, expect, it } from 'vitest';
import { analyzed, errorsOf, exportsOf, nodesOfAnalysis, nodesOfRun, told } from './analyzed.ts';

describe('shapes', () => {
  it('of layers, with symbols for what is open', () => {
    expect(
      exportsOf(`
        const image = tf.placeholder('float32', [null, 28, 28, 1], { name: 'image' });
        export const conv = tf.layers.conv2d(image, 32, [5, 5], { padding: 'same', activation: tf.nn.relu });
        export const pool = tf.layers.maxPooling2d(conv, 2, 2);
        export const flat = tf.layers.flatten(pool);
        export const hidden = tf.layers.dense(flat, 1024, (x) => tf.nn.relu(x));
        export const dropped = tf.layers.dropout(hidden, { rate: 0.4, training: JSON.parse(process.env.TRAINS) });
        export const logits = tf.layers.dense(dropped, 10);
        export const loss = tf.losses.sparseSoftmaxCrossEntropy(tf.placeholder('int64', [null]), logits);
      `),
    ).toEqual({
      conv: 'float32[image.0, 28, 28, 32]',
      pool: 'float32[image.0, 14, 14, 32]',
      flat: 'float32[image.0, 6272]',
      hidden: 'float32[image.0, 1024]',
      dropped: 'float32[image.0, 1024]',
      logits: 'float32[image.0, 10]',
      loss: 'float32[]',
    });
  });

  it('of a layer object, and of its variables', () => {
    expect(
      exportsOf(`
        const layer = new tf.layers.Dense(4, { name: 'shared' });
        const x = tf.placeholder('float32', [null, 3], { name: 'x' });
        export const y = layer.apply(x);
        export const again = layer.apply(x);
        export const kernel = layer.kernel;
        export const count = tf.globalVariables().length;
      `),
    ).toEqual({ y: 'float32[x.0, 4]', again: 'float32[x.0, 4]', kernel: 'float32[3, 4]', count: '2' });
  });
});

it('of recurrent networks, their states and variables', () => {
  expect(
    exportsOf(`
      const x = tf.placeholder('float32', [null, 2, 28], { name: 'x' });
      const cell = new tf.nn.rnnCell.LSTMCell(64, { numProj: 8 });
      const [outputs, state] = tf.nn.staticRnn(cell, tf.unstack(x, 2, 1), { dtype: tf.float32 });
      export const last = outputs[1];
      export const memory = state.c;
      export const output = state[1];
      const zero = new tf.nn.rnnCell.GRUCell(3).zeroState(5, 'float32');
      export { zero };
      const pair = new tf.nn.rnnCell.LSTMStateTuple(last, memory);
      export const [again] = cell.apply(tf.ones([2, 28]), new tf.nn.rnnCell.LSTMStateTuple(tf.zeros([2, 64]), tf.zeros([2, 8])));
      export const same = pair.h;
      export const variables = tf.globalVariables().length;
    `),
  ).toEqual({
    last: 'float32[x.0, 8]',
    memory: 'float32[x.0, 64]',
    output: 'float32[x.0, 8]',
    zero: 'float32[5, 3]',
    again: 'float32[2, 8]',
    same: 'float32[x.0, 64]',
    variables: '3',
  });
});

it('know networks over sequences by their sizes', () => {
  expect(
    exportsOf(`
      const x = tf.placeholder('float32', [null, null, 28], { name: 'x' });
      const { BasicLSTMCell, GRUCell, LSTMStateTuple, MultiRNNCell } = tf.nn.rnnCell;
      const [outputs, state] = tf.nn.dynamicRnn(new BasicLSTMCell(64), x, { dtype: tf.float32 });
      export { outputs };
      export const memory = state.c;
      const initialState = [new LSTMStateTuple(tf.zeros([5, 4]), tf.zeros([5, 4])), tf.zeros([5, 3])];
      const cells = new MultiRNNCell([new BasicLSTMCell(4), new GRUCell(3)]);
      const sequenceLength = tf.placeholder('int32', [5]);
      const [top, [pair, last]] = tf.nn.dynamicRnn(cells, tf.ones([7, 5, 2]), {
        initialState, sequenceLength, timeMajor: true, scope: 'top',
      });
      export { top, last };
      export const output = pair.h;
      const [[, backwards], [, end]] = tf.nn.bidirectionalDynamicRnn(new GRUCell(2), new GRUCell(3), x, { dtype: tf.float32 });
      export { backwards, end };
    `),
  ).toEqual({
    outputs: 'float32[x.0, x.1, 64]',
    memory: 'float32[x.0, 64]',
    top: 'float32[7, 5, 3]',
    last: 'float32[5, 3]',
    output: 'float32[5, 4]',
    backwards: 'float32[x.0, x.1, 3]',
    end: 'float32[x.0, 3]',
  });
});

describe('faults', () => {
  it.each([
    ['tf.layers.dense(tf.ones([3]), 2)', 'incompatible with the layer: expected min_ndim=2, found ndim=1'],
    ["tf.layers.dense(tf.placeholder('float32', [2, null]), 2)", 'The last dimension of the inputs'],
    ['tf.layers.conv2d(tf.ones([2, 4, 4, 1]), 8, 5)', '5'],
    ['tf.losses.meanSquaredError(tf.ones([2]), tf.ones([3]))', '(3,) and (2,)'],
    ['tf.losses.absoluteDifference(tf.ones([2, 3]), tf.ones([2, 3]), [1, 2])', 'weights can not be broadcast'],
    ['tf.nn.staticRnn(new tf.nn.rnnCell.GRUCell(4), [tf.ones([2, 3])])', 'you must give a dtype'],
    ["tf.nn.dynamicRnn(new tf.nn.rnnCell.GRUCell(4), tf.ones([2, 3]), { dtype: 'float32' })", 'rank at least 3'],
    ['tf.metrics.accuracy(tf.ones([2]), tf.ones([3]))', '(3,) and (2,)'],
  ])('are reported at the call: %s', (call, text) => {
    const body = `const x = 1;\n${call};\nconst y = 2;`;
    expect(errorsOf(body).map((error) => error.replace(/^[\w-]+ /, ''))).toEqual([`«${call}»`]);
    expect(told(analyzed(body)).join()).toContain(text);
  });

  it('are in the chain where the shapes part', () => {
    expect(
      errorsOf(`
        const h = tf.layers.dense(tf.placeholder('float32', [null, 784]), 100);
        const y = tf.matmul(h, tf.ones([10, 2]));
      `),
    ).toEqual(['shape-mismatch «tf.matmul(h, tf.ones([10, 2]))»']);
  });

  it('of sharing are told where it is sure, and not where a condition decides', () => {
    expect(errorsOf("for (const i of [1, 2]) tf.layers.dense(tf.ones([1, 2]), 2, { name: 'a' });")).toHaveLength(1);
    expect(
      errorsOf(`
        if (process.env.FIRST) tf.layers.dense(tf.ones([1, 2]), 2, { name: 'a' });
        tf.layers.dense(tf.ones([1, 2]), 2, { name: 'a', reuse: true });
      `),
    ).toEqual([]);
  });

  it('are not made up where the size is only not known here', () => {
    const size = 'const size = JSON.parse(process.env.SIZE);';
    expect(errorsOf(`${size} tf.layers.dense(tf.ones([2, size]), 3);`)).toEqual([]);
    expect(errorsOf(`${size} tf.layers.dense(tf.ones([2, 3]), size, { name: JSON.parse(process.env.N) });`)).toEqual(
      [],
    );
  });
});

it('builds in a loop what a run builds', () => {
  const program = (tf: typeof import('../../../engine/index.ts')) => {
    let x: import('../../../engine/index.ts').Tensor = tf.placeholder('float32', [null, 4], { name: 'x' });
    const shared = new tf.layers.Dense(4);
    for (let i = 0; i < 3; i++) x = tf.layers.dense(shared.apply(x), 4, tf.nn.relu);
  };
  expect(nodesOfAnalysis(program).nodes).toEqual(nodesOfRun(program));
});
