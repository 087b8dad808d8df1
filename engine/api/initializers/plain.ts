/** Initializers of values that are written down: zeros, ones, constants. */

import { type ArrayLike, type DType, ShapeError, TensorShape, toNdArray } from '../../graph/index.ts';
import { constant, ones, zeros } from '../array/index.ts';
import { parseDType } from '../convert.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { initializerFactory, type MadeInitializer } from './initializer.ts';
import { madeInitializer, sizesOf } from './made.ts';

interface TypeOption {
  /** Where the initializer is called without one; default float32. `tf.getVariable` says the variable's. */
  readonly dtype?: DType;
}

/** An initializer: zeros, or false. `tf.getVariable` takes the function itself, too. */
export const zerosInitializer = initializerFactory(
  publicFunction("zerosInitializer(dtype = 'float32')", (dtype?: DType | TypeOption): MadeInitializer => {
    const given = readOptions<TypeOption>(['dtype'], [dtype]);
    return madeInitializer(given.dtype ?? 'float32', (shape, type) => zeros(shape, type));
  }),
);

/** An initializer: ones, or true. */
export const onesInitializer = initializerFactory(
  publicFunction("onesInitializer(dtype = 'float32')", (dtype?: DType | TypeOption): MadeInitializer => {
    const given = readOptions<TypeOption>(['dtype'], [dtype]);
    return madeInitializer(given.dtype ?? 'float32', (shape, type) => ones(shape, type));
  }),
);

interface ConstantOptions extends TypeOption {
  /** A number, list or array; default 0. If the shape has more elements, the last one is repeated. */
  readonly value?: ArrayLike;
  /** Refuse a value that does not have exactly the shape asked for. */
  readonly verifyShape?: boolean;
}

/**
 * An initializer: the elements of `value`, in their order.
 * @throws ShapeError when it is called, with `verifyShape` for another shape, or for one with fewer elements.
 */
export const constantInitializer = initializerFactory(
  publicFunction("constantInitializer(value: any = 0, dtype = 'float32', verifyShape = false)", ((
    value?: ArrayLike | ConstantOptions,
    dtype?: DType | ConstantOptions,
    verifyShape?: boolean | ConstantOptions,
  ): MadeInitializer => {
    const given = readOptions<ConstantOptions>(['value', 'dtype', 'verifyShape'], [value, dtype, verifyShape]);
    const elements = given.value ?? 0;
    return madeInitializer(given.dtype ?? 'float32', (shape, type) => {
      if (given.verifyShape) checkShape(elements, type, shape);
      return constant(elements, { dtype: type, shape: [...sizesOf(shape)] });
    });
  }) as (
    value?: ArrayLike | ConstantOptions,
    dtype?: DType | ConstantOptions,
    verifyShape?: boolean | ConstantOptions,
  ) => MadeInitializer),
);

function checkShape(value: ArrayLike, dtype: DType, shape: Parameters<typeof sizesOf>[0]): void {
  const found = new TensorShape(toNdArray(value, { dtype: parseDType(dtype) }).shape);
  const expected = new TensorShape(sizesOf(shape));
  if (!found.equals(expected)) throw new ShapeError(`Expected Tensor's shape: ${expected}, got ${found}.`);
}
