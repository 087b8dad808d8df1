/** What a run gives for a tensor: data of its type, of the static shape with the sizes that the feeds say. */

import { type Dim, isKnown, symbol, type Tensor, TensorShape } from '../../../graph/index.ts';
import type { Feed } from '../../program/program.ts';
import { DataValue, unknown, unknownBoolean, unknownNumber, unknownString, type Value } from '../../values/index.ts';
import type { World } from '../world.ts';

/** Operations whose strings are bytes: serialized summaries. */
const givesBytes = /Summary(V2)?$/;

export function resultsOf(world: World, feeds: readonly Feed[]): (tensor: Tensor) => Value {
  const fed = new Map(feeds.map((feed) => [feed.tensor, feed]));
  const sizes = sizesFed(feeds);
  const run = world.nextNumber();
  /** What a size is in this run: not what it is in another. */
  const inRun = (dim: Dim): Dim => (isKnown(dim) ? dim : (sizes.get(dim.key) ?? symbol(`run${run}(${dim})`)));
  return (tensor) => {
    const { dtype, op } = tensor;
    const { dims } = fed.get(tensor)?.shape ?? tensor.shape;
    if (!dims) return unknown;
    if (dims.length > 0) return new DataValue(dtype, new TensorShape(dims.map(inRun)));
    if (dtype === 'string') return givesBytes.test(op.type) ? unknown : unknownString;
    return dtype === 'bool' ? unknownBoolean : unknownNumber;
  };
}

/** Each size that is left open, with what is fed there. */
function sizesFed(feeds: readonly Feed[]): Map<string, Dim> {
  const sizes = new Map<string, Dim>();
  for (const { tensor, shape } of feeds) {
    tensor?.shape.dims?.forEach((dim, axis) => {
      const size = shape.dims?.[axis];
      if (!isKnown(dim) && size !== undefined && !sizes.has(dim.key)) sizes.set(dim.key, size);
    });
  }
  return sizes;
}
