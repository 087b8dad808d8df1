/** The same numbers in another element type. */

import { type DType, Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { RankOf } from '../static-types.ts';
import type { NameOption } from './elementwise.ts';

/**
 * `x` as `dtype`: floats lose their fraction on the way to integers, integers wrap where they do not fit, bools are 0
 * and 1, and every number but 0 is true. What has the type already is given back.
 * @throws DTypeError for strings and for an unknown type.
 */
export const cast = publicFunction(
  'cast(x: tensor, dtype: dtype, {name})',
  <X extends TensorLike, D extends DType>(x: X, dtype: D, options: NameOption = {}): Tensor<D, RankOf<X>> =>
    castTo(x, dtype, options.name, 'Cast'),
);

/**
 * As `cast`, but numbers beyond the range of `dtype` become its ends instead of wrapping.
 * @throws DTypeError for strings and for an unknown type.
 */
export const saturateCast = publicFunction(
  'saturateCast(value: tensor, dtype: dtype, {name})',
  <X extends TensorLike, D extends DType>(value: X, dtype: D, options: NameOption = {}): Tensor<D, RankOf<X>> => {
    const target = parseDType(dtype);
    return opScope(options.name, 'saturate_cast', [value], (scope) => {
      let tensor = convertToTensor(value, { name: 'value' });
      const [from, to] = [ranges[tensor.dtype], ranges[target]];
      if (from && to) {
        const end = (number: bigint) => (tensor.dtype === 'int64' ? number : Number(number));
        if (from[0] < to[0]) tensor = apply('Maximum', [tensor, end(to[0])]);
        if (from[1] > to[1]) tensor = apply('Minimum', [tensor, end(to[1])]);
      }
      return op('Cast', [tensor], { DstT: target }, scope);
    }) as Tensor<D, RankOf<X>>;
  },
);

/** The smallest and the largest number of a type; floats reach beyond all integers. */
const ranges: Partial<Record<DType, readonly [bigint, bigint]>> = {
  uint8: [0n, 255n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  float32: [-(2n ** 127n), 2n ** 127n],
  float64: [-(2n ** 1023n), 2n ** 1023n],
};

function castTo<X extends TensorLike, D extends DType>(
  x: X,
  dtype: D,
  name: string | undefined,
  fallback: string,
): Tensor<D, RankOf<X>> {
  const target = parseDType(dtype);
  // As in TensorFlow, this takes no name.
  if (x instanceof Tensor && x.dtype === target) return x as never;
  return opScope(name, fallback, [x], (scope) => {
    const tensor = convertToTensor(x, { name: 'x' });
    return tensor.dtype === target ? tensor : op('Cast', [tensor], { DstT: target }, scope);
  }) as Tensor<D, RankOf<X>>;
}

const castFunction = <D extends DType>(name: string, dtype: D, fallback: string) =>
  publicFunction(
    `${name}(x: tensor, {name = '${fallback}'})`,
    <X extends TensorLike>(x: X, options: NameOption = {}): Tensor<D, RankOf<X>> =>
      castTo(x, dtype, options.name, fallback),
  );

/** As float32. */
export const toFloat = castFunction('toFloat', 'float32', 'ToFloat');
/** As float64. */
export const toDouble = castFunction('toDouble', 'float64', 'ToDouble');
/** As int32. */
export const toInt32 = castFunction('toInt32', 'int32', 'ToInt32');
/** As int64. */
export const toInt64 = castFunction('toInt64', 'int64', 'ToInt64');

/**
 * The bytes of `input` (numbers) as elements of `type`. A type of fewer bytes gives a new last axis of as many elements as come of
 * one; for a type of more bytes the last axis must have as many as make one, and goes. Bytes are in the order of the machine.
 * @throws ShapeError where the last axis does not fit.
 */
export const bitcast = publicFunction(
  'bitcast(input: tensor, type: dtype, {name})',
  <X extends TensorLike, D extends DType>(input: X, type: D, options: NameOption = {}): Tensor<D> =>
    apply('Bitcast', [input], { type: parseDType(type) }, options),
);
