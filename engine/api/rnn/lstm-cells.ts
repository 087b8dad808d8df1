/** `tf.nn.rnnCell`: BasicLSTMCell and LSTMCell (Hochreiter and Schmidhuber, 1997; Zaremba et al., 2014). */

import type { Tensor } from '../../graph/index.ts';
import { applyOp } from '../apply-op.ts';
import { constant } from '../array/constant.ts';
import { concat, split } from '../array/join.ts';
import { slice } from '../array/slice.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { zerosInitializer } from '../initializers/plain.ts';
import { activate } from '../layers/activation.ts';
import { add as addOf, multiply as multiplyOf } from '../math/arithmetic.ts';
import { clipByValue } from '../math/clip.ts';
import { sigmoid, tanh } from '../math/unary.ts';
import { matmul } from '../matmul.ts';
import { add, multiply } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import type { Variable } from '../state/variable.ts';
import { affine, type BasicCellOptions } from './basic-cells.ts';
import { type CellState, type CellStateSize, WeightedCell } from './cell.ts';
import { LSTMStateTuple } from './state-tuple.ts';

export interface BasicLSTMCellOptions extends BasicCellOptions {
  /** Added to the forget gate, so that at first little is forgotten; default 1. */
  readonly forgetBias?: number;
  /** false: the state is one tensor, the memory before the output; default true. */
  readonly stateIsTuple?: boolean;
}

/** Memory and output, out of the state. */
type Pair = readonly [c: Tensor, h: Tensor];

/** c′ = σ(f + forgetBias) · c + σ(i) · tanh(j); h′ = tanh(c′) · σ(o), where i, j, f, o = [x, h] · kernel + bias. */
export class BasicLSTMCell extends WeightedCell {
  readonly #units: number;
  readonly #given: BasicLSTMCellOptions;
  #kernel: Variable | undefined;
  #bias: Variable | undefined;

  constructor(numUnits: number, forgetBias?: number | BasicLSTMCellOptions, options?: BasicLSTMCellOptions) {
    const given = readOptions<BasicLSTMCellOptions>(['forgetBias'], [forgetBias, options]);
    super('basic_lstm_cell', given);
    this.#units = numUnits;
    this.#given = given;
  }

