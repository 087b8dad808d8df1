/** Steps that draw random numbers, with seeds of their own, and steps that make summaries. */

import * as tf from '../../../engine/index.ts';
import { addOp, op } from '../../../engine/ops/index.ts';
import {
  allTypes,
  floatTypes,
  type Grower,
  indexTypes,
  numericTypes,
  type Step,
  signedTypes,
  sizes,
} from './grower.ts';

const seeds = (g: Grower) => ({ seed: 1 + g.c.below(100000), seed2: g.c.below(100000) });

const drawn =
  (type: string): Step =>
  (g) => {
    const shape = g.ints([g.size(), g.size()]);
    const attributes = { ...seeds(g), dtype: g.type(floatTypes) };
    return () => op(type, [shape()], attributes);
  };

export const randomSteps: Readonly<Record<string, Step>> = {
  RandomUniform: drawn('RandomUniform'),
  RandomStandardNormal: drawn('RandomStandardNormal'),
  TruncatedNormal: drawn('TruncatedNormal'),
  RandomUniformInt(g) {
    const shape = g.ints([g.size(), 3]);
    const dtype = g.c.of(indexTypes);
    const [low, high] = [g.c.below(10) - 5, 6 + g.c.below(1000)];
    const attributes = seeds(g);
    return () => op('RandomUniformInt', [shape(), tf.constant(low, dtype), tf.constant(high, dtype)], attributes);
  },
  RandomShuffle(g) {
    const x = g.any(allTypes, 1);
    const attributes = seeds(g);
    return (of) => op('RandomShuffle', [of(x)], attributes);
  },
  Multinomial(g) {
    const x = g.fresh('float32', [2, 1 + g.c.below(4)]);
    const [samples, attributes] = [g.c.below(6), { ...seeds(g), output_dtype: g.c.of(indexTypes) }];
    if (g.special) return undefined;
    return (of) => op('Multinomial', [of(x), tf.constant(samples, 'int32')], attributes);
  },
  candidates(g) {
    const [rows, numTrue, range] = [g.size(), 1 + g.c.below(2), 5 + g.c.below(20)];
    const trueClasses = g.fresh('int64', [rows, numTrue], g.array('int64', [rows, numTrue], 0, 5));
    const attributes = { num_true: numTrue, num_sampled: 1 + g.c.below(5), unique: g.flip() };
    const fixed = {
      range_max: range,
      distortion: g.c.of([1, 0.75]),
      unigrams: Array.from({ length: range }, () => 1 + g.c.below(9)),
    };
    const [first, second, third, fourth] = [seeds(g), seeds(g), seeds(g), seeds(g)];
    return (of) => [
      ...addOp('UniformCandidateSampler', [of(trueClasses)], { ...attributes, range_max: range, ...first }).outputs,
      ...addOp('LogUniformCandidateSampler', [of(trueClasses)], { ...attributes, range_max: range, ...second }).outputs,
      ...addOp('LearnedUnigramCandidateSampler', [of(trueClasses)], { ...attributes, range_max: range, ...third })
        .outputs,
      ...addOp('FixedUnigramCandidateSampler', [of(trueClasses)], { ...attributes, ...fixed, ...fourth }).outputs,
      ...addOp('AllCandidateSampler', [of(trueClasses)], { ...attributes, num_sampled: range }).outputs,
    ];
  },
  accidentalHits(g) {
    const [rows, perRow, count] = [g.size(), 1 + g.c.below(2), 1 + g.c.below(4)];
    const trueClasses = g.fresh('int64', [rows, perRow], g.array('int64', [rows, perRow], 0, 4));
    const sampled = g.fresh('int64', [count], g.array('int64', [count], 0, 4));
    return (of) => addOp('ComputeAccidentalHits', [of(trueClasses), of(sampled)], { num_true: perRow }).outputs;
  },
  parametrized(g) {
    const shape = g.ints([g.size(), 2]);
    const [alphas, rates] = [g.type(floatTypes), g.type(numericTypes.filter((type) => type !== 'uint8'))];
    const parameters = g.size();
    const alpha = g.fresh(alphas, [parameters], g.array(alphas, [parameters], 0.5, 4));
    const rate = g.fresh(rates, [parameters], g.array(rates, [parameters], 1, 30));
    if (g.special) return undefined;
    const [first, second, dtype] = [seeds(g), seeds(g), g.c.of(indexTypes)];
    return (of) => [
      op('RandomGamma', [shape(), of(alpha)], first),
      op('RandomGammaGrad', [of(alpha), tf.multiply(of(alpha), 0.75)]),
      op('RandomPoissonV2', [shape(), of(rate)], { dtype, ...second }),
    ];
  },
  stateless(g) {
    const shape = g.ints([g.size(), 3]);
    const [dtype, whole, seedType] = [g.type(floatTypes), g.c.of(indexTypes), g.c.of(indexTypes)];
    const seed = g.fresh(seedType, [2], g.array(seedType, [2], -1000, 1000));
    const [low, high] = [g.c.below(10) - 5, 6 + g.c.below(1000)];
    if (g.special) return undefined;
    return (of) => [
      op('StatelessRandomUniform', [shape(), of(seed)], { dtype }),
      op('StatelessRandomNormal', [shape(), of(seed)], { dtype }),
      op('StatelessTruncatedNormal', [shape(), of(seed)], { dtype }),
      op('StatelessRandomUniformInt', [shape(), of(seed), tf.constant(low, whole), tf.constant(high, whole)]),
    ];
  },
  StatelessMultinomial(g) {
    const x = g.fresh('float32', [2, 1 + g.c.below(4)]);
    const seedType = g.c.of(indexTypes);
    const seed = g.fresh(seedType, [2], g.array(seedType, [2], -1000, 1000));
    const [samples, attributes] = [g.c.below(6), { output_dtype: g.c.of(indexTypes) }];
    if (g.special) return undefined;
    return (of) => op('StatelessMultinomial', [of(x), tf.constant(samples, 'int32'), of(seed)], attributes);
  },
  publicRandom(g) {
    const [rows, seed, low] = [g.size(), g.c.below(1000), g.c.below(3) - 4];
    const dtype = g.type(floatTypes);
    return () => [
      tf.randomNormal([rows, 2], { mean: low, stddev: 0.5, dtype, seed }),
      tf.truncatedNormal([2, rows], { stddev: 0.1, dtype, seed }),
      tf.randomUniform([rows], { minval: low, maxval: 2, dtype, seed }),
    ];
  },
};

