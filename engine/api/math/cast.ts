/** The same numbers in another element type. */

import { type DType, Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
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
