/** `tf.nn.rnnCell`: cells of recurrent networks. */

export { BasicRNNCell, GRUCell } from './basic-cells.ts';
export { RNNCell } from './cell.ts';
export { DropoutWrapper, MultiRNNCell, ResidualWrapper } from './composite-cells.ts';
export { BasicLSTMCell, LSTMCell } from './lstm-cells.ts';
export { LSTMStateTuple } from './state-tuple.ts';
