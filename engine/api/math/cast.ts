/** The same numbers in another element type. */

import type { DType, RankKind, Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import type { NameOption } from './elementwise.ts';

export interface CastFunction {
  <D extends DType, R extends RankKind>(x: Tensor<DType, R>, dtype: D, options?: NameOption): Tensor<D, R>;
  <D extends DType>(x: TensorLike, dtype: D, options?: NameOption): Tensor<D>;
}

/**
 * `x` as `dtype`: floats lose their fraction on the way to integers, integers wrap where they do not fit, bools are 0
 * and 1, and every number but 0 is true. What has the type already is given back.
 * @throws DTypeError for strings and for an unknown type.
 */
export const cast: CastFunction = publicFunction('cast(x: tensor, dtype: dtype, {name})', ((
  x: TensorLike,
  dtype: DType,
  options: NameOption = {},
) => castTo(x, dtype, options.name, 'Cast')) as CastFunction);

function castTo(x: TensorLike, dtype: DType, name: string | undefined, fallback: string): Tensor {
  const target = parseDType(dtype);
  return opScope(name, fallback, [x], (scope) => {
    const tensor = convertToTensor(x, { name: 'x' });
    return tensor.dtype === target ? tensor : op('Cast', [tensor], { DstT: target }, scope);
  });
}

export interface CastToFunction<D extends DType> {
  <R extends RankKind>(x: Tensor<DType, R>, options?: NameOption): Tensor<D, R>;
  (x: TensorLike, options?: NameOption): Tensor<D>;
}

const castFunction = <D extends DType>(name: string, dtype: D, fallback: string): CastToFunction<D> =>
  publicFunction(`${name}(x: tensor, {name = '${fallback}'})`, ((x: TensorLike, options: NameOption = {}) =>
    castTo(x, dtype, options.name, fallback)) as CastToFunction<D>);

/** As float32. */
export const toFloat = castFunction('toFloat', 'float32', 'ToFloat');
/** As float64. */
export const toDouble = castFunction('toDouble', 'float64', 'ToDouble');
/** As int32. */
export const toInt32 = castFunction('toInt32', 'int32', 'ToInt32');
/** As int64. */
export const toInt64 = castFunction('toInt64', 'int64', 'ToInt64');
