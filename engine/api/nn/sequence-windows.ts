/** `tf.nn`: windows over sequences, which are images of one row. */

import { GraphError, isKnown, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { concat } from '../array/join.ts';
import { vectorRange } from '../array/slice.ts';
import { asTensor, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions, shown } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { type PaddingMode, windowAttributes } from './window-attributes.ts';

/** NWC (default): channels last; NCW: channels first. */
export type SequenceFormat = 'NWC' | 'NCW';

/** @throws GraphError for another format. */
function isChannelsFirst(format: SequenceFormat = 'NWC'): boolean {
  if (format !== 'NWC' && format !== 'NCW') throw new GraphError("data_format must be 'NWC' or 'NCW'.");
  return format === 'NCW';
}

/** One number along the image of one row: [1, 1, size, 1], or what is given for each axis of the sequence. */
function alongRow(name: string, size: number | readonly number[], first: boolean): number[] {
  const list = typeof size === 'number' ? [size] : size;
  if (list.length === 3) return [1, ...list];
  if (list.length === 1) return first ? [1, 1, 1, list[0]] : [1, 1, list[0], 1];
  throw new GraphError(`${name} must be one number, or 1 or 3 of them, but is ${shown(size)}.`);
}

export interface Conv1dTransposeOptions {
  /** How far the window moves. */
  readonly strides?: number | readonly number[];
  readonly padding?: PaddingMode;
  readonly dataFormat?: SequenceFormat;
  /** The distance between the filter's elements; default 1. */
  readonly dilations?: number | readonly number[];
  readonly name?: string;
}

/**
 * The transpose of conv1d (its gradient with respect to its input): input [n, w, d], filters [size, c, d] and the sizes of
 * the result → [n, w′, c].
 */
export const conv1dTranspose = publicFunction(
  "nn.conv1dTranspose(input: tensor, filters: tensor, outputShape: shape, strides: any, padding = 'SAME', {dataFormat = 'NWC', dilations: any, name})",
  <X extends TensorLike>(
    input: X,
    filters: TensorLike,
    outputShape: TensorLike,
    strides?: number | readonly number[] | Conv1dTransposeOptions,
    padding?: PaddingMode | Conv1dTransposeOptions,
    options?: Conv1dTransposeOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Conv1dTransposeOptions>(['strides', 'padding'], [strides, padding, options]);
    if (given.strides === undefined) throw new GraphError('conv1dTranspose needs strides.');
    const first = isChannelsFirst(given.dataFormat);
    const axis = first ? 2 : 1;
    const attributes = windowAttributes('conv1dTranspose', {
      strides: alongRow('strides', given.strides, first),
      padding: given.padding ?? 'SAME',
      dataFormat: first ? 'NCHW' : 'NHWC',
      dilations: alongRow('dilations', given.dilations ?? 1, first),
    });
    return opScope(given.name, 'conv1d_transpose', [input, filters, outputShape], (scope) => {
      const image = apply('ExpandDims', [input, axis]);
      const filter = apply('ExpandDims', [convertToTensor(filters, { dtype: image.dtype, name: 'filters' }), 0]);
      const result = op('Conv2DBackpropInput', [sizesOfRow(outputShape, axis), filter, image], attributes, scope);
      return op('Squeeze', [result], { squeeze_dims: [axis] });
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

/** The sizes of a sequence with a 1 for the row. */
function sizesOfRow(sizes: TensorLike, axis: number): Tensor {
  const tensor = asTensor(sizes);
  const count = tensor ? tensor.shape.dims?.[0] : (sizes as ArrayLike<number>).length;
  if (count !== undefined && isKnown(count) && count !== 3) {
    throw new GraphError(`outputShape of conv1dTranspose must be 3 sizes, but there are ${count}.`);
  }
  if (tensor) return concat([vectorRange(tensor, null, axis), [1], vectorRange(tensor, axis, null)] as TensorLike[], 0);
  const list = Array.from(sizes as ArrayLike<number>);
  const parts = [list.slice(0, axis), [1], list.slice(axis)];
  const isPlain = list.every((size) => typeof size === 'number');
  return concat(isPlain ? parts.map((part) => Int32Array.from(part)) : (parts as TensorLike[]), 0);
}

export interface Pool1dOptions {
  /** The window's size. */
  readonly ksize?: number | readonly number[];
  /** How far it moves. */
  readonly strides?: number | readonly number[];
  readonly padding?: PaddingMode;
  readonly dataFormat?: SequenceFormat;
  readonly name?: string;
}

function pool1d(type: 'MaxPool' | 'AvgPool', name: string, fallback: string) {
  return <X extends TensorLike>(
    input: X,
    ksize?: Pool1dOptions['ksize'] | Pool1dOptions,
    strides?: Pool1dOptions['strides'] | Pool1dOptions,
    padding?: PaddingMode | Pool1dOptions,
    options?: Pool1dOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const given = readOptions<Pool1dOptions>(['ksize', 'strides', 'padding'], [ksize, strides, padding, options]);
    if (given.ksize === undefined || given.strides === undefined || given.padding === undefined) {
      throw new GraphError(`${name} needs ksize, strides and padding, 'SAME' or 'VALID'.`);
    }
    const first = isChannelsFirst(given.dataFormat);
    const axis = first ? 2 : 1;
    const attributes = {
      ksize: alongRow('ksize', given.ksize, first),
      strides: alongRow('strides', given.strides, first),
      padding: given.padding,
      data_format: first ? 'NCHW' : 'NHWC',
    };
    return opScope(given.name, fallback, [input], (scope) => {
      const result = op(type, [apply('ExpandDims', [input, axis])], attributes, scope);
      return op('Squeeze', [result], { squeeze_dims: [axis] });
    }) as Tensor<DTypeOf<X>, 'array'>;
  };
}

/** The largest of each window of sequences: [n, w, c] → [n, w′, c]. Its gradient goes to the first largest element. */
export const maxPool1d = publicFunction(
  "nn.maxPool1d(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NWC', name})",
  pool1d('MaxPool', 'maxPool1d', 'MaxPool1d'),
);

/** The mean of each window of sequences, of the elements inside: [n, w, c] → [n, w′, c]. */
export const avgPool1d = publicFunction(
  "nn.avgPool1d(input: tensor, ksize: any, strides: any, padding: string, {dataFormat = 'NWC', name})",
  pool1d('AvgPool', 'avgPool1d', 'AvgPool1D'),
);
