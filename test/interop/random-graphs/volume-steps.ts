/** Steps of windows over volumes, with the kernels of their gradients. */

import * as tf from '../../../engine/index.ts';
import { op } from '../../../engine/ops/index.ts';
import { floatTypes, type Grower, indexTypes, type Step } from './grower.ts';

/** @param types - TensorFlow has its MaxPool3D for float32 alone. */
function volume(g: Grower, types: readonly ('float32' | 'float64')[] = floatTypes) {
  const dtype = g.type(types);
  const shape = [1 + g.c.below(2), 2 + g.c.below(2), 2 + g.c.below(2), 3, 1 + g.c.below(2)];
  const window = [1 + g.c.below(2), 1 + g.c.below(2), 1 + g.c.below(3)];
  const strides = [1, 1 + g.c.below(2), 1, 1 + g.c.below(2), 1];
  const padding = g.c.of(['SAME', 'VALID']);
  return g.special ? undefined : { x: g.of(dtype, shape), dtype, shape, window, strides, padding };
}

const pool =
  (type: string): Step =>
  (g) => {
    const found = volume(g, type === 'MaxPool3D' && !g.smooth ? ['float32'] : floatTypes);
    if (!found) return undefined;
    const { x, window, strides, padding, shape } = found;
    const attributes = { ksize: [1, ...window, 1], strides, padding };
    return (of) => {
      const y = op(type, [of(x)], attributes);
      const operands = type === 'MaxPool3D' ? [of(x), y] : [tf.constant(shape, 'int32')];
      const first = op(`${type}Grad`, [...operands, tf.square(y)], attributes);
      if (type !== 'MaxPool3D') return [y, first];
      return [y, first, op('MaxPool3DGradGrad', [...operands, tf.square(of(x))], attributes)];
    };
  };

export const volumeSteps: Readonly<Record<string, Step>> = {
  MaxPool3D: pool('MaxPool3D'),
  AvgPool3D: pool('AvgPool3D'),
  conv3d(g) {
    const found = volume(g);
    if (!found) return undefined;
    const { x, dtype, shape, window, strides, padding } = found;
    const sizes = [...window, shape[4], 1 + g.c.below(2)];
    const filter = g.of(dtype, sizes);
    const [input, filters] = [g.ints(shape, g.c.of(indexTypes)), g.ints(sizes, 'int32')];
    const attributes = { strides, padding };
    return (of) => {
      const y = op('Conv3D', [of(x), of(filter)], attributes);
      return [
        y,
        op('Conv3DBackpropInputV2', [input(), of(filter), y], attributes),
        op('Conv3DBackpropFilterV2', [of(x), filters(), y], attributes),
      ];
    };
  },
};
