/** `tf.nn.rnnCell`: MultiRNNCell, a cell on top of another, and DropoutWrapper. */

import { type DType, GraphError, getDefaultGraph, ShapeError, type Tensor } from '../../graph/index.ts';
import { concat } from '../array/join.ts';
import { slice } from '../array/slice.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { dropout } from '../nn/dropout.ts';
import { add } from '../nn/operator.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import type { Variable } from '../state/variable.ts';
import { variableScope } from '../state/variable-scope.ts';
import { type CellState, type CellStateSize, CompositeCell, RNNCell } from './cell.ts';
import { seedOfText } from './seed-of-text.ts';
import { LSTMStateTuple } from './state-tuple.ts';

export interface MultiRNNCellOptions {
  /** false: the states of the cells are one tensor, side by side; default true. */
  readonly stateIsTuple?: boolean;
}

/** Cells one on top of the other: each takes the output of the one below. The state is the list of theirs. */
export class MultiRNNCell extends CompositeCell {
  readonly #cells: readonly RNNCell[];
  readonly #isTuple: boolean;

  constructor(cells: readonly RNNCell[], stateIsTuple?: boolean | MultiRNNCellOptions) {
    super('multi_rnn_cell', {});
    if (!Array.isArray(cells) || cells.length === 0)
      throw new GraphError('Must specify at least one cell for MultiRNNCell.');
    const given = readOptions<MultiRNNCellOptions>(['stateIsTuple'], [stateIsTuple]);
    this.#cells = cells;
    this.#isTuple = given.stateIsTuple ?? true;
    if (!this.#isTuple && cells.some((cell) => typeof cell.stateSize !== 'number')) {
      throw new GraphError('Some cells return tuples of states, but the flag stateIsTuple is not set.');
    }
  }

  get stateSize(): CellStateSize {
    const sizes = this.#cells.map((cell) => cell.stateSize);
    return this.#isTuple ? sizes : (sizes as number[]).reduce((sum, size) => sum + size, 0);
  }
  get outputSize(): number {
    return this.#cells.at(-1)!.outputSize;
  }
  override get trainableVariables(): Variable[] {
    return this.#cells.flatMap((cell) => cell.trainableVariables);
  }
  override get nonTrainableVariables(): Variable[] {
    return this.#cells.flatMap((cell) => cell.nonTrainableVariables);
  }

  override zeroState(batchSize: number | Tensor, dtype: DType): CellState {
    if (!this.#isTuple) return super.zeroState(batchSize, dtype);
    return opScope('MultiRNNCellZeroState', '', [batchSize], () =>
      this.#cells.map((cell) => cell.zeroState(batchSize, dtype)),
    );
  }

  protected call(inputs: Tensor, state: CellState): [Tensor, CellState] {
    let output = inputs;
    let at = 0;
    const states = this.#cells.map((cell, index) =>
      variableScope(`cell_${index}`, () => {
        const own = this.#isTuple ? (state as readonly CellState[])[index] : part(state as Tensor, at, cell);
        at += this.#isTuple ? 0 : (cell.stateSize as number);
        const [made, next] = cell.apply(output, own);
        output = made;
        return next;
      }),
    );
    return [output, this.#isTuple ? states : (concat(states as Tensor[], 1) as Tensor)];
  }
}

function part(state: Tensor, at: number, cell: RNNCell): Tensor {
  return slice(state, [0, at], [-1, cell.stateSize as number]) as Tensor;
}

/** A cell around another, whose state, output and variables it has. */
abstract class WrapperCell extends RNNCell {
  readonly #cell: RNNCell;
  /** As TensorFlow names the class, in scopes. */
  readonly #className: string;

  constructor(cell: RNNCell, name: string, className: string) {
    super(name, {});
    if (!(cell instanceof RNNCell)) throw new GraphError(`The argument 'cell' (${String(cell)}) is not an RNNCell.`);
    this.#cell = cell;
    this.#className = className;
  }

  get stateSize(): CellStateSize {
    return this.#cell.stateSize;
  }
  get outputSize(): number {
    return this.#cell.outputSize;
  }
  get wrappedCell(): RNNCell {
    return this.#cell;
  }
  override get trainableVariables(): Variable[] {
    return this.#cell.trainableVariables;
  }
  override get nonTrainableVariables(): Variable[] {
    return this.#cell.nonTrainableVariables;
  }

