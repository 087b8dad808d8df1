/** `tf.nn.rnnCell.RNNCell`: one step of a recurrent network, from inputs and a state to an output and the next state. */

import { type DType, DTypeError, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { constant } from '../array/constant.ts';
import { zeros } from '../array/filled.ts';
import { concat } from '../array/join.ts';
import { expandDims } from '../array/shape.ts';
import { asTensor, type TensorLike } from '../convert.ts';
import { type LayerOptions, Scoped } from '../layers/layer.ts';
import { opScope } from '../op-scope.ts';
import { getVariableScope, variableScope } from '../state/variable-scope.ts';
import type { VariableScope } from '../state/variable-scope-class.ts';
import { LSTMStateTuple } from './state-tuple.ts';

/** What a cell hands to its next step: a tensor, the pair of an LSTM, or a list of states. */
export type CellState = Tensor | LSTMStateTuple | readonly CellState[];
/** Sizes of the rows of a state, in the same structure. */
export type CellStateSize = number | readonly CellStateSize[];

export type CellOptions = Pick<LayerOptions, 'name' | 'dtype' | 'reuse' | 'trainable'>;

/**
 * What cells have in common: `apply` takes the inputs [batch, n] of a step and a state, and gives an output and the next
 * state.
 */
export abstract class RNNCell extends Scoped {
  /** The sizes of what `apply` takes and gives as state. */
  abstract get stateSize(): CellStateSize;
  /** The size of a row of the output. */
  abstract get outputSize(): number;

  protected abstract call(inputs: Tensor, state: CellState): [output: Tensor, state: CellState];

  /** One step: inputs [n, k] and a state → output [n, outputSize] and the next state. Python writes `cell(inputs, state)`. */
  apply(inputs: TensorLike, state: CellState): [output: Tensor, state: CellState] {
    return this.inScope(inputs, (x) => this.call(x, state));
  }

  /** A state of zeros for so many examples: a number, or an int32 tensor of rank 0. */
  zeroState(batchSize: number | Tensor, dtype: DType): CellState {
    return opScope(`${this.constructor.name}ZeroState`, '', [batchSize], () =>
      zerosOf(this.stateSize, batchSize, dtype),
    );
  }
}

function zerosOf(size: CellStateSize, batchSize: number | Tensor, dtype: DType): CellState {
  if (typeof size !== 'number') {
    const parts = size.map((part) => zerosOf(part, batchSize, dtype));
    return size instanceof LSTMStateTuple ? new LSTMStateTuple(parts[0] as Tensor, parts[1] as Tensor) : parts;
  }
  const state = zeroRows(batchSize, size, dtype);
  // TensorFlow asks for the static shape with the same function, which leaves these behind.
  sizeParts(batchSize, size);
  state.setShape([typeof batchSize === 'number' ? batchSize : null, size]);
  return state;
}

/** Zeros [batchSize, size]. */
export function zeroRows(batchSize: number | Tensor, size: number, dtype: DType): Tensor {
  return zeros(concat(sizeParts(batchSize, size), 0) as Tensor<'int32'>, dtype) as Tensor;
}

function sizeParts(batchSize: number | Tensor, size: number): [Tensor, Tensor] {
  const batch = asTensor(batchSize);
  const examples = batch ? expandDims(batch, 0) : constant([batchSize as number], { dtype: 'int32' });
  return [examples as Tensor, constant([size], { dtype: 'int32' })];
}

/** A cell with weights of its own, in a scope of its name. */
export abstract class WeightedCell extends RNNCell {
  /** The size of the inputs, once the cell is built. @throws ShapeError unless it is known. */
  protected inputSize(inputs: Tensor): number {
    this.needRank(inputs, 2);
    const size = inputs.shape.dims?.[1];
    if (size !== undefined && isKnown(size)) return size;
    throw new ShapeError(`Expected inputs.shape[-1] to be known, saw shape: ${inputs.shape}.`, inputs.op.describe());
  }

  /** @throws DTypeError unless the cell computes with floats. */
  protected checkType(inputs: Tensor): void {
    if (this.dtype === 'float32' || this.dtype === 'float64') return;
    throw new DTypeError(
      `RNN cell only supports floating point inputs, but saw dtype: ${this.dtype}`,
      inputs.op.describe(),
    );
  }
}

/** A cell made of cells: it opens the variable scope that it was first applied in, and its own inside. */
export abstract class CompositeCell extends RNNCell {
  #outer: VariableScope | undefined;

  protected build(): void {}

  override apply(inputs: TensorLike, state: CellState): [output: Tensor, state: CellState] {
    this.#outer ??= getVariableScope();
    return variableScope(this.#outer, () => super.apply(inputs, state));
  }
}
