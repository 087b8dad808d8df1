/** `tf.nn.rnnCell` and `tf.nn.staticRnn`. */

import type { Api } from '../engine.ts';
import type { LibraryProgram } from './index.ts';
import { numbers, seeded } from './layers.ts';

const steps = (tf: Api) => [0, 1].map(() => tf.identity(numbers(tf, 2, 3), { name: 'x' }));

export const cellPrograms: Record<string, LibraryProgram> = {
  basicCells(tf) {
    const { BasicLSTMCell, BasicRNNCell, GRUCell } = tf.nn.rnnCell;
    const x = steps(tf);
    const [lstm, state] = tf.variableScope('net', { initializer: seeded(tf) }, () =>
      tf.nn.staticRnn(new BasicLSTMCell(4), x, { dtype: 'float32' }),
    );
    const gruCell = new GRUCell(4, { kernelInitializer: seeded(tf) });
    const [gru, last] = tf.nn.staticRnn(gruCell, x, { dtype: 'float32', scope: 'gru' });
    const cell = new BasicRNNCell(2, tf.nn.relu);
    const zero = cell.zeroState(2, 'float32');
    const [y, s] = tf.variableScope('z', { initializer: seeded(tf) }, () => {
      const [, next] = cell.apply(x[0], zero);
      return cell.apply(x[1], next);
    });
    return [[...lstm, ...state, ...gru, last, y, s]];
  },

  lstmCells(tf) {
    const { BasicLSTMCell, LSTMCell } = tf.nn.rnnCell;
    const x = steps(tf);
    const dtype = 'float32';
    return tf.variableScope('net', { initializer: seeded(tf) }, () => {
      const projecting = new LSTMCell(4, { usePeepholes: true, numProj: 2, cellClip: 0.3, projClip: 0.2 });
      const [peep, state] = tf.nn.staticRnn(projecting, x, { dtype });
      const whole = new LSTMCell(3, { forgetBias: 0.5, stateIsTuple: false });
      const [flat, last] = tf.nn.staticRnn(whole, x, { dtype, scope: 'flat' });
      const own = new BasicLSTMCell(3, 2, { stateIsTuple: false, name: 'own' });
      const [basic, sides] = tf.nn.staticRnn(own, x, null, dtype, { scope: 'sides' });
      return [[...peep, ...state, ...flat, last, ...basic, sides]];
    });
  },

  stackedCells(tf) {
    const { BasicRNNCell, DropoutWrapper, GRUCell, LSTMCell, MultiRNNCell } = tf.nn.rnnCell;
    const x = steps(tf);
    const [outputs, state] = tf.variableScope('net', { initializer: seeded(tf) }, () => {
      const stack = new MultiRNNCell([new LSTMCell(4), new DropoutWrapper(new GRUCell(3)), new BasicRNNCell(2)]);
      return tf.nn.staticRnn(stack, x, { dtype: 'float32' });
    });
    return [[...outputs, ...state[0], state[1], state[2]]];
  },

  residualCells(tf) {
    const { BasicRNNCell, GRUCell, MultiRNNCell, ResidualWrapper } = tf.nn.rnnCell;
    const x = steps(tf);
    const [outputs, state] = tf.variableScope('net', { initializer: seeded(tf) }, () => {
      const stack = new MultiRNNCell([new ResidualWrapper(new GRUCell(3)), new BasicRNNCell(2)]);
      return tf.nn.staticRnn(stack, x, { dtype: 'float32' });
    });
    return [[...outputs, ...state]];
  },

  droppedCells(tf) {
    const { BasicLSTMCell, DropoutWrapper, GRUCell } = tf.nn.rnnCell;
    const x = steps(tf);
    const dtype = 'float32';
    return tf.variableScope('net', { initializer: seeded(tf) }, () => {
      const cell = new DropoutWrapper(new BasicLSTMCell(4), 0.5, {
        stateKeepProb: 0.75,
        outputKeepProb: 0.25,
        seed: 11,
      });
      const [outputs, state] = tf.nn.staticRnn(cell, x, { dtype });
      const sequenceLength = tf.constant([1, 2], 'int32');
      const [masked, last] = tf.nn.staticRnn(new GRUCell(3), x, { dtype, sequenceLength, scope: 'masked' });
      return [[...outputs, ...state, ...masked, last]];
    });
  },
};
