/** `tf.nn.rnnCell`: BasicRNNCell and GRUCell. */

import type { Tensor } from '../../graph/index.ts';
import { concat, split } from '../array/join.ts';
import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { constantInitializer, zerosInitializer } from '../initializers/plain.ts';
import { type Activation, activate } from '../layers/activation.ts';
import { sigmoid, tanh } from '../math/unary.ts';
import { matmul } from '../matmul.ts';
import { biasAdd } from '../nn/bias.ts';
import { add, multiply, subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import type { Variable } from '../state/variable.ts';
import { type CellOptions, type CellState, WeightedCell } from './cell.ts';

export interface BasicCellOptions extends CellOptions {
  /** Default `tf.tanh`. */
  readonly activation?: Activation;
}

/** [inputs, state] · kernel + bias. */
export function affine(inputs: Tensor, state: Tensor, kernel: Variable, bias: Variable): Tensor {
  return biasAdd(matmul(concat([inputs, state], 1), kernel), bias) as Tensor;
}

/** output = state = tanh([inputs, state] · kernel + bias). */
export class BasicRNNCell extends WeightedCell {
  readonly #units: number;
  readonly #activation: Activation;
  #kernel: Variable | undefined;
  #bias: Variable | undefined;

  constructor(numUnits: number, activation?: Activation | BasicCellOptions, options?: BasicCellOptions) {
    const given = readOptions<BasicCellOptions>(['activation'], [activation, options]);
    super('basic_rnn_cell', given);
    this.#units = numUnits;
    this.#activation = given.activation ?? tanh;
  }

  get stateSize(): number {
    return this.#units;
  }
  get outputSize(): number {
    return this.#units;
  }

  protected build(inputs: Tensor): void {
    const size = this.inputSize(inputs);
    this.checkType(inputs);
    this.#kernel = this.addWeight('kernel', [size + this.#units, this.#units]);
    this.#bias = this.addWeight('bias', [this.#units], { initializer: zerosInitializer });
  }

  protected call(inputs: Tensor, state: CellState): [Tensor, CellState] {
    const output = activate(this.#activation, affine(inputs, state as Tensor, this.#kernel!, this.#bias!));
    return [output, output];
  }
}

export interface GRUCellOptions extends BasicCellOptions {
  readonly kernelInitializer?: Initializer | InitializerFactory | null;
  /** Default: ones for the gates, zeros for the candidate. */
  readonly biasInitializer?: Initializer | InitializerFactory | null;
}

/**
 * A gated recurrent unit (Cho et al., 2014): r, u = σ([x, h] · gates); h′ = u · h + (1 − u) · tanh([x, r · h] · candidate).
 */
export class GRUCell extends WeightedCell {
  readonly #units: number;
  readonly #given: GRUCellOptions;
  #gates: readonly [Variable, Variable] | undefined;
  #candidate: readonly [Variable, Variable] | undefined;

  constructor(numUnits: number, activation?: Activation | GRUCellOptions, options?: GRUCellOptions) {
    const given = readOptions<GRUCellOptions>(['activation'], [activation, options]);
    super('gru_cell', given);
    this.#units = numUnits;
    this.#given = given;
  }

  get stateSize(): number {
    return this.#units;
  }
  get outputSize(): number {
    return this.#units;
  }

  protected build(inputs: Tensor): void {
    const size = this.inputSize(inputs) + this.#units;
    this.checkType(inputs);
    const { kernelInitializer: initializer, biasInitializer } = this.#given;
    const units = this.#units;
    this.#gates = [
      this.addWeight('gates/kernel', [size, 2 * units], { initializer }),
      this.addWeight('gates/bias', [2 * units], { initializer: biasInitializer ?? constantInitializer(1) }),
    ];
    this.#candidate = [
      this.addWeight('candidate/kernel', [size, units], { initializer }),
      this.addWeight('candidate/bias', [units], { initializer: biasInitializer ?? zerosInitializer }),
    ];
  }

  protected call(inputs: Tensor, given: CellState): [Tensor, CellState] {
    const state = given as Tensor;
    const gates = sigmoid(affine(inputs, state, ...this.#gates!));
    const [reset, update] = split(gates, 2, 1) as Tensor[];
    const remembered = multiply(reset, state);
    const candidate = activate(this.#given.activation ?? tanh, affine(inputs, remembered, ...this.#candidate!));
    const kept = multiply(update, state);
    const next = add(kept, multiply(subtract(1, update), candidate));
    return [next, next];
  }
}