  override zeroState(batchSize: number | Tensor, dtype: DType): CellState {
    return opScope(`${this.#className}ZeroState`, '', [batchSize], () => this.#cell.zeroState(batchSize, dtype));
  }

  protected build(): void {}

  protected call(inputs: Tensor, state: CellState): [Tensor, CellState] {
    return this.apply(inputs, state);
  }
}

/** A cell whose inputs are added to its output (Wu et al., 2016); the cell's variables are as without. */
export class ResidualWrapper extends WrapperCell {
  constructor(cell: RNNCell) {
    super(cell, 'residual_wrapper', 'ResidualWrapper');
  }

  /** @throws ShapeError for inputs of another size than the output. */
  override apply(inputs: TensorLike, state: CellState): [output: Tensor, state: CellState] {
    const x = convertToTensor(inputs);
    const [output, next] = this.wrappedCell.apply(x, state);
    if (!x.shape.isCompatibleWith(output.shape)) {
      throw new ShapeError(`Shapes ${x.shape} and ${output.shape} are incompatible.`, output.op.describe());
    }
    return [add(x, output), next];
  }
}

export interface DropoutWrapperOptions {
  /** The share of inputs that is kept: a number in [0, 1], or a tensor; default 1. */
  readonly inputKeepProb?: TensorLike;
  /** That of the output. */
  readonly outputKeepProb?: TensorLike;
  /** That of the state, but for the memory of an LSTM. */
  readonly stateKeepProb?: TensorLike;
  readonly seed?: number;
}

/** A cell with dropout before and after it; the cell's variables are as without. */
export class DropoutWrapper extends WrapperCell {
  readonly #keep: { readonly input: TensorLike; readonly state: TensorLike; readonly output: TensorLike };
  readonly #seed: number | undefined;

  constructor(
    cell: RNNCell,
    inputKeepProb?: TensorLike | DropoutWrapperOptions,
    outputKeepProb?: TensorLike | DropoutWrapperOptions,
    stateKeepProb?: TensorLike | DropoutWrapperOptions,
    options?: DropoutWrapperOptions,
  ) {
    const given = readOptions<DropoutWrapperOptions>(
      ['inputKeepProb', 'outputKeepProb', 'stateKeepProb'],
      [inputKeepProb, outputKeepProb, stateKeepProb, options],
    );
    super(cell, 'dropout_wrapper', 'DropoutWrapper');
    this.#seed = given.seed;
    this.#keep = getDefaultGraph().withNameScope('DropoutWrapperInit', () => ({
      input: probability('inputKeepProb', given.inputKeepProb ?? 1),
      state: probability('stateKeepProb', given.stateKeepProb ?? 1),
      output: probability('outputKeepProb', given.outputKeepProb ?? 1),
    }));
  }

  override apply(inputs: TensorLike, state: CellState): [output: Tensor, state: CellState] {
    const { input, state: ofState, output: ofOutput } = this.#keep;
    const x = drops(input) ? this.#dropped(convertToTensor(inputs), input, 'input', 0) : inputs;
    const [output, next] = this.wrappedCell.apply(x, state);
    const kept = drops(ofState) ? this.#droppedState(next, ofState) : next;
    return [drops(ofOutput) ? this.#dropped(output, ofOutput, 'output', 0) : output, kept];
  }

  #droppedState(state: CellState, keep: TensorLike): CellState {
    let index = 0;
    const drop = (part: CellState): CellState => {
      if (asTensor(part)) return this.#dropped(part as Tensor, keep, 'state', index++);
      if (part instanceof LSTMStateTuple) {
        // The memory is counted, but not touched.
        index++;
        return new LSTMStateTuple(part.c, drop(part.h) as Tensor);
      }
      return (part as readonly CellState[]).map(drop);
    };
    return drop(state);
  }

  #dropped(x: Tensor, keepProb: TensorLike, salt: string, index: number): Tensor {
    const seed = this.#seed === undefined ? {} : { seed: seedOfText(`${this.#seed}${salt}_${index}`) };
    return dropout(x, { keepProb, ...seed }) as Tensor;
  }
}

const drops = (keepProb: TensorLike): boolean => typeof keepProb !== 'number' || keepProb < 1;

/** As TensorFlow asks for it, with a constant that nothing reads. @throws GraphError for a number outside [0, 1]. */
function probability(name: string, value: TensorLike): TensorLike {
  convertToTensor(value);
  if (typeof value === 'number' && !(value >= 0 && value <= 1)) {
    throw new GraphError(`Parameter ${name} must be between 0 and 1: ${value}`);
  }
  return value;
}
