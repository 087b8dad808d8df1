/** `tf.nn.atrousConv2d` and its transpose: convolutions of images with filters that have holes. */

import { dimsMayBeEqual, GraphError, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { batchToSpace, spaceToBatch } from '../array/blocks.ts';
import { shape } from '../array/shape.ts';
import { vectorItem } from '../array/slice.ts';
import { asTensor, convertToIndex, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions, shown } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { convolution } from './any-rank.ts';
import { conv2dTranspose } from './convolution.ts';
import { add, floorDivide, multiply, remainder, subtract } from './operator.ts';
import { type PaddingMode, windowAttributes } from './window-attributes.ts';

export interface AtrousOptions {
  /** The distance between the filter's elements, along rows and columns. */
  readonly rate?: number;
  readonly padding?: PaddingMode;
  readonly name?: string;
}

/**
 * Convolution of images [n, h, w, c] with a filter [rows, columns, c, d] whose elements lie `rate` apart → [n, h′, w′, d].
 * It goes by `spaceToBatchNd` and back.
 * @throws ShapeError if the depths differ or the filter, with its holes, is larger than the image.
 */
export const atrousConv2d = publicFunction(
  'nn.atrousConv2d(value: tensor, filters: tensor, rate: number, padding: string, {name})',
  <X extends TensorLike>(
    value: X,
    filters: TensorLike,
    rate?: number | AtrousOptions,
    padding?: PaddingMode | AtrousOptions,
    options?: AtrousOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<AtrousOptions>(['rate', 'padding'], [rate, padding, options]);
    const distance = rateOf('atrousConv2d', given.rate);
    return convolution(value, filters, {
      ...(given.padding && { padding: given.padding }),
      dilationRate: [distance, distance],
      ...(given.name && { name: given.name }),
    });
  },
);

/** @throws GraphError unless it is a whole number of at least 1. */
function rateOf(name: string, rate: number | undefined): number {
  if (rate !== undefined && Number.isInteger(rate) && rate >= 1) return rate;
  throw new GraphError(`${name} needs rate, a whole number of at least 1, not ${shown(rate)}.`);
}

/** A number where it is known when the graph is built. */
type Size = number | Tensor;

const infix =
  (compute: (x: number, y: number) => number, build: (x: Size, y: Size) => Tensor) =>
  (x: Size, y: Size): Size =>
    typeof x === 'number' && typeof y === 'number' ? compute(x, y) : build(x, y);
const plus = infix((x, y) => x + y, add);
const minus = infix((x, y) => x - y, subtract);
const times = infix((x, y) => x * y, multiply);
const over = infix((x, y) => Math.floor(x / y), floorDivide);
const modulo = infix((x, y) => x % y, remainder);

/**
 * The transpose of atrousConv2d: value [n, h, w, d], filters [rows, columns, c, d] and the sizes of the result, [n, h′, w′,
 * c] → [n, h′, w′, c].
 * @throws ShapeError if the depths differ.
 */
export const atrousConv2dTranspose = publicFunction(
  'nn.atrousConv2dTranspose(value: tensor, filters: tensor, outputShape: shape, rate: number, padding: string, {name})',
  <X extends TensorLike>(
    value: X,
    filters: TensorLike,
    outputShape: TensorLike,
    rate?: number | AtrousOptions,
    padding?: PaddingMode | AtrousOptions,
    options?: AtrousOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<AtrousOptions>(['rate', 'padding'], [rate, padding, options]);
    const distance = rateOf('atrousConv2dTranspose', given.rate);
    const mode = given.padding;
    if (mode !== 'SAME' && mode !== 'VALID') {
      throw new GraphError(`atrousConv2dTranspose needs padding, 'SAME' or 'VALID', not ${shown(mode)}.`);
    }
    return opScope(given.name, 'atrous_conv2d_transpose', [value, filters, outputShape], () => {
      const x = convertToTensor(value, { name: 'value' });
      const weights = convertToTensor(filters, { dtype: x.dtype, name: 'filters' });
      const [depth, ofFilter] = [x.shape.dims?.[3], weights.shape.dims?.[3]];
      if (depth !== undefined && ofFilter !== undefined && !dimsMayBeEqual(depth, ofFilter)) {
        throw new ShapeError(`value's input channels does not match filters' input channels, ${depth} != ${ofFilter}.`);
      }
      if (distance === 1) return conv2dTranspose(x, weights, outputShape, [1, 1, 1, 1], mode);
      return transposed(x, weights, sizesOf(outputShape), distance, mode);
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

function transposed(x: Tensor, weights: Tensor, sizes: readonly Size[], rate: number, mode: PaddingMode): Tensor {
  const [batch, height, width, channels] = sizes;
  const frames = mode === 'SAME' ? filterSizes(weights).map((size) => sameFrame(size, rate)) : [none, none];
  const whole = [height, width].map((size, i) => plus(plus(size, frames[i][0]), frames[i][1]));
  const extra = whole.map((size) => modulo(minus(rate, modulo(size, rate)), rate));
  const apart = spaceToBatch(
    x,
    [
      [0, extra[0]],
      [0, extra[1]],
    ] as TensorLike,
    rate,
  );
  const parts = [0, 1].map((i) => over(plus(whole[i], extra[i]), rate));
  const attributes = windowAttributes('atrousConv2dTranspose', { strides: [1, 1, 1, 1], padding: 'VALID' });
  const inputSizes = convertToTensor([times(rate * rate, batch), ...parts, channels] as TensorLike, {
    dtype: 'int32',
    name: 'Conv2DBackpropInput/input_sizes',
  });
  const result = op('Conv2DBackpropInput', [inputSizes, weights, apart], attributes);
  const crops = frames.map(([before, after], i) => [before, plus(after, extra[i])]);
  return batchToSpace(result, crops as TensorLike, rate);
}

const none = [0, 0] as const;

/** What lies before and after so that every position has its window; the odd one goes after. */
function sameFrame(size: Size, rate: number): readonly [Size, Size] {
  const spread = plus(size, times(minus(size, 1), rate - 1));
  const extra = minus(spread, 1);
  const before = over(extra, 2);
  return [before, minus(extra, before)];
}

function filterSizes(filters: Tensor): readonly [Size, Size] {
  const { dims } = filters.shape;
  if (dims && isKnown(dims[0]) && isKnown(dims[1])) return [dims[0], dims[1]];
  const sizes = shape(filters);
  return [vectorItem(sizes, 0), vectorItem(sizes, 1)];
}

/** The four sizes, as numbers where they are. */
function sizesOf(outputShape: TensorLike): readonly Size[] {
  const list = asTensor(outputShape) ? undefined : (outputShape as ArrayLike<Size>);
  const sizes = convertToIndex(outputShape, 'output_shape');
  const length = sizes.shape.dims?.[0];
  if (sizes.shape.rank !== 1 || (length !== undefined && isKnown(length) && length !== 4)) {
    throw new ShapeError(`output_shape must have shape (4,), got ${sizes.shape}.`);
  }
  if (list) return Array.from(list, (size) => asTensor(size) ?? Number(size));
  return [0, 1, 2, 3].map((at) => vectorItem(sizes, at));
}
