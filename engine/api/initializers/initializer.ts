/** What makes the first value of a variable, given its shape and type. */

import type { DType, Tensor, TensorShape } from '../../graph/index.ts';
import type { TensorLike } from '../convert.ts';

/** Sizes that are all known. */
export type InitializerShape = readonly number[] | TensorShape;

/** A function of the variable's sizes; one without parameters makes a value of a shape of its own. */
export type Initializer = (shape: readonly number[], options: { readonly dtype: DType }) => TensorLike;

/** What `tf.zerosInitializer()` and its likes give: it can be called by itself, too. */
export type MadeInitializer = (shape: InitializerShape, dtypeOrOptions?: DType | { readonly dtype?: DType }) => Tensor;

/** `tf.zerosInitializer` itself, which stands for the initializer that it makes without arguments. */
export type InitializerFactory = () => MadeInitializer;

const factories = new WeakSet<object>();

/** Notes that the function makes initializers, and gives it back. */
export function initializerFactory<F extends object>(factory: F): F {
  factories.add(factory);
  return factory;
}

/** The initializer that was given, or that the factory given makes. */
export function asInitializer(given: Initializer | InitializerFactory): Initializer {
  return factories.has(given) ? ((given as InitializerFactory)() as Initializer) : (given as Initializer);
}
