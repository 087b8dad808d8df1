/** Colors: the last axis of images holds red, green and blue, or hue, saturation and value, all from 0 to 1, or a gray. */

import { dimsMayBeEqual, GraphError, type Tensor } from '../../graph/index.ts';
import { int32Vector, op, scalarTensor } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { rank } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { multiply } from '../math/arithmetic.ts';
import { reduce } from '../math/reduce-op.ts';
import { tensordot } from '../math/tensordot.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { TensorOf } from '../static-types.ts';
import { asFloats } from './convert.ts';
import type { NameOption } from './pixels.ts';

/** RGB [..., 3] of floats as HSV; the hue and saturation of grays are 0. Has no gradient. */
export const rgbToHsv = publicFunction(
  'image.rgbToHsv(images: tensor, {name})',
  <X extends TensorLike>(images: X, options: NameOption = {}): TensorOf<X> => apply('RGBToHSV', [images], {}, options),
);

/** HSV [..., 3] of floats as RGB. Nothing flows back through it. */
export const hsvToRgb = publicFunction(
  'image.hsvToRgb(images: tensor, {name})',
  <X extends TensorLike>(images: X, options: NameOption = {}): TensorOf<X> => apply('HSVToRGB', [images], {}, options),
);

/** RGB [..., 3] as grays [..., 1] of the same type: 0.2989 · red + 0.587 · green + 0.114 · blue. */
export const rgbToGrayscale = publicFunction(
  'image.rgbToGrayscale(images: tensor, {name})',
  <X extends TensorLike>(images: X, options: NameOption = {}): TensorOf<X> =>
    asFloats(images, options.name, 'rgb_to_grayscale', (x) =>
      reduce('Sum', multiply(x, [0.2989, 0.587, 0.114]), [-1], true),
    ) as TensorOf<X>,
);

/** Grays [..., 1] as RGB [..., 3]. @throws GraphError where the last axis is known not to have size 1. */
export const grayscaleToRgb = publicFunction(
  'image.grayscaleToRgb(images: tensor, {name})',
  <X extends TensorLike>(images: X, options: NameOption = {}): TensorOf<X> =>
    opScope(options.name, 'grayscale_to_rgb', [images], (scope) => {
      const x = convertToTensor(images, { name: 'images' });
      const last = x.shape.dims?.at(-1);
      if (x.shape.rank === 0 || (last !== undefined && !dimsMayBeEqual(last, 1))) {
        throw new GraphError(
          `Last dimension of a grayscale image should be size 1, but the shape is ${x.shape}.`,
          x.op.describe(),
        );
      }
      const result = op('Tile', [x, multiples(x)], {}, scope);
      if (x.shape.dims) result.setShape([...x.shape.dims.slice(0, -1).map(() => null), 3]);
      return result;
    }) as TensorOf<X>,
);

/** 3 for the last axis, 1 for all others. */
function multiples(x: Tensor): Tensor {
  const size = x.shape.rank;
  if (size !== null) return int32Vector(Array.from({ length: size }, (_, axis) => (axis === size - 1 ? 3 : 1)));
  const others = apply('ExpandDims', [apply('Sub', [rank(x), 1]), 0]);
  const ones = apply('Fill', [others, scalarTensor(1, 'int32')]);
  return apply('ConcatV2', [[ones, int32Vector([3])], 0]);
}

/** What red, green and blue, a row each, give to luma and two differences; and back. */
const matrices = {
  rgbToYiq: [
    [0.299, 0.59590059, 0.2115],
    [0.587, -0.27455667, -0.52273617],
    [0.114, -0.32134392, 0.31119955],
  ],
  yiqToRgb: [
    [1, 1, 1],
    [0.95598634, -0.27201283, -1.10674021],
    [0.6208248, -0.64720424, 1.70423049],
  ],
  rgbToYuv: [
    [0.299, -0.14714119, 0.61497538],
    [0.587, -0.28886916, -0.51496512],
    [0.114, 0.43601035, -0.10001026],
  ],
  yuvToRgb: [
    [1, 1, 1],
    [0, -0.394642334, 2.03206185],
    [1.13988303, -0.58062185, 0],
  ],
} as const;

const byMatrix =
  (name: keyof typeof matrices) =>
  <X extends TensorLike>(images: X): TensorOf<X> => {
    const x = convertToTensor(images, { name: 'images' });
    if (x.shape.rank === null || x.shape.rank < 1) {
      throw new GraphError(`Images must have a known rank and a last axis of colors, not ${x.shape}.`, x.op.describe());
    }
    const kernel = convertToTensor(matrices[name], { dtype: x.dtype, name: 'kernel' });
    return tensordot(x, kernel, [[x.shape.rank - 1], [0]]) as TensorOf<X>;
  };

/** RGB [..., 3] of floats from 0 to 1 as YIQ: luma, and two differences of colors. @throws ShapeError for other than 3 channels. */
export const rgbToYiq = publicFunction('image.rgbToYiq(images: tensor)', byMatrix('rgbToYiq'));
/** YIQ [..., 3] as RGB. @throws ShapeError for other than 3 channels. */
export const yiqToRgb = publicFunction('image.yiqToRgb(images: tensor)', byMatrix('yiqToRgb'));
/** RGB [..., 3] of floats from 0 to 1 as YUV: luma, and two differences of colors. @throws ShapeError for other than 3 channels. */
export const rgbToYuv = publicFunction('image.rgbToYuv(images: tensor)', byMatrix('rgbToYuv'));
/** YUV [..., 3] as RGB. @throws ShapeError for other than 3 channels. */
export const yuvToRgb = publicFunction('image.yuvToRgb(images: tensor)', byMatrix('yuvToRgb'));
