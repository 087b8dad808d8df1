/** ExtractImagePatches: what lies under each window, as the depth of one pixel. */

import { GraphError, isKnown, multiplyDims, NdArray, TensorShape } from '../../graph/index.ts';
import { constantTensor } from '../constant.ts';
import { along, load, type Piece } from '../kernel-language/index.ts';
import { attr, defineOp, op, typeSets } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';
import { reachOf, slidingOf, windowCounts, windowOf } from './sliding.ts';

defineOp('ExtractImagePatches', {
  inputs: ['images: T'],
  outputs: ['patches: T'],
  attributes: {
    ksizes: attr.ints(),
    strides: attr.ints(),
    rates: attr.ints(),
    T: attr.type(typeSets.numeric),
    padding: attr.string(),
  },
  infer: (c) => {
    const [batch, height, width, depth] = dimsOfRank(c, 0, 4);
    const window = windowOf(c);
    const [rows, columns] = windowCounts(c, [height, width], window);
    return [new TensorShape([batch, rows, columns, multiplyDims(depth, window[0] * window[1])])];
  },
  // Patches are a convolution with a filter that passes every element on.
  gradient: (node, [gradient]) => {
    const [images] = node.inputs;
    const depth = images.shape.dims?.[3];
    if (depth === undefined || !isKnown(depth)) {
      throw new GraphError(
        `The gradient of extractImagePatches needs images of known depth, but has ${images.shape}.`,
        node.describe(),
      );
    }
    const [, rows, columns] = node.attr('ksizes', 'ints');
    const size = rows * columns * depth;
    const filter = NdArray.zeros(images.dtype as 'float32', [rows, columns, depth, size]);
    for (let i = 0; i < size; i++) filter.data[i * size + i] = 1;
    const attributes = {
      strides: node.attr('strides', 'ints'),
      dilations: node.attr('rates', 'ints'),
      padding: node.attr('padding', 'string'),
    };
    return [
      op('Conv2DBackpropInput', [op('Shape', [images]), constantTensor(filter, 'filter'), gradient!], attributes),
    ];
  },
  lower: (c) => {
    const [image] = c.inputs;
    const [{ dtype, shape }] = c.outputs;
    const [batch, height, width, depth] = image.shape;
    const [rows, columns] = c.attr('ksizes', 'ints').slice(1, 3);
    const sliding = slidingOf(c, [height, width], [rows, columns], [shape[1], shape[2]]);
    const pieces: Piece[] = [];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const down = reachOf(sliding, 0, i, shape[1], height);
        const across = reachOf(sliding, 1, j, shape[2], width);
        if (batch * down.count * across.count * depth === 0) continue;
        pieces.push({
          space: [batch, down.count, across.count, depth],
          start: [0, down.first, across.first, (i * columns + j) * depth],
          step: [1, 1, 1, 1],
          operands: [
            {
              value: image.id,
              view: [along(0), along(1, down.at, down.stride), along(2, across.at, across.stride), along(3)],
            },
          ],
          expr: load(0, dtype),
        });
      }
    }
    return [c.b.assemble(dtype, shape, 0, pieces)];
  },
});
