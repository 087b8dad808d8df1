/** `tf.nn.staticRnn`: a network for sequences of a length that is known, unrolled step by step. */

import { asOneCall, type DType, GraphError, isKnown, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { zeros } from '../array/filled.ts';
import { where } from '../array/select.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { cast, greaterEqual } from '../math/index.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { variableScope } from '../state/variable-scope.ts';
import { type CellState, LSTMStateTuple, RNNCell } from './cell.ts';

export interface StaticRnnOptions {
  /** Default: zeros of `dtype`. */
  readonly initialState?: CellState | null;
  readonly dtype?: DType | null;
  /** How many steps each example has, [n] (int32 or int64): beyond, its output is 0 and its state stays. */
  readonly sequenceLength?: TensorLike | null;
  /** The variable scope; default `rnn`. */
  readonly scope?: string | null;
}

/**
 * Applies the cell to each of `inputs`, a list of [n, k], from one state to the next. Gives the outputs, a list of
 * [n, outputSize], and the last state.
 * @throws GraphError without inputs, or without an initial state and a dtype; ShapeError for inputs of unknown size.
 */
export const staticRnn = publicFunction(
  'nn.staticRnn(cell: any, inputs: tensors, initialState?: tensors, dtype?: dtype, sequenceLength?: tensor, {scope: string})',
  (
    cell: RNNCell,
    inputs: readonly TensorLike[],
    initialState?: CellState | null | StaticRnnOptions,
    dtype?: DType | null | StaticRnnOptions,
    sequenceLength?: TensorLike | null | StaticRnnOptions,
    options?: StaticRnnOptions,
  ): [outputs: Tensor[], state: CellState] => {
    const given = readOptions<StaticRnnOptions>(
      ['initialState', 'dtype', 'sequenceLength'],
      [initialState, dtype, sequenceLength, options],
    );
    if (!(cell instanceof RNNCell)) throw new GraphError(`The argument 'cell' (${String(cell)}) is not an RNNCell.`);
    if (!Array.isArray(inputs)) throw new GraphError('inputs must be a list: one tensor a step.');
    if (inputs.length === 0) throw new GraphError('inputs must not be empty.');
    return asOneCall(() =>
      variableScope(given.scope || 'rnn', (scope) => {
        const steps = inputs.map((input) => checkedInput(convertToTensor(input)));
        const [batch] = steps[0].shape.dims ?? [];
        const batchSize = batch !== undefined && isKnown(batch) ? batch : vectorItem(shape(steps[0]), 0);
        let state = given.initialState ?? initialStateOf(cell, batchSize, given.dtype);
        const mask = given.sequenceLength ? masking(given.sequenceLength, cell, steps[0], batchSize) : undefined;
        const outputs = steps.map((input, time) => {
          if (time > 0) scope.reuseVariables();
          const [output, next] = cell.apply(input, state);
          if (!mask) {
            state = next;
            return output;
          }
          const isOver = mask.isOver(time);
          state = chosen(isOver, state, next);
          return where(isOver, mask.zeros, output) as Tensor;
        });
        return [outputs, state];
      }),
    );
  },
);

function checkedInput(input: Tensor): Tensor {
  const { dims } = input.shape;
  if (dims && dims.length < 2)
    throw new ShapeError(`Shape ${input.shape} must have rank at least 2.`, input.op.describe());
  const open = dims?.slice(1).findIndex((size) => !isKnown(size));
  if (open === undefined || open >= 0) {
    throw new ShapeError(
      `Input size (dimension ${open ?? 0} of inputs) must be accessible via shape inference, but saw ${input.shape}.`,
      input.op.describe(),
    );
  }
  return input;
}

function initialStateOf(cell: RNNCell, batchSize: number | Tensor, dtype: DType | null | undefined): CellState {
  if (dtype) return cell.zeroState(batchSize, dtype);
  throw new GraphError('If there is no initialState, you must give a dtype.');
}

/** Which examples are over at a step, and what they give then. */
function masking(given: TensorLike, cell: RNNCell, input: Tensor, batchSize: number | Tensor) {
  const lengths = convertToTensor(given, { preferredDtype: 'int32', name: 'sequence_length' });
  if (lengths.shape.rank !== null && lengths.shape.rank !== 1) {
    throw new ShapeError(
      `sequenceLength must be a vector of length batch_size, but saw shape ${lengths.shape}.`,
      lengths.op.describe(),
    );
  }
  const none = zeros([batchSize, cell.outputSize] as never, input.dtype) as Tensor;
  none.setShape(new TensorShape([input.shape.dims![0], cell.outputSize]));
  const steps = cast(lengths, 'int32');
  return { zeros: none, isOver: (time: number): Tensor => greaterEqual(time, steps) };
}

/** The old state of the examples that are over, the new one of the others. */
function chosen(isOver: Tensor, old: CellState, next: CellState): CellState {
  if (asTensor(next)) return where(isOver, old as Tensor, next as Tensor) as Tensor;
  const [before, after] = [old as readonly CellState[], next as readonly CellState[]];
  const parts = after.map((part, i) => chosen(isOver, before[i], part));
  return next instanceof LSTMStateTuple ? new LSTMStateTuple(parts[0] as Tensor, parts[1] as Tensor) : parts;
}
