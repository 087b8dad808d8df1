/** Random tensors, drawn anew at every run. */

import {
  type DType,
  DTypeError,
  GraphError,
  getDefaultGraph,
  isFloating,
  isInteger,
  type Tensor,
} from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { RankOfShape, TensorOf } from '../static-types.ts';
import { operationSeeds } from './seeds.ts';

interface RandomOptions<D extends DType = DType> {
  /** Default float32. */
  readonly dtype?: D;
  /** Makes the numbers the same in every session; see also `tf.setRandomSeed`. */
  readonly seed?: number;
  readonly name?: string;
}

export interface NormalOptions<D extends DType = DType> extends RandomOptions<D> {
  /** Default 0. */
  readonly mean?: TensorLike;
  /** Default 1. */
  readonly stddev?: TensorLike;
}

/** A function that draws `type` numbers of mean 0 and deviation 1 and moves them to `mean` and `stddev`. */
function normal(type: string, fallback: string) {
  return <const S extends TensorLike, D extends DType = 'float32'>(
    shape: S,
    mean?: TensorLike | NormalOptions<D>,
    stddev?: TensorLike | NormalOptions<D>,
    options?: NormalOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>> => {
    const given = readOptions<NormalOptions>(['mean', 'stddev'], [mean, stddev, options]);
    const dtype = floatingType(given.dtype);
    return opScope(given.name, fallback, [shape, given.mean, given.stddev], (scope) => {
      const size = convertToIndex(shape, 'shape');
      const center = convertToTensor(given.mean ?? 0, { dtype, name: 'mean' });
      const deviation = convertToTensor(given.stddev ?? 1, { dtype, name: 'stddev' });
      const { seed, seed2 } = operationSeeds(given.seed);
      const drawn = op(type, [size], { dtype, seed, seed2 });
      return op('Add', [op('Mul', [drawn, deviation], {}, 'mul'), center], {}, scope);
    }) as Tensor<D, RankOfShape<S>>;
  };
}

/** Normally distributed numbers. @param shape - Sizes, or a tensor of them. */
export const randomNormal = publicFunction(
  "randomNormal(shape: shape, mean = 0, stddev = 1, {dtype = 'float32', seed, name})",
  normal('RandomStandardNormal', 'random_normal'),
);

/** Normally distributed numbers without those more than two deviations from the mean. */
export const truncatedNormal = publicFunction(
  "truncatedNormal(shape: shape, mean = 0, stddev = 1, {dtype = 'float32', seed, name})",
  normal('TruncatedNormal', 'truncated_normal'),
);

export interface UniformOptions<D extends DType = DType> extends RandomOptions<D> {
  /** The smallest number; default 0. */
  readonly minval?: TensorLike;
  /** The end of the range, never reached; default 1, needed for integers. */
  readonly maxval?: TensorLike;
}

/** Numbers from [minval, maxval), all equally likely. @throws GraphError for integers without `maxval`. */
export const randomUniform = publicFunction(
  "randomUniform(shape: shape, minval = 0, maxval?: tensor, dtype = 'float32', {seed, name})",
  <const S extends TensorLike, D extends DType = 'float32'>(
    shape: S,
    minval?: TensorLike | UniformOptions<D>,
    maxval?: TensorLike | null | UniformOptions<D>,
    dtype?: D | UniformOptions<D>,
    options?: UniformOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>> => {
    const given = readOptions<UniformOptions>(['minval', 'maxval', 'dtype'], [minval, maxval, dtype, options]);
    const type = parseDType(given.dtype ?? 'float32');
    const whole = isInteger(type) && type !== 'uint8';
    if (!whole) floatingType(type);
    if (whole && given.maxval === undefined) throw new GraphError(`Must specify maxval for integer dtype ${type}.`);
    return opScope(given.name, 'random_uniform', [shape, given.minval, given.maxval], (scope) => {
      const size = convertToIndex(shape, 'shape');
      const low = convertToTensor(given.minval ?? 0, { dtype: type, name: 'min' });
      const high = convertToTensor(given.maxval ?? 1, { dtype: type, name: 'max' });
      const { seed, seed2 } = operationSeeds(given.seed);
      if (whole) return op('RandomUniformInt', [size, low, high], { seed, seed2 }, scope);
      const drawn = op('RandomUniform', [size], { dtype: type, seed, seed2 });
      const width = op('Sub', [high, low], {}, 'sub');
      return op('Add', [op('Mul', [drawn, width], {}, 'mul'), low], {}, scope);
    }) as Tensor<D, RankOfShape<S>>;
  },
);

function floatingType(dtype: DType = 'float32'): DType {
  if (isFloating(parseDType(dtype))) return dtype;
  throw new DTypeError(`Invalid dtype ${dtype}: random numbers of this kind are float32 or float64.`);
}

/** The slices of `value` along its first axis in random order. */
export const randomShuffle = publicFunction(
  'randomShuffle(value: tensor, {seed, name})',
  <X extends TensorLike>(value: X, options: { readonly seed?: number; readonly name?: string } = {}): TensorOf<X> => {
    const { seed, seed2 } = operationSeeds(options.seed);
    return apply('RandomShuffle', [value], { seed, seed2 }, { name: options.name });
  },
);

export interface MultinomialOptions<D extends 'int32' | 'int64' = 'int32' | 'int64'> {
  readonly seed?: number;
  readonly name?: string;
  /** int64 (default) or int32. */
  readonly outputDtype?: D;
}

/** `numSamples` class indices a row, drawn with probabilities softmax(logits): [batch, classes] → [batch, numSamples]. */
export const multinomial = publicFunction(
  "multinomial(logits: tensor, numSamples: tensor, {seed, name, outputDtype = 'int64'})",
  <D extends 'int32' | 'int64' = 'int64'>(
    logits: TensorLike,
    numSamples: TensorLike,
    options: MultinomialOptions<D> = {},
  ): Tensor<NoInfer<D>, 'array'> =>
    opScope(options.name, 'multinomial', [logits], () => {
      const scores = convertToTensor(logits, { name: 'logits' });
      const { seed, seed2 } = operationSeeds(options.seed);
      return apply('Multinomial', [scores, numSamples], { seed, seed2, output_dtype: options.outputDtype ?? 'int64' });
    }),
);

/** Sets the seed of the default graph: from now on equal programs draw equal numbers. null: back to chance. */
export const setRandomSeed = publicFunction('setRandomSeed(seed: number)', (seed: number | null): void => {
  if (seed !== null && !Number.isSafeInteger(seed)) throw new GraphError(`A seed is a whole number, not ${seed}.`);
  getDefaultGraph().seed = seed;
});
