/** Statistics of images: normalized brightness, noise, variation. */

import { GraphError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { reduce } from '../math/reduce-op.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOf } from '../static-types.ts';
import { convertImageDtype } from './convert.ts';
import type { NameOption } from './pixels.ts';

const LAST_THREE = [-1, -2, -3];

/** (x − mean) / max(deviation, 1/√n) over the n elements of each image [..., rows, columns, channels], as float32. */
export const perImageStandardization = publicFunction(
  'image.perImageStandardization(image: tensor)',
  <X extends TensorLike>(image: X): Tensor<'float32', RankOf<X>> =>
    opScope(undefined, 'per_image_standardization', [image], (scope) => {
      const given = convertToTensor(image, { name: 'image' });
      const x = given.dtype === 'float32' ? given : op('Cast', [given], { DstT: 'float32' });
      const bounds = [-3, 0, 1].map((at) => Int32Array.of(at));
      const sizes = apply(
        'StridedSlice',
        [op('Shape', [x]), ...bounds],
        { end_mask: 1 },
        { fallback: 'strided_slice' },
      );
      const count = op('Cast', [reduce('Prod', sizes, [0])], { DstT: 'float32' });
      const mean = reduce('Mean', x, LAST_THREE, true);
      const distance = op('Sub', [x, mean], {}, 'sub');
      const variance = reduce('Mean', op('Square', [distance]), LAST_THREE, true);
      const deviation = op('Maximum', [op('Sqrt', [variance]), op('Rsqrt', [count])]);
      return op('RealDiv', [distance, deviation], {}, scope);
    }) as Tensor<'float32', RankOf<X>>,
);

/**
 * The peak signal-to-noise ratio of images [..., rows, columns, channels], in decibels: 10 · log₁₀(maxVal² / mean squared
 * error), one number an image.
 */
export const psnr = publicFunction(
  'image.psnr(a: tensor, b: tensor, maxVal: tensor, {name})',
  (a: TensorLike, b: TensorLike, maxVal: TensorLike, options: NameOption = {}): Tensor<'float32'> =>
    opScope(options.name, 'PSNR', [a, b], () => {
      const first = convertToTensor(a, { name: 'a' });
      const second = convertToTensor(b, { dtype: first.dtype, name: 'b' });
      const peak = convertImageDtype(convertToTensor(maxVal, { dtype: first.dtype, name: 'max_val' }), 'float32');
      const [x, y] = [first, second].map((image) => convertImageDtype(image, 'float32'));
      const error = reduce('Mean', op('SquaredDifference', [x, y]), LAST_THREE);
      const decibels = (value: Tensor, factor: number) => apply('Mul', [op('Log', [value]), factor / Math.LN10]);
      return op('Sub', [decibels(peak, 20), decibels(error, 10)], {}, 'psnr');
    }) as Tensor<'float32'>,
);

/**
 * The sum of the absolute differences of neighbouring pixels, one number an image: [rows, columns, channels] or
 * [batch, rows, columns, channels]. @throws GraphError for another rank.
 */
export const totalVariation = publicFunction(
  'image.totalVariation(images: tensor, {name})',
  <X extends TensorLike>(images: X, options: NameOption = {}): Tensor<DTypeOf<X>> =>
    opScope(options.name, 'total_variation', [images], (scope) => {
      const x = convertToTensor(images, { name: 'images' });
      const { rank } = x.shape;
      if (rank !== 3 && rank !== 4)
        throw new GraphError("'images' must be either 3 or 4-dimensional.", x.op.describe());
      const axes = rank === 4 ? [1, 2, 3] : null;
      const along = (axis: number) => reduce('Sum', op('Abs', [op('Sub', neighbours(x, axis), {}, 'sub')]), axes);
      return op('Add', [along(rank - 3), along(rank - 2)], {}, scope);
    }) as Tensor<DTypeOf<X>>,
);

/** All but the first, and all but the last, along `axis`. */
function neighbours(x: Tensor, axis: number): [Tensor, Tensor] {
  const places = (at: number) => Int32Array.from({ length: axis + 1 }, (_, i) => (i === axis ? at : 0));
  const before = 2 ** axis - 1;
  const ones = Int32Array.from({ length: axis + 1 }, () => 1);
  const part = (begin: number, end: number, whole: object): Tensor =>
    apply('StridedSlice', [x, places(begin), places(end), ones], { begin_mask: before, end_mask: before, ...whole });
  return [part(1, 0, { end_mask: before + 2 ** axis }), part(0, -1, {})];
}
