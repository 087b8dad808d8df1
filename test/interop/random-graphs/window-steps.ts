/** Steps of windows that have holes or say where their maxima lie, of outlines on images, and of rounding to few numbers. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import { floatTypes, indexTypes, type Step } from './grower.ts';

export const windowSteps: Readonly<Record<string, Step>> = {
  holes(g) {
    if (g.special) return undefined;
    const dtype = g.type(floatTypes);
    const axes = 1 + g.c.below(2);
    const shape = [1 + g.c.below(2), 4 + g.c.below(3), 5, 2].filter((_, axis) => axes === 2 || axis !== 2);
    const x = g.of(dtype, shape);
    const filter = g.of(dtype, [...[2, 1 + g.c.below(2)].slice(0, axes), 2, 1 + g.c.below(2)]);
    const dilationRate = [1 + g.c.below(3), 2].slice(0, axes);
    // SAME asks for the sizes of the filter, and either way for a rank.
    if (x.open.shape.rank === null && filter.open.shape.rank === null) return undefined;
    const padding = filter.open.shape.known && g.flip() ? 'SAME' : 'VALID';
    const kind = g.c.of(['MAX', 'AVG'] as const);
    return (of) => [
      tf.nn.convolution(of(x), of(filter), padding, { dilationRate }),
      tf.nn.pool(of(x), [2, 2].slice(0, axes), kind, 'VALID', dilationRate),
    ];
  },
  argmax(g) {
    if (g.special) return undefined;
    const x = g.of(g.type(floatTypes), [1 + g.c.below(2), 2 + g.c.below(3), 3, 1 + g.c.below(2)]);
    const attributes = {
      ksize: [1, 1 + g.c.below(2), 2, 1],
      strides: [1, 1 + g.c.below(2), 1, 1],
      padding: g.c.of(['SAME', 'VALID']),
      include_batch_in_index: g.flip(),
    };
    const Targmax = g.c.of(indexTypes);
    return (of) => {
      const [y, places] = addOp('MaxPoolWithArgmax', [of(x)], { ...attributes, Targmax }).outputs;
      // TensorFlow's processor kernel of the gradient takes places of int64 alone.
      if (Targmax === 'int32') return [tf.stopGradient(y), places];
      return [y, places, op('MaxPoolGradWithArgmax', [of(x), tf.square(y), places], attributes)];
    };
  },
  outlines(g) {
    if (g.special || g.smooth) return undefined;
    const images = g.of('float32', [2, 4 + g.c.below(3), 5, g.c.of([1, 3, 4])]);
    const corners = Array.from({ length: 24 }, () => g.c.below(1000) / 907 - 0.05);
    const colors = g.flip() ? g.of('float32', [2, 4]) : undefined;
    return (of) => {
      const boxes = tf.constant(corners, { dtype: 'float32', shape: [2, 3, 4] });
      return tf.image.drawBoundingBoxes(of(images), boxes, colors ? { colors: of(colors) } : {});
    };
  },
  rounding(g) {
    if (g.special || g.smooth) return undefined;
    const x = g.of('float32', [1 + g.c.below(3), 3]);
    const [least, most] = [-2.3 + g.c.below(5) / 7, 1.9 + g.c.below(5) / 7];
    const attributes = { num_bits: 2 + g.c.below(10), narrow_range: g.flip() };
    return (of) => {
      const ends = [tf.constant(least), tf.constant(most)];
      const ofChannels = [tf.fill([3], ends[0]), tf.fill([3], ends[1])];
      const whole = { ...attributes, min: least, max: most };
      const y = op('FakeQuantWithMinMaxArgs', [of(x)], whole);
      return [
        y,
        op('FakeQuantWithMinMaxArgsGradient', [y, of(x)], whole),
        op('FakeQuantWithMinMaxVars', [of(x), ...ends], attributes),
        ...addOp('FakeQuantWithMinMaxVarsGradient', [y, of(x), ...ends], attributes).outputs,
        op('FakeQuantWithMinMaxVarsPerChannel', [of(x), ...ofChannels], attributes),
        ...addOp('FakeQuantWithMinMaxVarsPerChannelGradient', [y, of(x), ...ofChannels], attributes).outputs,
      ];
    };
  },
};
