/** `tf.random.statelessUniform` and its like: numbers that only `seed` decides, the same ones run after run. */

import { type DType, DTypeError, GraphError, isFloating, isInteger, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { apply } from '../apply-op.ts';
import { convertToIndex, convertToTensor, parseDType, type TensorLike } from '../convert.ts';
import { opScope } from '../op-scope.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import type { RankOfShape } from '../static-types.ts';

export interface StatelessNormalOptions<D extends DType = DType> {
  /** Default 0. */
  readonly mean?: TensorLike;
  /** Default 1. */
  readonly stddev?: TensorLike;
  /** float32 (default) or float64. */
  readonly dtype?: D;
  readonly name?: string;
}

function floatingType(dtype: DType | undefined): DType {
  const type = parseDType(dtype ?? 'float32');
  if (isFloating(type)) return type;
  throw new DTypeError(`Invalid dtype ${type}: random numbers of this kind are float32 or float64.`);
}

function normal(type: string, fallback: string) {
  return <const S extends TensorLike, D extends DType = 'float32'>(
    shape: S,
    seed: TensorLike,
    mean?: TensorLike | StatelessNormalOptions<D>,
    stddev?: TensorLike | StatelessNormalOptions<D>,
    dtype?: D | StatelessNormalOptions<D>,
    options?: StatelessNormalOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>> => {
    const names = ['mean', 'stddev', 'dtype'] as const;
    const given = readOptions<StatelessNormalOptions>(names, [mean, stddev, dtype, options]);
    const made = floatingType(given.dtype);
    return opScope(given.name, fallback, [shape, seed, given.mean, given.stddev], (scope) => {
      const size = convertToIndex(shape, 'shape');
      const center = convertToTensor(given.mean ?? 0, { dtype: made, name: 'mean' });
      const deviation = convertToTensor(given.stddev ?? 1, { dtype: made, name: 'stddev' });
      const drawn = apply(type, [size, seed], { dtype: made });
      return op('Add', [op('Mul', [drawn, deviation], {}, 'mul'), center], {}, scope);
    }) as Tensor<D, RankOfShape<S>>;
  };
}

/**
 * Normally distributed numbers that only `seed` decides, two integers (int32 or int64) as a tensor: the same ones run
 * after run. @param shape - Sizes, or a tensor of them.
 */
export const statelessNormal = publicFunction(
  "random.statelessNormal(shape: shape, seed: tensor, mean = 0, stddev = 1, dtype = 'float32', {name})",
  normal('StatelessRandomNormal', 'stateless_random_normal'),
);

/** As statelessNormal, without those more than two deviations from the mean. */
export const statelessTruncatedNormal = publicFunction(
  "random.statelessTruncatedNormal(shape: shape, seed: tensor, mean = 0, stddev = 1, dtype = 'float32', {name})",
  normal('StatelessTruncatedNormal', 'stateless_truncated_normal'),
);

export interface StatelessUniformOptions<D extends DType = DType> {
  /** The smallest number; default 0. */
  readonly minval?: TensorLike;
  /** The end of the range, never reached; default 1, needed for integers. */
  readonly maxval?: TensorLike;
  /** float32 (default), float64, int32 or int64. */
  readonly dtype?: D;
  readonly name?: string;
}

/**
 * Numbers from [minval, maxval), all equally likely, that only `seed` decides, two integers (int32 or int64) as a tensor:
 * the same ones run after run. @throws GraphError for integers without `maxval`.
 */
export const statelessUniform = publicFunction(
  "random.statelessUniform(shape: shape, seed: tensor, minval = 0, maxval?: tensor, dtype = 'float32', {name})",
  <const S extends TensorLike, D extends DType = 'float32'>(
    shape: S,
    seed: TensorLike,
    minval?: TensorLike | StatelessUniformOptions<D>,
    maxval?: TensorLike | null | StatelessUniformOptions<D>,
    dtype?: D | StatelessUniformOptions<D>,
    options?: StatelessUniformOptions<D>,
  ): Tensor<NoInfer<D>, RankOfShape<S>> => {
    const names = ['minval', 'maxval', 'dtype'] as const;
    const given = readOptions<StatelessUniformOptions>(names, [minval, maxval, dtype, options]);
    const type = parseDType(given.dtype ?? 'float32');
    const whole = isInteger(type) && type !== 'uint8';
    if (!whole) floatingType(type);
    if (whole && given.maxval === undefined) throw new GraphError(`Must specify maxval for integer dtype ${type}.`);
    return opScope(given.name, 'stateless_random_uniform', [shape, seed, given.minval, given.maxval], (scope) => {
      const size = convertToIndex(shape, 'shape');
      const low = convertToTensor(given.minval ?? 0, { dtype: type, name: 'min' });
      const high = convertToTensor(given.maxval ?? 1, { dtype: type, name: 'max' });
      if (whole) return apply('StatelessRandomUniformInt', [size, seed, low, high], {}, { name: scope });
      const drawn = apply('StatelessRandomUniform', [size, seed], { dtype: type });
      const width = op('Sub', [high, low], {}, 'sub');
      return op('Add', [op('Mul', [drawn, width], {}, 'mul'), low], {}, scope);
    }) as Tensor<D, RankOfShape<S>>;
  },
);

function classes<D extends 'int32' | 'int64'>(
  logits: TensorLike,
  numSamples: TensorLike,
  seed: TensorLike,
  dtype: D | undefined,
  name: string,
): Tensor<D, 'array'> {
  return opScope(name, name, [logits, seed], () => {
    const scores = convertToTensor(logits, { name: 'logits' });
    return apply('StatelessMultinomial', [scores, numSamples, seed], { output_dtype: dtype ?? 'int64' });
  }) as Tensor<D, 'array'>;
}

export interface StatelessCategoricalOptions<D extends 'int32' | 'int64' = 'int32' | 'int64'> {
  /** int64 (default) or int32. */
  readonly dtype?: D;
  readonly name?: string;
}

/**
 * `numSamples` class indices a row, drawn with probabilities softmax(logits), that only `seed` decides, two integers (int32
 * or int64) as a tensor: [batch, classes] → [batch, numSamples].
 */
export const statelessCategorical = publicFunction(
  "random.statelessCategorical(logits: tensor, numSamples: tensor, seed: tensor, dtype = 'int64', {name})",
  <D extends 'int32' | 'int64' = 'int64'>(
    logits: TensorLike,
    numSamples: TensorLike,
    seed: TensorLike,
    dtype?: D | StatelessCategoricalOptions<D>,
    options?: StatelessCategoricalOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<StatelessCategoricalOptions<D>>(['dtype'], [dtype, options]);
    return classes(logits, numSamples, seed, given.dtype as D, given.name ?? 'stateless_categorical');
  },
);

export interface StatelessMultinomialOptions<D extends 'int32' | 'int64' = 'int32' | 'int64'> {
  /** int64 (default) or int32. */
  readonly outputDtype?: D;
  readonly name?: string;
}

/** As statelessCategorical, under its older name. */
export const statelessMultinomial = publicFunction(
  "random.statelessMultinomial(logits: tensor, numSamples: tensor, seed: tensor, outputDtype = 'int64', {name})",
  <D extends 'int32' | 'int64' = 'int64'>(
    logits: TensorLike,
    numSamples: TensorLike,
    seed: TensorLike,
    outputDtype?: D | StatelessMultinomialOptions<D>,
    options?: StatelessMultinomialOptions<D>,
  ): Tensor<NoInfer<D>, 'array'> => {
    const given = readOptions<StatelessMultinomialOptions<D>>(['outputDtype'], [outputDtype, options]);
    return classes(logits, numSamples, seed, given.outputDtype as D, given.name ?? 'stateless_multinomial');
  },
);
