/** The functions that makers of initializers give. */

import { type DType, GraphError, type Tensor, TensorShape } from '../../graph/index.ts';
import { parseDType } from '../convert.ts';
import { readOptions } from '../options.ts';
import type { InitializerShape, MadeInitializer } from './initializer.ts';

/** An initializer that can be called with a type, with options, or without. */
export function madeInitializer(
  dtype: DType,
  make: (shape: InitializerShape, dtype: DType) => Tensor,
): MadeInitializer {
  const own = parseDType(dtype);
  return (shape, dtypeOrOptions) => {
    const given = readOptions<{ dtype: DType }>(['dtype'], [dtypeOrOptions]);
    return make(shape, parseDType(given.dtype ?? own));
  };
}

/** @throws GraphError for a shape of which not all is known. */
export function sizesOf(shape: InitializerShape): readonly number[] {
  const sizes = shape instanceof TensorShape ? shape.known : shape;
  if (sizes) return sizes;
  throw new GraphError(`An initializer needs a shape of which all sizes are known, not ${String(shape)}.`);
}
