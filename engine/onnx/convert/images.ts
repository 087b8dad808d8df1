/** Images of another size, and boxes in them. */

import { isKnown, NdArray } from '../../graph/index.ts';
import { areaTaps, bicubicTaps, nearestTaps, type Resizing } from '../../ops/index.ts';
import type { Conversion, Converter, Converters } from '../conversion.ts';
import { inverse, type Value } from '../value.ts';

const channelsFirst = [0, 3, 1, 2];

/** How places in the result are those in the image. */
const placement = (c: Conversion): string =>
  c.attr('align_corners', 'bool')
    ? 'align_corners'
    : c.attr('half_pixel_centers', 'bool')
      ? 'half_pixel'
      : 'asymmetric';

function resize(c: Conversion, x: Value, attributes: Record<string, string>): Value {
  const { b } = c;
  const images = b.transpose(x, channelsFirst);
  // Sizes of all axes: onnxruntime mistakes those of two for all when it moves transpositions about.
  const sizes = b.concat([b.slice(b.shape(images), 0, 0, 2), b.cast(c.inputs[1], 'int64')], 0);
  const y = b.node('Resize', [images, null, null, sizes], {
    coordinate_transformation_mode: placement(c),
    ...attributes,
  });
  return b.transpose(y, inverse(channelsFirst));
}

/** Rows and columns before and after, where both are known. */
function knownSizes(c: Conversion): { readonly from: readonly number[]; readonly to: readonly number[] } | undefined {
  const from = c.shape(0).dims?.slice(1, 3);
  const to = c.known(1);
  return to && from?.every(isKnown) ? { from: from as number[], to } : undefined;
}

const resizing = (c: Conversion): Resizing => ({
  alignCorners: c.attr('align_corners', 'bool'),
  halfPixelCenters: c.op.attributes.half_pixel_centers ? c.attr('half_pixel_centers', 'bool') : false,
});

/** Where the sizes are known, rows and columns are picked: what a run time rounds by itself may be a neighbour. */
const nearest: Converter = (c) => {
  const sizes = knownSizes(c);
  if (!sizes) {
    const mode = placement(c) === 'asymmetric' ? 'floor' : 'round_prefer_ceil';
    return resize(c, c.inputs[0], { mode: 'nearest', nearest_mode: mode });
  }
  return [0, 1].reduce((image, i) => {
    const { order, ...base } = image;
    const axis = i + 1;
    const places = nearestTaps(sizes.from[i], sizes.to[i], resizing(c)).map(([{ at }]) => at);
    const picked = c.b.node('Gather', [base, c.b.ints(places)], { axis: order ? order[axis] : axis });
    return order ? { ...picked, order } : picked;
  }, c.inputs[0]);
};

/** Each row of the result is a weighted sum of rows, each column of columns: two products of matrices. */
const weighted =
  (taps: typeof bicubicTaps): Converter =>
  (c) => {
    const { b } = c;
    const sizes = knownSizes(c) ?? c.fail('the sizes of the image must be known: say them with setShape');
    const [rows, columns] = [0, 1].map((i) => {
      const [from, to] = [sizes.from[i], sizes.to[i]];
      const data = new Float32Array(to * from);
      taps(from, to, resizing(c)).forEach((list, place) => {
        for (const { at, weight } of list) data[place * from + at] += weight;
      });
      return b.constant(new NdArray('float32', [to, from], data), 'weights');
    });
    const images = b.transpose(b.cast(c.inputs[0], 'float32'), channelsFirst);
    const narrowed = b.node('MatMul', [images, b.transpose(columns, [1, 0])]);
    return b.transpose(b.node('MatMul', [rows, narrowed]), inverse(channelsFirst));
  };

/** Boxes of one image; ONNX has a batch of images, and scores of several classes. */
const nonMaxSuppression: Converter = (c) => {
  const { b } = c;
  const [boxes, scores, count, overlap, score] = c.inputs;
  const one = b.reshape(b.cast(count, 'int64'), [1]);
  const limits = [overlap, score].map((limit) => b.reshape(limit, [1]));
  const selected = b.node(
    'NonMaxSuppression',
    [b.unsqueeze(boxes, [0]), b.unsqueeze(scores, [0, 1]), one, ...limits],
    {},
    'int64',
  );
  return b.counted(b.node('Gather', [selected, b.scalar('int64', 2)], { axis: 1 }), 'int32');
};

export const images: Converters = {
  ResizeBilinear: (c) => resize(c, c.b.cast(c.inputs[0], 'float32'), { mode: 'linear' }),
  ResizeNearestNeighbor: nearest,
  ResizeBicubic: weighted(bicubicTaps),
  ResizeArea: weighted(areaTaps),
  NonMaxSuppressionV3: nonMaxSuppression,
};
