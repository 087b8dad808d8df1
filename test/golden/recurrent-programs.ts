/** The programs of recurrent.py, written with our API: networks over sequences. */

import type { Tensor } from '../../engine/graph/index.ts';
import type { Api } from './engine.ts';

type Program = (tf: Api) => (Tensor | null)[];

const dtype = 'float32';

function seeded<T>(tf: Api, body: () => T): T {
  return tf.variableScope('net', { initializer: tf.glorotUniformInitializer({ seed: 7 }) }, body);
}

function gradientsOf(tf: Api, tensors: Tensor[], ...inputs: Tensor[]): (Tensor | null)[] {
  const loss = tf.addN(tensors.map((t) => tf.reduceSum(tf.square(t).add(t))));
  return tf.gradients(loss, [...tf.trainableVariables(), ...inputs]);
}

export const recurrentPrograms: Readonly<Record<string, Program>> = {
  dynamicLstm(tf) {
    const x = tf.placeholder(dtype, [null, null, 3], { name: 'x' });
    const n = tf.placeholder('int32', [null], { name: 'n' });
    const cell = new tf.nn.rnnCell.BasicLSTMCell(4);
    const [outputs, state] = seeded(tf, () => tf.nn.dynamicRnn(cell, x, n, { dtype }));
    const fetches = [outputs, ...state];
    return [...fetches, ...gradientsOf(tf, fetches, x)];
  },

  dynamicWithoutLengths(tf) {
    const x = tf.placeholder(dtype, [null, 2, 3], { name: 'x' });
    const h = tf.placeholder(dtype, [2, 2], { name: 'h' });
    const { BasicRNNCell, GRUCell } = tf.nn.rnnCell;
    const fetches = seeded(tf, () => {
      const [outputs, state] = tf.nn.dynamicRnn(new GRUCell(2), x, {
        initialState: h,
        timeMajor: true,
        parallelIterations: 4,
        swapMemory: true,
        scope: 'gru',
      });
      return [outputs, state, ...tf.nn.dynamicRnn(new BasicRNNCell(3), outputs, { timeMajor: true, dtype })];
    });
    return [...fetches, ...gradientsOf(tf, fetches, x, h)];
  },

  dynamicStack(tf) {
    const x = tf.placeholder(dtype, [2, 3, 2], { name: 'x' });
    const n = tf.constant([2, 3], 'int64', { name: 'n' });
    const { BasicRNNCell, DropoutWrapper, GRUCell, LSTMCell, MultiRNNCell } = tf.nn.rnnCell;
    const [outputs, state] = seeded(tf, () => {
      const projecting = new LSTMCell(3, { usePeepholes: true, numProj: 2 });
      const layers = [projecting, new DropoutWrapper(new GRUCell(2)), new BasicRNNCell(3)];
      return tf.nn.dynamicRnn(new MultiRNNCell(layers), x, n, { dtype });
    });
    const fetches = [outputs, state[0].c, state[0].h, state[1], state[2]];
    return [...fetches, ...gradientsOf(tf, fetches, x)];
  },

  dynamicInOneTensor(tf) {
    const x = tf.placeholder(dtype, [null, 3, 2], { name: 'x' });
    const cell = new tf.nn.rnnCell.LSTMCell(2, { stateIsTuple: false });
    const fetches = seeded(tf, () => tf.nn.dynamicRnn(cell, x, null, null, dtype));
    return [...fetches, ...gradientsOf(tf, fetches, x)];
  },

  bothDirections(tf) {
    const x = tf.placeholder(dtype, [null, null, 2], { name: 'x' });
    const n = tf.placeholder('int32', [null], { name: 'n' });
    const { BasicLSTMCell, BasicRNNCell, GRUCell } = tf.nn.rnnCell;
    const fetches = seeded(tf, () => {
      const [outputs, states] = tf.nn.bidirectionalDynamicRnn(new BasicLSTMCell(2), new GRUCell(3), x, n, { dtype });
      const both = tf.concat(outputs, 2);
      const top = [new BasicRNNCell(2), new BasicRNNCell(3)];
      const [turned, last] = tf.nn.bidirectionalDynamicRnn(top[0], top[1], both, { dtype, scope: 'top' });
      return [...outputs, ...states[0], states[1], ...turned, ...last];
    });
    return [...fetches, ...gradientsOf(tf, fetches, x)];
  },

  bothDirectionsUnrolled(tf) {
    const x = tf.placeholder(dtype, [2, 3, 2], { name: 'x' });
    const n = tf.placeholder('int32', [2], { name: 'n' });
    const steps = tf.unstack(x, { axis: 1 });
    const { BasicLSTMCell, BasicRNNCell, GRUCell } = tf.nn.rnnCell;
    const fetches = seeded(tf, () => {
      const bottom = [new BasicLSTMCell(2), new GRUCell(3)];
      const [outputs, fw, bw] = tf.nn.staticBidirectionalRnn(bottom[0], bottom[1], steps, { dtype });
      const top = [new BasicRNNCell(2), new BasicRNNCell(2)];
      const [masked, ...states] = tf.nn.staticBidirectionalRnn(top[0], top[1], outputs, {
        dtype,
        sequenceLength: n,
        scope: 'top',
      });
      return [...outputs, ...fw, bw, ...masked, ...states];
    });
    return [...fetches, ...gradientsOf(tf, fetches, x)];
  },
};
