/** `tf.NdArray`: data of a known shape, of which the elements are never kept. */

import { type DType, isDType, TensorShape } from '../../../graph/index.ts';
import { ArrayValue, DataValue, SizeValue, unknown, type Value } from '../../values/index.ts';
import type { EngineCall } from '../call/call-engine.ts';
import type { World } from '../world.ts';
import { type ClassSpec, native } from './class-spec.ts';

/** `new NdArray(dtype, shape, data)`, `NdArray.zeros(dtype, shape)`. */
function make({ args: [dtype, shape] }: EngineCall, world: World): Value {
  if (typeof dtype !== 'string' || !isDType(dtype)) return unknown;
  return new DataValue(dtype satisfies DType, shapeOf(shape, world));
}

function shapeOf(shape: Value, world: World): TensorShape {
  const items = shape instanceof ArrayValue ? shape.items : undefined;
  if (!items) return TensorShape.unknown;
  return new TensorShape(
    items.map((item) => {
      if (typeof item === 'number' && Number.isSafeInteger(item) && item >= 0) return item;
      return item instanceof SizeValue ? item.dim : world.freshSize();
    }),
  );
}

export const ndArrayClass: ClassSpec = {
  name: 'NdArray',
  instances: ({ data }) => data.NdArray,
  construct: make,
  // What arrays can do is with the other data, typed arrays included.
  members: {},
  statics: { zeros: native(make) },
};
