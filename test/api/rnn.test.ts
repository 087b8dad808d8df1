/** What cells of recurrent networks keep, share and refuse. Numbers, names and nodes: test/golden/libraries. */

import { beforeEach, describe, expect, it } from 'vitest';
import { seedOfText } from '../../engine/api/rnn/seed-of-text.ts';
import { resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

const { BasicLSTMCell, BasicRNNCell, DropoutWrapper, GRUCell, LSTMCell, LSTMStateTuple, MultiRNNCell } = tf.nn.rnnCell;
const names = (variables: readonly tf.Variable[]) => variables.map((variable) => variable.op.name);

describe('variables', () => {
  it('are named as in checkpoints of TensorFlow', () => {
    const x = tf.placeholder('float32', [null, 3]);
    const dtype = 'float32';
    tf.nn.staticRnn(new BasicLSTMCell(4), [x, x], { dtype });
    tf.nn.staticRnn(new GRUCell(4), [x], { dtype, scope: 'second' });
    tf.nn.staticRnn(new MultiRNNCell([new BasicRNNCell(2), new LSTMCell(3, true)]), [x], { dtype, scope: 'third' });
    expect(names(tf.trainableVariables())).toEqual([
      'rnn/basic_lstm_cell/kernel',
      'rnn/basic_lstm_cell/bias',
      'second/gru_cell/gates/kernel',
      'second/gru_cell/gates/bias',
      'second/gru_cell/candidate/kernel',
      'second/gru_cell/candidate/bias',
      'third/multi_rnn_cell/cell_0/basic_rnn_cell/kernel',
      'third/multi_rnn_cell/cell_0/basic_rnn_cell/bias',
      'third/multi_rnn_cell/cell_1/lstm_cell/kernel',
      'third/multi_rnn_cell/cell_1/lstm_cell/bias',
      'third/multi_rnn_cell/cell_1/lstm_cell/w_f_diag',
      'third/multi_rnn_cell/cell_1/lstm_cell/w_i_diag',
      'third/multi_rnn_cell/cell_1/lstm_cell/w_o_diag',
    ]);
  });

  it('are those of the cells inside', () => {
    const inner = new GRUCell(2);
    const cell = new MultiRNNCell([new DropoutWrapper(inner, 0.5)]);
    cell.apply(tf.ones([1, 2]), cell.zeroState(1, 'float32'));
    expect(cell.variables).toEqual(inner.variables);
    expect(inner.variables.length).toBe(4);
  });
});

describe('a state', () => {
  it('has the structure of the cells', () => {
    const cell = new MultiRNNCell([new LSTMCell(4, { numProj: 2 }), new GRUCell(3)]);
    expect(cell.stateSize).toEqual([new LSTMStateTuple(4, 2), 3]);
    expect(cell.outputSize).toBe(3);
    const batch = tf.placeholder('int32', []);
    const [pair, last] = cell.zeroState(batch, 'float32') as unknown as [
      tf.Tensor[] & { c: tf.Tensor; h: tf.Tensor },
      tf.Tensor,
    ];
    expect([pair.c, pair.h, last].map((part) => part.shape.asList())).toEqual([
      [null, 4],
      [null, 2],
      [null, 3],
    ]);
    expect([...pair]).toEqual([pair.c, pair.h]);
  });

  it('can be fetched and handed on as it is', async () => {
    const cell = new BasicLSTMCell(2);
    const x = tf.ones([1, 3]);
    const [, state] = cell.apply(x, cell.zeroState(1, 'float32'));
    const [, next] = cell.apply(x, state);
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const fetched = (await session.run(next as unknown as tf.Tensor[])) as unknown as tf.NdArray[];
    expect(fetched.map((part) => part.shape)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

it.each([
  ['no type', () => tf.nn.staticRnn(new GRUCell(2), [tf.ones([1, 2])]), 'you must give a dtype'],
  ['no inputs', () => tf.nn.staticRnn(new GRUCell(2), [], { dtype: 'float32' }), 'inputs must not be empty'],
  ['one tensor', () => tf.nn.staticRnn(new GRUCell(2), tf.ones([3, 1, 2]) as never), 'inputs must be a list'],
  ['no cell', () => tf.nn.staticRnn({} as never, [tf.ones([1, 2])]), 'is not an RNNCell'],
  [
    'inputs of unknown size',
    () => tf.nn.staticRnn(new GRUCell(2), [tf.placeholder('float32', [1, null])], { dtype: 'float32' }),
    'must be accessible via shape inference',
  ],
  ['a network without a type', () => tf.nn.dynamicRnn(new GRUCell(2), tf.ones([1, 1, 2])), 'you must give a dtype'],
  [
    'sequences without steps',
    () => tf.nn.dynamicRnn(new GRUCell(2), tf.ones([1, 2]), { dtype: 'float32' }),
    'rank at least 3',
  ],
  [
    'a length for each step',
    () => tf.nn.dynamicRnn(new GRUCell(2), tf.ones([1, 1, 2]), { sequenceLength: [[1]], dtype: 'float32' }),
    'sequenceLength must be a vector of length batch_size, but saw shape (1, 1)',
  ],
  [
    'a state of another structure',
    () => tf.nn.dynamicRnn(new LSTMCell(2), tf.ones([1, 1, 2]), { initialState: tf.ones([1, 2]) }),
    "'initialState' must have the structure of the cell's state",
  ],
  [
    'a state of two types',
    () =>
      tf.nn.dynamicRnn(new LSTMCell(2), tf.ones([1, 1, 2]), {
        initialState: new LSTMStateTuple(tf.ones([1, 2]), tf.ones([1, 2], 'float64') as never),
      }),
    'parts of different types (float32, float64)',
  ],
  [
    'no cell backwards',
    () => tf.nn.bidirectionalDynamicRnn(new GRUCell(2), {} as never, tf.ones([1, 1, 2]), { dtype: 'float32' }),
    "The argument 'cellBw'",
  ],
  [
    'inputs that cannot be added',
    () => {
      const cell = new tf.nn.rnnCell.ResidualWrapper(new GRUCell(2));
      cell.apply(tf.ones([1, 3]), cell.zeroState(1, 'float32'));
    },
    'Shapes (1, 3) and (1, 2) are incompatible',
  ],
  ['no cells', () => new MultiRNNCell([]), 'Must specify at least one cell'],
  ['pairs in one tensor', () => new MultiRNNCell([new LSTMCell(2)], false), 'Some cells return tuples of states'],
  [
    'a probability above 1',
    () => new DropoutWrapper(new GRUCell(2), 1.5),
    'inputKeepProb must be between 0 and 1: 1.5',
  ],
  [
    'whole numbers',
    () => new GRUCell(2).apply(tf.constant([[1]], 'int32'), tf.zeros([1, 2])),
    'RNN cell only supports floating point inputs',
  ],
])('%s is refused', (_, build, message) => {
  expect(build).toThrow(message);
});

it('a network refuses lengths of another batch in the run', async () => {
  const sequenceLength = tf.placeholder('int32', [null]);
  const [outputs] = tf.nn.dynamicRnn(new GRUCell(2), tf.ones([2, 3, 1]), { sequenceLength, dtype: 'float32' });
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  await expect(session.run(outputs, [[sequenceLength, [1, 2, 3]]])).rejects.toThrow(/Expected shape for Tensor/);
});

it('a cell of one’s own runs in a network, with a state that has no examples', async () => {
  class Counter extends tf.nn.rnnCell.RNNCell {
    constructor() {
      super('counter', {});
    }
    get stateSize(): number {
      return 1;
    }
    get outputSize(): number {
      return 1;
    }
    protected build(): void {}
    protected call(inputs: tf.Tensor, state: tf.Tensor): [tf.Tensor, tf.Tensor] {
      return [inputs.mul(state), state.add(1)];
    }
  }
  const [outputs, steps] = tf.nn.dynamicRnn(new Counter(), tf.ones([2, 3, 1]), {
    initialState: tf.constant(1),
    sequenceLength: [3, 2],
  });
  using session = new tf.Session();
  const [found, count] = await session.run([outputs, steps as tf.Tensor]);
  expect((found as tf.NdArray).toArray()).toEqual([
    [[1], [2], [3]],
    [[1], [2], [0]],
  ]);
  expect(count).toBe(4);
});

/** The first 31 bits of digests that RFC 1321 gives. */
it.each([
  ['', 0xd41d8cd9],
  ['abc', 0x90015098],
  ['12345678901234567890123456789012345678901234567890123456789012345678901234567890', 0x57edf4a2],
])('seeds of %j are taken from MD5', (text, digest) => {
  expect(seedOfText(text)).toBe(digest & 0x7fffffff);
});

it('trains to remember', async () => {
  tf.setRandomSeed(1);
  const first = tf.constant([[1], [-1], [1], [-1]]);
  const nothing = tf.zeros([4, 1]);
  const [outputs] = tf.nn.staticRnn(new GRUCell(4), [first, nothing, nothing], { dtype: 'float32' });
  const logits = tf.layers.dense(outputs[2], 1);
  const loss = tf.losses.sigmoidCrossEntropy([[1], [0], [1], [0]], logits);
  const step = new tf.train.AdamOptimizer(0.1).minimize(loss);
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  for (let i = 0; i < 60; i++) await session.run(step);
  expect(await session.run(loss)).toBeLessThan(0.05);
});
