/** `tf.nn.convolution` and `tf.nn.pool`: windows over sequences, images or volumes, with steps or with holes. */

import { GraphError, isKnown, ShapeError, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertPair, convertToTensor, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions, shown } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { DTypeOf } from '../static-types.ts';
import { conv1d } from './convolution.ts';
import { withSpaceToBatch } from './space-to-batch.ts';
import { type ImageFormat, type PaddingMode, windowAttributes } from './window-attributes.ts';

/** The order of axes of sequences, images or volumes; channels last is the default. */
export type AnyFormat = 'NWC' | 'NCW' | ImageFormat | 'NDHWC';

/** One number for all spatial axes, or one an axis. */
type Sizes = number | readonly number[];

interface WindowOptions {
  readonly padding?: PaddingMode;
  /** Steps of the window along the spatial axes; default 1. */
  readonly strides?: Sizes;
  /** Distances between the window's elements; default 1, and 1 where strides are more. */
  readonly dilationRate?: Sizes;
  readonly dataFormat?: AnyFormat;
  readonly name?: string;
}

export type ConvolutionOptions = WindowOptions;

/** By the number of spatial axes; those with channels first stand second. */
const formats: readonly (readonly AnyFormat[])[] = [[], ['NWC', 'NCW'], ['NHWC', 'NCHW'], ['NDHWC']];

/** Whether channels stand before the spatial axes. @throws GraphError for the format of something else. */
function isChannelsFirst(format: AnyFormat | undefined, count: number): boolean {
  const known = formats[count];
  if (format === undefined || known.includes(format)) return format !== undefined && format === known[1];
  const those = known.map((each) => `'${each}'`).join(' or ');
  throw new GraphError(`dataFormat for ${count} spatial axes must be ${those}, not ${shown(format)}.`);
}

/** Steps and distances, one a spatial axis. @throws GraphError for others than positive whole numbers, and for both at once. */
function stepsOf({ strides = 1, dilationRate = 1 }: WindowOptions, count: number, isPool = false) {
  const list = (name: string, given: Sizes): readonly number[] => {
    const one = typeof given === 'number' ? given : given.length === 1 && !isPool ? given[0] : undefined;
    const values = one === undefined ? (given as readonly number[]) : Array<number>(count).fill(one);
    if (values.length !== count) throw new GraphError(`len(${name})=${values.length} but should be ${count}.`);
    if (values.every((value) => Number.isInteger(value) && value > 0)) return values;
    throw new GraphError(`All values of ${name} must be positive whole numbers, but it is ${shown(given)}.`);
  };
  const [steps, rates] = [list('strides', strides), list('dilationRate', dilationRate)];
  if (steps.some((step) => step > 1) && rates.some((rate) => rate > 1)) {
    throw new GraphError('strides > 1 not supported in conjunction with dilationRate > 1.');
  }
  return { steps, rates };
}

/** @throws GraphError for anything but SAME and VALID. */
function paddingOf(name: string, padding: PaddingMode | undefined): PaddingMode {
  if (padding === 'SAME' || padding === 'VALID') return padding;
  throw new GraphError(`${name} needs padding, 'SAME' or 'VALID', not ${shown(padding)}.`);
}

const around = (values: readonly number[], first: boolean): number[] => (first ? [1, 1, ...values] : [1, ...values, 1]);

/**
 * Convolution over one, two or three axes: input [n, …sizes, c], filter [...window, c, d] → [n, …sizes′, d]. With holes
 * (`dilationRate`), it goes by `spaceToBatchNd` and back, which has gradients everywhere.
 * @throws ShapeError if the depths differ or the window is larger than what it slides over.
 * @throws GraphError for steps and holes at once, for 0 or more than 3 spatial axes, and for another number's format.
 */
