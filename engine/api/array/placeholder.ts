/** Placeholders: tensors that the caller of `run` gives a value. */

import { type DType, getDefaultGraph, parseShape, type ShapeLike, type Tensor } from '../../graph/index.ts';
import { addOp, op } from '../../ops/index.ts';
import { convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf, RankOfShape } from '../static-types.ts';

export interface PlaceholderOptions<S extends ShapeLike = ShapeLike> {
  readonly shape?: S;
  readonly name?: string;
}

interface PlaceholderFunction {
  <D extends DType, const S extends ShapeLike>(
    dtype: D,
    shape: S,
    options?: { name?: string },
  ): Tensor<D, RankOfShape<S>>;
  <D extends DType, const S extends ShapeLike = null>(
    dtype: D,
    options?: PlaceholderOptions<S>,
  ): Tensor<D, RankOfShape<S>>;
}

/**
 * A tensor that must be fed.
 *
 * @param shape - Sizes, `null` for one that is not known (each stands for a size of its own, named after the
 *   placeholder); without a shape even the rank is unknown.
 * @throws ShapeError for a negative size.
 */
export const placeholder = publicFunction('placeholder(dtype: dtype, shape?: shape, {name})', ((
  dtype: DType,
  shape?: ShapeLike | PlaceholderOptions,
  options?: PlaceholderOptions,
): Tensor => {
  const given = readOptions<PlaceholderOptions>(['shape'], [shape, options]);
  const name = given.name || 'Placeholder';
  const fullName = name.endsWith('/') ? name.slice(0, -1) : getDefaultGraph().uniqueName(name, false);
  const parsed = parseShape(given.shape ?? null, (axis) => `${fullName}.${axis}`);
  return op('Placeholder', [], { dtype: parseDType(dtype), shape: parsed }, name);
}) as PlaceholderFunction);

/**
 * A tensor that is `input` unless it is fed.
 * @param shape - What may be fed; `input` must have a shape that fits.
 */
export const placeholderWithDefault = publicFunction(
  'placeholderWithDefault(input: tensor, shape: shape, {name})',
  <X extends TensorLike, const S extends ShapeLike>(
    input: X,
    shape: S,
    options: { readonly name?: string } = {},
  ): Tensor<DTypeOf<X>, RankOfShape<S>> =>
    opScope(options.name, 'PlaceholderWithDefault', [input], (scope) => {
      const value = convertToTensor(input, { name: 'input' });
      const parsed = parseShape(shape, (axis) => `${scope.slice(0, -1)}.${axis}`);
      return addOp('PlaceholderWithDefault', [value], { shape: parsed }, { name: scope }).outputs[0];
    }) as Tensor<DTypeOf<X>, RankOfShape<S>>,
);
