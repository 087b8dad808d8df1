/** `tf.nn.staticRnn`: a network for sequences of a length that is known, unrolled step by step. */

import { asOneCall, type DType, GraphError, isKnown, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { where } from '../array/select.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { greaterEqual } from '../math/index.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { variableScope } from '../state/variable-scope.ts';
import { type CellState, type RNNCell, zeroRows } from './cell.ts';
import { copyThrough, initialStateOf, lengthsOf, type NetworkScope, needCell, outputType } from './sequence.ts';

export interface StaticRnnOptions {
  /** Default: zeros of `dtype`. */
  readonly initialState?: CellState | null;
  readonly dtype?: DType | null;
  /** How many steps each example has, [n] (int32 or int64): beyond, its output is 0 and its state stays. */
  readonly sequenceLength?: TensorLike | null;
  /** The variable scope; default `rnn`. */
  readonly scope?: NetworkScope | null;
}

/**
 * Applies the cell to each of `inputs`, a list of [n, k], from one state to the next. Gives the outputs, a list of
 * [n, outputSize], and the last state.
 * @throws GraphError without inputs, or without an initial state and a dtype; ShapeError for inputs of unknown size.
 */
export const staticRnn = publicFunction(
  'nn.staticRnn(cell: any, inputs: tensors, initialState?: tensors, dtype?: dtype, sequenceLength?: tensor, {scope: any})',
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
    needCell(cell);
    if (!Array.isArray(inputs)) throw new GraphError('inputs must be a list: one tensor a step.');
    if (inputs.length === 0) throw new GraphError('inputs must not be empty.');
    return asOneCall(() =>
      variableScope(given.scope || 'rnn', (scope) => {
        const steps = inputs.map((input) => checkedInput(convertToTensor(input)));
        const [batch] = steps[0].shape.dims ?? [];
        const batchSize = batch !== undefined && isKnown(batch) ? batch : vectorItem(shape(steps[0]), 0);
        let state = initialStateOf(cell, given.initialState, batchSize, given.dtype);
        const mask = given.sequenceLength
          ? masking(given.sequenceLength, cell, steps[0], batchSize, outputType(given.dtype, state))
          : undefined;
        const outputs = steps.map((input, time) => {
          if (time > 0) scope.reuseVariables();
          const [output, next] = cell.apply(input, state);
          if (!mask) {
            state = next;
            return output;
          }
          const isOver = mask.isOver(time);
          state = copyThrough(isOver, state, next);
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

/** Which examples are over at a step, and what they give then. */
function masking(given: TensorLike, cell: RNNCell, input: Tensor, batchSize: number | Tensor, dtype: DType) {
  const steps = lengthsOf(given);
  const none = zeroRows(batchSize, cell.outputSize, dtype);
  none.setShape(new TensorShape([input.shape.dims![0], cell.outputSize]));
  return { zeros: none, isOver: (time: number): Tensor => greaterEqual(time, steps) };
}