export const convolution = publicFunction(
  'nn.convolution(input: tensor, filter: tensor, padding: string, strides: any = 1, dilationRate: any = 1, {dataFormat: string, name})',
  <X extends TensorLike>(
    input: X,
    filter: TensorLike,
    padding?: PaddingMode | ConvolutionOptions,
    strides?: Sizes | ConvolutionOptions,
    dilationRate?: Sizes | ConvolutionOptions,
    options?: ConvolutionOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const names = ['padding', 'strides', 'dilationRate'] as const;
    const given = readOptions<ConvolutionOptions>(names, [padding, strides, dilationRate, options]);
    const mode = paddingOf('convolution', given.padding);
    return opScope(given.name, 'convolution', [input, filter], (scope) => {
      const [x, weights] = convertPair(input, filter, ['input', 'filter']);
      const rank = weights.shape.rank ?? x.shape.rank;
      if (rank === null) throw new ShapeError('The rank of the input or of the filter must be known.');
      const count = rank - 2;
      if (count < 1 || count > 3) throw new GraphError(`Input tensor must be of rank 3, 4 or 5 but was ${rank}.`);
      const { steps, rates } = stepsOf(given, count);
      const first = isChannelsFirst(given.dataFormat, count);
      const convolve = (inputs: Tensor, how: PaddingMode) =>
        plainConvolution(inputs, weights, steps, how, first, scope);
      if (rates.every((rate) => rate === 1)) return convolve(x, mode);
      const window = Array.from({ length: count }, (_, axis) => {
        const size = weights.shape.dims?.[axis];
        return size !== undefined && isKnown(size) ? size : null;
      });
      return withSpaceToBatch(x, { rates, padding: mode, window, axis: first ? 2 : 1 }, convolve);
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

function plainConvolution(
  input: Tensor,
  filter: Tensor,
  steps: readonly number[],
  padding: PaddingMode,
  first: boolean,
  scope: string,
): Tensor {
  if (steps.length === 1) {
    return conv1d(input, filter, steps[0], padding, { dataFormat: first ? 'NCW' : 'NWC', name: scope });
  }
  const strides = around(steps, first);
  if (steps.length === 2) {
    const attributes = windowAttributes('convolution', { strides, padding, dataFormat: first ? 'NCHW' : 'NHWC' });
    return op('Conv2D', [input, filter], attributes, scope);
  }
  return op('Conv3D', [input, filter], { strides, padding, data_format: 'NDHWC' }, scope);
}

export interface AnyPoolOptions extends WindowOptions {
  /** The window's sizes, one a spatial axis. */
  readonly windowShape?: readonly number[];
  readonly poolingType?: 'MAX' | 'AVG';
}

const poolTypes = {
  MAX: ['MaxPool', 'MaxPool', 'MaxPool3D'],
  AVG: ['AvgPool', 'AvgPool', 'AvgPool3D'],
} as const;

/**
 * The largest ('MAX') or the mean ('AVG') of each window over one, two or three axes: [n, …sizes, c] → [n, …sizes′, c].
 * Means are of the elements inside. Windows with holes (`dilationRate`) need the padding VALID.
 * @throws GraphError for steps beyond the window, for steps and holes at once, and for holes with SAME.
 */
export const pool = publicFunction(
  'nn.pool(input: tensor, windowShape: any, poolingType: string, padding: string, dilationRate: any = 1, strides: any = 1, {dataFormat: string, name})',
  <X extends TensorLike>(
    input: X,
    windowShape?: readonly number[] | AnyPoolOptions,
    poolingType?: 'MAX' | 'AVG' | AnyPoolOptions,
    padding?: PaddingMode | AnyPoolOptions,
    dilationRate?: Sizes | AnyPoolOptions,
    strides?: Sizes | AnyPoolOptions,
    options?: AnyPoolOptions,
  ): Tensor<DTypeOf<X>, 'array'> => {
    const names = ['windowShape', 'poolingType', 'padding', 'dilationRate', 'strides'] as const;
    const args = [windowShape, poolingType, padding, dilationRate, strides, options];
    const given = readOptions<AnyPoolOptions>(names, args);
    const { windowShape: window, poolingType: kind, dataFormat } = given;
    if (kind !== 'MAX' && kind !== 'AVG')
      throw new GraphError(`poolingType must be 'MAX' or 'AVG', not ${shown(kind)}.`);
    const mode = paddingOf('pool', given.padding);
    return opScope(given.name, `${kind.toLowerCase()}_pool`, [input], (scope) => {
      const x = convertToTensor(input, { name: 'input' });
      const count = window?.length ?? 0;
      if (!window || count < 1 || count > 3) {
        throw new GraphError(`windowShape must have 1, 2 or 3 sizes, one a spatial axis, but is ${shown(window)}.`);
      }
      if (x.shape.rank !== null && x.shape.rank !== count + 2) {
        throw new ShapeError(`Shape ${x.shape} must have rank ${count + 2}`, x.op.describe());
      }
      if (!window.every((size) => Number.isInteger(size) && size > 0)) {
        throw new GraphError(`windowShape must be positive whole numbers, but is [${window.join(', ')}].`);
      }
      const { steps, rates } = stepsOf(given, count, true);
      if (mode === 'SAME' && rates.some((rate) => rate > 1)) {
        throw new GraphError("pooling with 'SAME' padding is not implemented for dilationRate > 1.");
      }
      if (steps.some((step, axis) => step > window[axis])) {
        throw new GraphError('strides > windowShape not supported, as processors and graphics cards differ there.');
      }
      const first = isChannelsFirst(dataFormat, count);
      return withSpaceToBatch(x, { rates, padding: mode, window, axis: first ? 2 : 1 }, (inputs, how) =>
        plainPool(poolTypes[kind][count - 1], inputs, window, steps, how, first, scope),
      );
    }) as Tensor<DTypeOf<X>, 'array'>;
  },
);

function plainPool(
  type: string,
  input: Tensor,
  window: readonly number[],
  steps: readonly number[],
  padding: PaddingMode,
  first: boolean,
  scope: string,
): Tensor {
  const axis = first ? 2 : 1;
  // A sequence is an image of one row.
  const isSequence = window.length === 1;
  const along = (sizes: readonly number[]) => around(isSequence ? [1, ...sizes] : sizes, first);
  const attributes = {
    ksize: along(window),
    strides: along(steps),
    padding,
    data_format: window.length === 3 ? 'NDHWC' : first ? 'NCHW' : 'NHWC',
  };
  const image = isSequence ? apply('ExpandDims', [input, axis]) : input;
  const result = op(type, [image], attributes, scope);
  return isSequence ? op('Squeeze', [result], { squeeze_dims: [axis] }) : result;
}