export const summarySteps: Readonly<Record<string, Step>> = {
  scalarAndHistogram(g) {
    const x = g.of(g.type(signedTypes), []);
    const y = g.fresh(g.type(numericTypes), [3, 2]);
    if (g.special) return undefined;
    return (of) => [
      op('MergeSummary', [
        [
          op('ScalarSummary', [tf.constant('s'), of(x)]),
          op('HistogramSummary', [tf.constant('h'), of(y)]),
          op('TensorSummaryV2', [tf.constant('t'), of(y), tf.constant('')]),
        ],
      ]),
    ];
  },
  imageAndAudio(g) {
    const x = g.of(g.c.of(['uint8', 'float32', 'float64'] as const), [2, 3, 4, g.c.of([1, 3, 4])]);
    const sound = g.fresh('float32', [1, 20, 2], g.array('float32', [1, 20, 2], -1, 1));
    return (of) => [
      op('ImageSummary', [tf.constant('i'), of(x)], { max_images: 2 }),
      op('AudioSummaryV2', [tf.constant('a'), of(sound), tf.constant(8000)]),
    ];
  },
  strings(g) {
    const x = g.any(['string'], 0, 2);
    const y = g.of('string', sizes(x));
    return (of) => [op('Add', [of(x), of(y)]), op('Equal', [of(x), of(y)])];
  },
};
