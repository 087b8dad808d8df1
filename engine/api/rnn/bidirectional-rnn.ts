/** Networks that read sequences from both ends: `tf.nn.bidirectionalDynamicRnn`, `tf.nn.staticBidirectionalRnn`. */

import { asOneCall, type DType, GraphError, type Tensor } from '../../graph/index.ts';
import { concat, stack, unstack } from '../array/join.ts';
import { reverse, reverseSequence } from '../array/order.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { variableScope } from '../state/variable-scope.ts';
import type { CellState, RNNCell } from './cell.ts';
import { dynamicNetwork, type LoopedRnnOptions } from './dynamic-rnn.ts';
import { type NetworkScope, needCell } from './sequence.ts';
import { staticRnn } from './static-rnn.ts';

interface BothStatesOptions {
  /** Of the cell that reads forwards; default: zeros of `dtype`. */
  readonly initialStateFw?: CellState | null;
  /** Of the cell that reads backwards. */
  readonly initialStateBw?: CellState | null;
  /** The variable scope, with `fw` and `bw` inside; default `bidirectional_rnn`. */
  readonly scope?: NetworkScope | null;
}

export interface BidirectionalDynamicRnnOptions extends LoopedRnnOptions, BothStatesOptions {}

/**
 * `dynamicRnn` of `cellFw` over `inputs` [n, time, k], and of `cellBw` over the same backwards: each example from its last
 * step, as `sequenceLength` says it, to its first. Gives both outputs, [n, time, outputSize] with the steps in the order
 * of the inputs, and both last states.
 * @throws GraphError without initial states and a dtype; ShapeError for inputs of another rank or of unknown size k.
 */
export const bidirectionalDynamicRnn = publicFunction(
  'nn.bidirectionalDynamicRnn(cellFw: any, cellBw: any, inputs: tensor, sequenceLength?: tensor, {initialStateFw: tensors, initialStateBw: tensors, dtype, parallelIterations: any, swapMemory = false, timeMajor = false, scope: any})',
  (
    cellFw: RNNCell,
    cellBw: RNNCell,
    inputs: TensorLike,
    sequenceLength?: TensorLike | null | BidirectionalDynamicRnnOptions,
    options?: BidirectionalDynamicRnnOptions,
  ): [outputs: [fw: Tensor, bw: Tensor], states: [fw: CellState, bw: CellState]] => {
    const given = readOptions<BidirectionalDynamicRnnOptions>(['sequenceLength'], [sequenceLength, options]);
    needCell(cellFw, 'cellFw');
    needCell(cellBw, 'cellBw');
    const [seqAxis, batchAxis] = given.timeMajor ? [0, 1] : [1, 0];
    const backwards = (x: Tensor): Tensor =>
      given.sequenceLength
        ? reverseSequence(x, given.sequenceLength, { seqAxis, batchAxis })
        : reverse(x, Int32Array.of(seqAxis));
    return asOneCall(() => {
      const [forwards, [read, stateBw]] = variableScope(given.scope || 'bidirectional_rnn', () => [
        variableScope('fw', (scope) =>
          dynamicNetwork(cellFw, inputs, { ...given, initialState: given.initialStateFw ?? null, scope }),
        ),
        variableScope('bw', (scope) =>
          dynamicNetwork(cellBw, backwards(convertToTensor(inputs)), {
            ...given,
            initialState: given.initialStateBw ?? null,
            scope,
          }),
        ),
      ]);
      const [outputFw, stateFw] = forwards;
      return [
        [outputFw, backwards(read)],
        [stateFw, stateBw],
      ];
    });
  },
);

export interface StaticBidirectionalRnnOptions extends BothStatesOptions {
  readonly dtype?: DType | null;
  /** How many steps each example has, [n] (int32 or int64): beyond, its output is 0 and its state stays. */
  readonly sequenceLength?: TensorLike | null;
}

/**
 * `staticRnn` of `cellFw` over `inputs`, a list of [n, k], and of `cellBw` over the list backwards. Gives the outputs of
 * both side by side, a list of [n, outputSize of both], the last state forwards and the last state backwards.
 * @throws GraphError without inputs, or without initial states and a dtype; ShapeError for inputs of unknown size.
 */
export const staticBidirectionalRnn = publicFunction(
  'nn.staticBidirectionalRnn(cellFw: any, cellBw: any, inputs: tensors, initialStateFw?: tensors, initialStateBw?: tensors, dtype?: dtype, sequenceLength?: tensor, {scope: any})',
  (
    cellFw: RNNCell,
    cellBw: RNNCell,
    inputs: readonly TensorLike[],
    initialStateFw?: CellState | null | StaticBidirectionalRnnOptions,
    initialStateBw?: CellState | null | StaticBidirectionalRnnOptions,
    dtype?: DType | null | StaticBidirectionalRnnOptions,
    sequenceLength?: TensorLike | null | StaticBidirectionalRnnOptions,
    options?: StaticBidirectionalRnnOptions,
  ): [outputs: Tensor[], stateFw: CellState, stateBw: CellState] => {
    const given = readOptions<StaticBidirectionalRnnOptions>(
      ['initialStateFw', 'initialStateBw', 'dtype', 'sequenceLength'],
      [initialStateFw, initialStateBw, dtype, sequenceLength, options],
    );
    needCell(cellFw, 'cellFw');
    needCell(cellBw, 'cellBw');
    if (!Array.isArray(inputs)) throw new GraphError('inputs must be a list: one tensor a step.');
    if (inputs.length === 0) throw new GraphError('inputs must not be empty.');
    const lengths = given.sequenceLength ?? null;
    const shared = { dtype: given.dtype ?? null, sequenceLength: lengths };
    return asOneCall(() => {
      const [forwards, backwards] = variableScope(given.scope || 'bidirectional_rnn', () => [
        variableScope('fw', (scope) =>
          staticRnn(cellFw, inputs, { ...shared, initialState: given.initialStateFw ?? null, scope }),
        ),
        variableScope('bw', (scope) =>
          staticRnn(cellBw, turnedRound(inputs, lengths), {
            ...shared,
            initialState: given.initialStateBw ?? null,
            scope,
          }),
        ),
      ]);
      const read = turnedRound(backwards[0], lengths);
      const outputs = forwards[0].map((output, step) => concat([output, read[step]], 1) as Tensor);
      return [outputs, forwards[1], backwards[1]];
    });
  },
);

/** The steps backwards, each example from its own last one. */
function turnedRound(steps: readonly TensorLike[], lengths: TensorLike | null): Tensor[] {
  const tensors = steps.map((step) => convertToTensor(step));
  if (lengths === null) return tensors.reverse();
  return unstack(reverseSequence(stack(tensors), lengths, 0, 1), tensors.length) as Tensor[];
}
