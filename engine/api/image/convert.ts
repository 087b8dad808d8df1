/** Images in another element type: integers span their whole range, floats 0 to 1. */

import { type DType, DTypeError, isFloating, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { saturateCast } from '../math/cast.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { RankOf } from '../static-types.ts';
import type { NameOption } from './pixels.ts';

/** Bits of the largest number. */
const bits: Partial<Record<DType, number>> = { uint8: 8, int32: 31, int64: 63 };

export interface ConvertImageOptions extends NameOption {
  /** Numbers beyond the new type's range become its ends, instead of wrapping; default false. */
  readonly saturate?: boolean;
}

/**
 * Images as `dtype`, scaled so that the largest integer and 1.0 are the same brightness.
 * @throws DTypeError for bool and string.
 */
export const convertImageDtype = publicFunction(
  'image.convertImageDtype(image: tensor, dtype: dtype, saturate = false, {name})',
  <X extends TensorLike, D extends DType>(
    image: X,
    dtype: D,
    saturate?: boolean | ConvertImageOptions,
    options?: ConvertImageOptions,
  ): Tensor<D, RankOf<X>> => {
    const { saturate: saturates = false, name } = readOptions<ConvertImageOptions>(['saturate'], [saturate, options]);
    const tensor = convertToTensor(image, { name: 'image' });
    const target = parseDType(dtype);
    if (tensor.dtype === target) return op('Identity', [tensor], {}, name) as Tensor<D, RankOf<X>>;
    return opScope(name, 'convert_image', [tensor], () =>
      converted(tensor, target, saturates ? saturateCast : plainCast),
    ) as Tensor<D, RankOf<X>>;
  },
);

const plainCast = (x: Tensor, dtype: DType): Tensor => op('Cast', [x], { DstT: dtype });

function converted(x: Tensor, dtype: DType, cast: (x: Tensor, dtype: DType) => Tensor): Tensor {
  const [from, to] = [x.dtype, dtype].map((each) => bits[each]);
  for (const each of [x.dtype, dtype]) {
    if (!isFloating(each) && !bits[each]) throw new DTypeError(`Images of type ${each} cannot be converted: ${x}.`);
  }
  if (from !== undefined && to !== undefined) {
    const factor = (exponent: number, type: DType) => (type === 'int64' ? 2n ** BigInt(exponent) : 2 ** exponent);
    // Smaller first and larger last, so that nothing is lost on the way.
    if (from > to) return cast(apply('FloorDiv', [x, factor(from - to, x.dtype)]), dtype);
    return apply('Mul', [cast(x, dtype), factor(to - from, dtype)]);
  }
  if (from !== undefined) return apply('Mul', [plainCast(x, dtype), 1 / (2 ** from - 1)]);
  if (to === undefined) return plainCast(x, dtype);
  // The half keeps 1.0 below the end of the range, whatever is rounded.
  return cast(apply('Mul', [x, 2 ** to - 0.5]), dtype);
}

/** Runs `body` on images as floats, and gives what comes out the type that they had. */
export function asFloats(
  image: TensorLike,
  name: string | undefined,
  fallback: string,
  body: (x: Tensor) => Tensor,
): Tensor {
  return opScope(name, fallback, [image], () => {
    const tensor = convertToTensor(image, { name: 'image' });
    const isFloat = tensor.dtype === 'float32';
    const result = body(isFloat ? tensor : convertImageDtype(tensor, 'float32'));
    return isFloat ? result : convertImageDtype(result, tensor.dtype, true);
  });
}
