/** Images of another size, and boxes in them. */

import { isKnown } from '../../graph/index.ts';
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

/** Where the sizes are known, rows and columns are picked: what a run time rounds by itself may be a neighbour. */
const nearest: Converter = (c) => {
  const [x] = c.inputs;
  const from = c.shape(0).dims?.slice(1, 3);
  const to = c.known(1);
  if (to && from?.every(isKnown)) {
    return [0, 1].reduce((image, i) => {
      const { order, ...base } = image;
      const axis = i + 1;
      const places = c.b.ints(nearestPlaces(c, from[i], to[i]));
      const picked = c.b.node('Gather', [base, places], { axis: order ? order[axis] : axis });
      return order ? { ...picked, order } : picked;
    }, x);
  }
  const mode = placement(c) === 'asymmetric' ? 'floor' : 'round_prefer_ceil';
  return resize(c, x, { mode: 'nearest', nearest_mode: mode });
};

/** TensorFlow's rule, in single precision as there. */
function nearestPlaces(c: Conversion, from: number, to: number): number[] {
  const [aligned, centered] = [c.attr('align_corners', 'bool'), c.attr('half_pixel_centers', 'bool')];
  const scale = Math.fround(aligned && to > 1 ? (from - 1) / (to - 1) : from / to);
  return Array.from({ length: to }, (_, i) => {
    const place = Math.fround((centered ? i + 0.5 : i) * scale);
    return Math.min(from - 1, Math.max(0, aligned ? Math.round(place) : Math.floor(place)));
  });
}

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
  NonMaxSuppressionV3: nonMaxSuppression,
};
