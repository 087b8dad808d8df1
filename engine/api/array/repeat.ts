/** `tf.repeat`: elements several times each. */

import { GraphError, isKnown, parseShape, ShapeError, type Tensor } from '../../graph/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { concat, stack } from './join.ts';
import { tile } from './order.ts';
import { booleanMask, sequenceMask } from './select.ts';
import { broadcastTo, expandDims, reshape, shape } from './shape.ts';
import { vectorItem, vectorRange } from './slice.ts';

export interface RepeatOptions {
  /** Default: all elements as one row. */
  readonly axis?: number | null;
  readonly name?: string;
}

/**
 * `input` with each slice along `axis` as often as `repeats` says: one number for all, or a vector (int32) with one for each; the same
 * slices stand beside each other. Without an axis the elements are one row.
 * @throws ShapeError for an axis that is not there, and repeats that do not fit.
 */
export const repeat = publicFunction(
  'repeat(input: tensor, repeats: tensor, axis: any = null, {name})',
  <X extends TensorLike>(
    input: X,
    repeats: TensorLike,
    axis?: number | null | RepeatOptions,
    options?: RepeatOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<RepeatOptions>(['axis'], [axis, options]);
    const along = given.axis ?? null;
    const data = along === null ? reshape(input, [-1]) : input;
    return opScope(given.name, 'Repeat', [data, repeats], () =>
      repeatAlong(convertToTensor(data, { name: 'data' }), repeats, along ?? 0),
    ) as Tensor<DTypeOf<X>, 'array'>;
  },
);

function repeatAlong(given: Tensor, repeats: TensorLike, givenAxis: number): Tensor {
  const counts = convertToIndex(repeats, 'repeats');
  if (counts.shape.rank === null) {
    throw new GraphError('repeat needs repeats of known rank: give them a shape with setShape.', counts.op.describe());
  }
  if (counts.shape.rank > 1) {
    throw new ShapeError(`Shape ${counts.shape} must have rank at most 1: repeats are a number or a vector.`);
  }
  const data = given.shape.rank === 0 ? (stack([given]) as Tensor) : given;
  if (data.shape.rank === null) {
    throw new GraphError('repeat needs an input of known rank: give it a shape with setShape.', data.op.describe());
  }
  const axis = positiveAxis(data, givenAxis);
  const sizes = shape(data);
  const others = (between: Tensor) =>
    concat([vectorRange(sizes, null, axis), [between], vectorRange(sizes, axis + 1, null)], 0);
  if (counts.shape.rank === 0) {
    const total = apply('Mul', [counts, vectorItem(sizes, axis)]);
    return reshape(repeatEach(data, axis, counts), others(total)) as Tensor;
  }
  const size = data.shape.dims![axis];
  const count = counts.shape.dims![0];
  if (isKnown(size) && isKnown(count) && size !== count) {
    throw new ShapeError(`Dimensions ${size} and ${count} are not compatible: repeats has one number for each slice.`);
  }
  // A column of places for the slices, of which each row keeps as many as it should.
  const table = axis === 0 ? counts : broadcastCounts(counts, sizes, axis);
  const axes = Int32Array.from({ length: axis + 1 }, (_, i) => i);
  const most = apply('Maximum', [0, apply('Max', [table, axes])]);
  const masked = booleanMask(repeatEach(data, axis, most), sequenceMask(table, most));
  const result = axis === 0 ? (masked as Tensor) : (reshape(masked, others(apply('Sum', [counts, [0]]))) as Tensor);
  const known = data.shape.dims!.map((dim) => (isKnown(dim) ? dim : null));
  result.setShape(parseShape([...known.slice(0, axis), count === 0 ? 0 : null, ...known.slice(axis + 1)]));
  return result;
}

/** `data` with an axis after `axis` along which everything is there `count` times. */
function repeatEach(data: Tensor, axis: number, count: Tensor): Tensor {
  const wide = expandDims(data, axis + 1);
  const multiples = Array.from({ length: data.shape.rank! + 1 }, (_, i): TensorLike => (i === axis + 1 ? count : 1));
  return tile(wide, stack(multiples)) as Tensor;
}

function broadcastCounts(counts: Tensor, sizes: Tensor, axis: number): Tensor {
  const wanted = concat([vectorRange(sizes, null, axis), shape(counts)], 0);
  return broadcastTo(counts, wanted) as Tensor;
}

function positiveAxis(data: Tensor, axis: number): number {
  const depth = data.shape.rank!;
  if (Number.isSafeInteger(axis) && axis >= -depth && axis < depth) return axis < 0 ? axis + depth : axis;
  throw new ShapeError(`axis=${axis} out of bounds: expected ${-depth}<=axis<${depth}`, data.op.describe());
}
