/** `tf.nn.dynamicRnn`: a network for sequences whose length only a run tells, as a loop over their steps. */

import {
  asOneCall,
  type Dim,
  type DType,
  getDefaultGraph,
  isKnown,
  ShapeError,
  type Tensor,
  TensorShape,
} from '../../graph/index.ts';
import { constant } from '../array/constant.ts';
import { identity } from '../array/identity.ts';
import { concat, stack } from '../array/join.ts';
import { transpose } from '../array/order.ts';
import { rank, shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { Assert } from '../control/print.ts';
import { TensorArray } from '../control/tensor-array.ts';
import { whileLoop } from '../control/while-loop.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { maximum, minimum } from '../math/arithmetic.ts';
import { equal, greaterEqual, less } from '../math/comparison.ts';
import { reduceAll, reduceMax, reduceMin } from '../math/reduction.ts';
import { range } from '../math/sequence.ts';
import { add } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { variableScope } from '../state/variable-scope.ts';
import { type CellState, type RNNCell, zeroRows } from './cell.ts';
import { copyThrough, initialStateOf, lengthsOf, type NetworkScope, needCell, outputType } from './sequence.ts';

export interface LoopedRnnOptions {
  /** How many steps each example has, [n] (int32 or int64): beyond, its output is 0 and its state stays. */
  readonly sequenceLength?: TensorLike | null;
  /** Of the zeros that states start with; needed without initial states. */
  readonly dtype?: DType | null;
  /** Written into the graph for TensorFlow; steps run one after the other here. Default 32. */
  readonly parallelIterations?: number | null;
  /** Taken for compatibility. */
  readonly swapMemory?: boolean;
  /** Inputs and outputs have the steps first, [time, n, …], which saves two transposes; default false: [n, time, …]. */
  readonly timeMajor?: boolean;
}

export interface DynamicRnnOptions extends LoopedRnnOptions {
  /** Default: zeros of `dtype`. */
  readonly initialState?: CellState | null;
  /** The variable scope; default `rnn`. */
  readonly scope?: NetworkScope | null;
}

/**
 * Applies the cell to `inputs` [n, time, k] step by step, in a loop: neither n nor the number of steps needs to be known
 * before a run. Gives the outputs [n, time, outputSize], and the last state, that after `sequenceLength` steps.
 * @throws GraphError without an initial state and a dtype; ShapeError for inputs of another rank or of unknown size k.
 */
export const dynamicRnn = publicFunction(
  'nn.dynamicRnn(cell: any, inputs: tensor, sequenceLength?: tensor, initialState?: tensors, dtype?: dtype, {parallelIterations: any, swapMemory = false, timeMajor = false, scope: any})',
  (
    cell: RNNCell,
    inputs: TensorLike,
    sequenceLength?: TensorLike | null | DynamicRnnOptions,
    initialState?: CellState | null | DynamicRnnOptions,
    dtype?: DType | null | DynamicRnnOptions,
    options?: DynamicRnnOptions,
  ): [outputs: Tensor, state: CellState] => {
    const given = readOptions<DynamicRnnOptions>(
      ['sequenceLength', 'initialState', 'dtype'],
      [sequenceLength, initialState, dtype, options],
    );
    return dynamicNetwork(cell, inputs, given);
  },
);

/** As `dynamicRnn`, with its options in one object. */
export function dynamicNetwork(cell: RNNCell, inputs: TensorLike, given: DynamicRnnOptions): [Tensor, CellState] {
  needCell(cell);
  return asOneCall(() =>
    variableScope(given.scope || 'rnn', () => {
      const { timeMajor = false, dtype } = given;
      const tensor = convertToTensor(inputs);
      const steps = checkedInput(timeMajor ? tensor : withAxesTurned(tensor));
      const lengths = given.sequenceLength && identity(lengthsOf(given.sequenceLength), { name: 'sequence_length' });
      const batchSize = batchSizeOf(steps);
      const state = initialStateOf(cell, given.initialState, batchSize, dtype);
      const checked = lengths ? withCheckedSize(lengths, batchSize) : undefined;
      const [outputs, last] = loopOver(cell, steps, state, checked, given);
      return [timeMajor ? outputs : withAxesTurned(outputs), last];
    }),
  );
}

/** Steps first to examples first, and back. */
function withAxesTurned(x: Tensor): Tensor {
  const { dims } = x.shape;
  if (dims && dims.length < 2) return x;
  const order = concat([[1, 0], range(2, rank(x))], 0);
  const turned = transpose(x, order) as Tensor;
  if (dims) turned.setShape(new TensorShape([dims[1], dims[0], ...dims.slice(2)]));
  return turned;
}

function checkedInput(steps: Tensor): Tensor {
  const { dims } = steps.shape;
  if (dims && dims.length < 3) {
    throw new ShapeError(`Inputs must have rank at least 3: steps, examples and their elements.`, steps.op.describe());
  }
  if (dims?.slice(2).every(isKnown)) return steps;
  throw new ShapeError(
    `Input size (depth of inputs) must be accessible via shape inference, but saw ${steps.shape}.`,
    steps.op.describe(),
  );
}

/** As a number where it is known. */
function batchSizeOf(steps: Tensor): number | Tensor {
  const batch = steps.shape.dims![1];
  return isKnown(batch) ? batch : vectorItem(shape(steps), 1);
}

/** The lengths, there only once it is sure that there is one an example. */
function withCheckedSize(lengths: Tensor, batchSize: number | Tensor): Tensor {
  const found = shape(lengths);
  const isKnownSize = typeof batchSize === 'number';
  const expected = isKnownSize ? constant([batchSize], { dtype: 'int32', name: 'stack' }) : stack([batchSize]);
  const isRight = reduceAll(equal(found, expected));
  const check = Assert(isRight, [`Expected shape for Tensor ${lengths.name} is `, expected, ' but saw shape: ', found]);
  return getDefaultGraph().withControlDependencies([check], () => identity(lengths, { name: 'CheckSeqLen' }));
}

function loopOver(
  cell: RNNCell,
  steps: Tensor,
  initial: CellState,
  lengths: Tensor | undefined,
  { dtype, parallelIterations, swapMemory }: DynamicRnnOptions,
): [Tensor, CellState] {
  const [time, batch, ...sizes] = steps.shape.dims!;
  const count = vectorItem(shape(steps), 0);
  const type = outputType(dtype, initial);
  const none = zeroRows(batchSizeOf(steps), cell.outputSize, type);
  const longest = lengths && [reduceMin(lengths), reduceMax(lengths)][1];
  const start = constant(0, { dtype: 'int32', name: 'time' });
  const base = getDefaultGraph().withNameScope('dynamic_rnn', (scope) => scope);
  const listOf = (name: string, dtypeOf: DType, elementShape: readonly Dim[]) =>
    new TensorArray(dtypeOf, count, { tensorArrayName: base + name, elementShape: new TensorShape(elementShape) });
  const outputs = listOf('output_0', type, [batch, cell.outputSize]);
  const inputs = listOf('input_0', steps.dtype, [batch, ...sizes]).unstack(steps);
  // One step at least, so that the list of outputs learns their shape.
  const end = minimum(count, maximum(1, longest ?? count));
  const [, written, state] = whileLoop(
    (at: Tensor) => less(at, end),
    (at: Tensor, list: TensorArray, before: CellState) => {
      const input = inputs.read(at);
      const isOver = lengths && greaterEqual(at, lengths);
      const [output, next] = cell.apply(input, before);
      const shown = isOver ? (copyThrough(isOver, none, output) as Tensor) : output;
      const after = isOver ? copyThrough(isOver, before, next) : next;
      return [add(at, 1), list.write(at, shown), after];
    },
    [start, outputs, initial] as never,
    { parallelIterations: parallelIterations || 32, swapMemory: swapMemory ?? false, maximumIterations: count },
  ) as unknown as [Tensor, TensorArray, CellState];
  const stacked = written.stack() as Tensor;
  leaveShapeBehind(time, batch, cell.outputSize);
  stacked.setShape(new TensorShape([time, batch, cell.outputSize]));
  return [stacked, state];
}

/** As TensorFlow does, which asks for the static shape of the outputs with a function that makes constants of sizes. */
function leaveShapeBehind(time: Dim, batch: Dim, units: number): void {
  if (isKnown(time) && isKnown(batch)) constant([time, batch], { dtype: 'int32' });
  constant([units], { dtype: 'int32' });
}