  get stateSize(): CellStateSize {
    return (this.#given.stateIsTuple ?? true) ? new LSTMStateTuple(this.#units, this.#units) : 2 * this.#units;
  }
  get outputSize(): number {
    return this.#units;
  }

  protected build(inputs: Tensor): void {
    const size = this.inputSize(inputs);
    this.checkType(inputs);
    this.#kernel = this.addWeight('kernel', [size + this.#units, 4 * this.#units]);
    this.#bias = this.addWeight('bias', [4 * this.#units], { initializer: zerosInitializer });
  }

  protected call(inputs: Tensor, state: CellState): [Tensor, CellState] {
    const { forgetBias = 1, stateIsTuple = true, activation = tanh } = this.#given;
    const one = constant(1, { dtype: 'int32' });
    const parts = (x: Tensor, count: number) =>
      applyOp('Split', [one, x], { num_split: count }, { name: 'split' }).outputs;
    const [c, h] = stateIsTuple ? (state as unknown as Pair) : parts(state as Tensor, 2);
    const [i, j, f, o] = parts(affine(inputs, h, this.#kernel!, this.#bias!), 4);
    const bias = constant(forgetBias, { dtype: f.dtype });
    const kept = multiplyOf(c, sigmoid(addOf(f, bias)));
    const memory = addOf(kept, multiplyOf(sigmoid(i), activate(activation, j))) as Tensor;
    const output = multiplyOf(activate(activation, memory), sigmoid(o)) as Tensor;
    return [output, stateIsTuple ? new LSTMStateTuple(memory, output) : (concat([memory, output], 1) as Tensor)];
  }
}

export interface LSTMCellOptions extends BasicLSTMCellOptions {
  /** Whether gates also see the memory, each unit its own; default false. */
  readonly usePeepholes?: boolean;
  /** The memory is kept within ± this. */
  readonly cellClip?: number | null;
  /** Of the kernels and the peepholes; default: that of the variable scope, else Glorot's. */
  readonly initializer?: Initializer | InitializerFactory | null;
  /** The size of the output, which is then a projection of what the units give. */
  readonly numProj?: number | null;
  /** The projection is kept within ± this. */
  readonly projClip?: number | null;
}

/** As BasicLSTMCell, with peepholes, clipping and a projection (Sak et al., 2014) where they are asked for. */
export class LSTMCell extends WeightedCell {
  readonly #units: number;
  readonly #given: LSTMCellOptions;
  #kernel: Variable | undefined;
  #bias: Variable | undefined;
  #peepholes: { readonly f: Variable; readonly i: Variable; readonly o: Variable } | undefined;
  #projection: Variable | undefined;

  constructor(numUnits: number, usePeepholes?: boolean | LSTMCellOptions, options?: LSTMCellOptions) {
    const given = readOptions<LSTMCellOptions>(['usePeepholes'], [usePeepholes, options]);
    super('lstm_cell', given);
    this.#units = numUnits;
    this.#given = given;
  }

  get outputSize(): number {
    return this.#given.numProj ?? this.#units;
  }
  get stateSize(): CellStateSize {
    const { stateIsTuple = true } = this.#given;
    return stateIsTuple ? new LSTMStateTuple(this.#units, this.outputSize) : this.#units + this.outputSize;
  }

  protected build(inputs: Tensor): void {
    const size = this.inputSize(inputs);
    this.checkType(inputs);
    const { initializer, usePeepholes, numProj } = this.#given;
    const units = this.#units;
    this.#kernel = this.addWeight('kernel', [size + this.outputSize, 4 * units], { initializer });
    this.#bias = this.addWeight('bias', [4 * units], { initializer: zerosInitializer });
    if (usePeepholes) {
      const f = this.addWeight('w_f_diag', [units], { initializer });
      const i = this.addWeight('w_i_diag', [units], { initializer });
      this.#peepholes = { f, i, o: this.addWeight('w_o_diag', [units], { initializer }) };
    }
    if (numProj) this.#projection = this.addWeight('projection/kernel', [units, numProj], { initializer });
  }

  protected call(inputs: Tensor, state: CellState): [Tensor, CellState] {
    const { forgetBias = 1, stateIsTuple = true, activation = tanh, cellClip, projClip } = this.#given;
    const [c, h] = stateIsTuple ? (state as unknown as Pair) : this.#parts(state as Tensor);
    const [i, j, f, o] = split(affine(inputs, h, this.#kernel!, this.#bias!), 4, 1) as Tensor[];
    const { f: ofForget, i: ofInput, o: ofOutput } = this.#peepholes ?? {};
    const seeing = (gate: Tensor, weights: Variable | undefined, memory: Tensor): Tensor =>
      weights ? add(gate, multiply(weights, memory)) : gate;
    const kept = multiply(sigmoid(seeing(add(f, forgetBias), ofForget, c)), c);
    let memory = add(kept, multiply(sigmoid(seeing(i, ofInput, c)), activate(activation, j)));
    if (cellClip) memory = clipByValue(memory, -cellClip, cellClip) as Tensor;
    let output = multiply(sigmoid(seeing(o, ofOutput, memory)), activate(activation, memory));
    if (this.#projection) {
      output = matmul(output, this.#projection) as Tensor;
      if (projClip) output = clipByValue(output, -projClip, projClip) as Tensor;
    }
    return [output, stateIsTuple ? new LSTMStateTuple(memory, output) : (concat([memory, output], 1) as Tensor)];
  }

  #parts(state: Tensor): Pair {
    const memory = slice(state, [0, 0], [-1, this.#units]) as Tensor;
    return [memory, slice(state, [0, this.#units], [-1, this.outputSize]) as Tensor];
  }
}
