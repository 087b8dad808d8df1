/** `tf.nn.rnnCell`: cells of recurrent networks. */

export { BasicRNNCell, GRUCell } from './basic-cells.ts';
export { LSTMStateTuple, RNNCell } from './cell.ts';
export { DropoutWrapper, MultiRNNCell } from './composite-cells.ts';
export { BasicLSTMCell, LSTMCell } from './lstm-cells.ts';
