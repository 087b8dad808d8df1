/** What layers with a kernel and a bias can be told. */

import type { Initializer, InitializerFactory } from '../initializers/initializer.ts';
import { zerosInitializer } from '../initializers/plain.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import type { Constraint } from '../state/variable.ts';
import type { Activation } from './activation.ts';
import type { LayerOptions, WeightOptions } from './layer.ts';

export interface KernelOptions extends LayerOptions {
  /** What the results go through, such as `tf.nn.relu`; default: nothing. */
  readonly activation?: Activation;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default: that of the variable scope, else Glorot's. */
  readonly kernelInitializer?: Initializer | InitializerFactory | null;
  /** Default zeros. */
  readonly biasInitializer?: Initializer | InitializerFactory;
  /** Its loss goes into the collection `tf.GraphKeys.REGULARIZATION_LOSSES`. */
  readonly kernelRegularizer?: Regularizer | null;
  readonly biasRegularizer?: Regularizer | null;
  /** Kept with the variable: optimizers do not apply it. */
  readonly kernelConstraint?: Constraint | null;
  readonly biasConstraint?: Constraint | null;
}

/** What goes for the bias. */
export function biasOptions(given: KernelOptions): WeightOptions {
  return {
    initializer: given.biasInitializer ?? zerosInitializer,
    regularizer: given.biasRegularizer,
    constraint: given.biasConstraint,
  };
}
/** What goes for the kernel. */
export function kernelOptions(given: KernelOptions): WeightOptions {
  return {
    initializer: given.kernelInitializer,
    regularizer: given.kernelRegularizer,
    constraint: given.kernelConstraint,
  };
}
