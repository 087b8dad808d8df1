/** `tf.layers.dense`: every input to every unit. */

import { isKnown, ShapeError, type Tensor, TensorShape } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { tensordot } from '../math/tensordot.ts';
import { biasAdd } from '../nn/bias.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { Variable } from '../state/variable.ts';
import type { DTypeOf } from '../static-types.ts';
import { type Activation, activate } from './activation.ts';
import { biasOptions, type KernelOptions, kernelOptions } from './kernel-options.ts';
import { Layer } from './layer.ts';
import { named, needed } from './layer-arguments.ts';

export interface DenseOptions extends KernelOptions {
  /** How many numbers come out. */
  readonly units?: number;
}

/** activation(inputs · kernel + bias), along the last axis: [..., n] → [..., units]. */
export class Dense extends Layer {
  readonly units: number;
  readonly #options: KernelOptions;
  #kernel: Variable | undefined;
  #bias: Variable | undefined;

  constructor(units: number, activation?: Activation | KernelOptions, options?: KernelOptions) {
    const given = readOptions<KernelOptions>(['activation'], [activation, options]);
    super('dense', given);
    this.units = units;
    this.#options = given;
  }

  /** [n, units]. */
  get kernel(): Variable | undefined {
    return this.#kernel;
  }
  /** [units]. */
  get bias(): Variable | undefined {
    return this.#bias;
  }

  protected build(inputs: Tensor): void {
    this.needFloats('Dense');
    this.needRank(inputs, 2, true);
    const last = inputs.shape.dims?.at(-1);
    if (last === undefined || !isKnown(last)) {
      throw new ShapeError(
        `The last dimension of the inputs to \`Dense\` should be defined. Found ${inputs.shape}.`,
        inputs.op.describe(),
      );
    }
    this.#kernel = this.addWeight('kernel', [last, this.units], kernelOptions(this.#options));
    if (this.#options.useBias ?? true) this.#bias = this.addWeight('bias', [this.units], biasOptions(this.#options));
  }

  protected call(inputs: Tensor): Tensor {
    this.needRank(inputs, 2, true);
    let output = this.#product(inputs);
    if (this.#bias) output = biasAdd(output, this.#bias);
    return activate(this.#options.activation, output);
  }

  #product(inputs: Tensor): Tensor {
    const { dims } = inputs.shape;
    if (!dims || dims.length === 2) return apply('MatMul', [inputs, this.#kernel!]);
    const product = tensordot(inputs, this.#kernel!, [[dims.length - 1], [0]]) as Tensor;
    product.setShape(new TensorShape([...dims.slice(0, -1), this.units]));
    return product;
  }
}

/**
 * activation(inputs · kernel + bias), along the last axis: [..., n] → [..., units]. The variables are `kernel` [n, units]
 * and `bias` [units], in a variable scope of the layer's name.
 * @throws ShapeError if the last size is not known.
 */
export const dense = publicFunction(
  'layers.dense(inputs: tensor, units: number, activation?: any, {useBias = true, kernelInitializer: any, biasInitializer: any, kernelRegularizer: any, biasRegularizer: any, activityRegularizer: any, kernelConstraint: any, biasConstraint: any, trainable = true, name, reuse: any})',
  <X extends TensorLike>(
    inputs: X,
    units: number | DenseOptions,
    activation?: Activation | DenseOptions,
    options?: DenseOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<DenseOptions>(['units', 'activation'], [units, activation, options]);
    const layer = new Dense(needed('dense', 'units', given.units), named(given));
    return layer.apply(inputs) as Tensor<DTypeOf<X>, 'array'>;
  },
);
