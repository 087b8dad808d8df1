/**
 * Candidate sampling: a few classes drawn to stand for all those that are not true, so that a loss over many classes need
 * not compute all of them (`tf.nn.nceLoss`, `tf.nn.sampledSoftmaxLoss`).
 */

import type { Tensor } from '../../graph/index.ts';
import type { PlainAttributes } from '../../ops/index.ts';
import { applyOp } from '../apply-op.ts';
import type { TensorLike } from '../convert.ts';
import { publicFunction } from '../signature.ts';
import { operationSeeds } from './seeds.ts';

export interface CandidateOptions {
  /** Makes the candidates the same in every session; see also `tf.setRandomSeed`. */
  readonly seed?: number;
  readonly name?: string;
}

/** A triple that also answers to names, as TensorFlow's named tuple. */
export type Candidates = [
  sampledCandidates: Tensor<'int64', 'array'>,
  trueExpectedCount: Tensor<'float32', 'array'>,
  sampledExpectedCount: Tensor<'float32', 'array'>,
] & {
  /** The classes drawn: [numSampled]. */
  readonly sampledCandidates: Tensor<'int64', 'array'>;
  /** How often each true class is expected among them: [batch, numTrue]. */
  readonly trueExpectedCount: Tensor<'float32', 'array'>;
  /** How often each of them is expected: [numSampled]. */
  readonly sampledExpectedCount: Tensor<'float32', 'array'>;
};

function sample(
  type: string,
  trueClasses: TensorLike,
  attributes: PlainAttributes,
  options: CandidateOptions,
): Candidates {
  const seeds = operationSeeds(options.seed);
  const node = applyOp(type, [trueClasses], { ...attributes, ...seeds }, { name: options.name });
  const [sampledCandidates, trueExpectedCount, sampledExpectedCount] = node.outputs;
  const named = { sampledCandidates, trueExpectedCount, sampledExpectedCount };
  return Object.assign([sampledCandidates, trueExpectedCount, sampledExpectedCount], named) as Candidates;
}

type RangedSampler = (
  trueClasses: TensorLike,
  numTrue: number,
  numSampled: number,
  unique: boolean,
  rangeMax: number,
  options?: CandidateOptions,
) => Candidates;

function rangedSampler(type: string): RangedSampler {
  return (trueClasses, numTrue, numSampled, unique, rangeMax, options = {}) =>
    sample(type, trueClasses, { num_true: numTrue, num_sampled: numSampled, unique, range_max: rangeMax }, options);
}

/**
 * `numSampled` classes from [0, rangeMax), all equally likely, and how often they and the `trueClasses` [batch, numTrue]
 * (int64) are expected among them. With `unique` no class comes twice, and what is expected is the chance that it comes.
 * @throws ShapeError unless `trueClasses` has `numTrue` columns
 */
export const uniformCandidateSampler = publicFunction(
  'random.uniformCandidateSampler(trueClasses: tensor, numTrue: number, numSampled: number, unique: boolean, rangeMax: number, {seed: any, name})',
  rangedSampler('UniformCandidateSampler'),
);

/**
 * As uniformCandidateSampler, with P(class) = log((class + 2) / (class + 1)) / log(rangeMax + 1): about right where
 * classes are numbered by how often they occur, the most frequent first, as words are.
 */
export const logUniformCandidateSampler = publicFunction(
  'random.logUniformCandidateSampler(trueClasses: tensor, numTrue: number, numSampled: number, unique: boolean, rangeMax: number, {seed: any, name})',
  rangedSampler('LogUniformCandidateSampler'),
);

/**
 * As uniformCandidateSampler, with classes as likely as they were among the `trueClasses` of the runs before, each counted
 * once more. What was counted is kept by the session.
 */
export const learnedUnigramCandidateSampler = publicFunction(
  'random.learnedUnigramCandidateSampler(trueClasses: tensor, numTrue: number, numSampled: number, unique: boolean, rangeMax: number, {seed: any, name})',
  rangedSampler('LearnedUnigramCandidateSampler'),
);

export interface FixedUnigramOptions extends CandidateOptions {
  /** A weight for each class, in order: how often it occurs, or how likely it is. */
  readonly unigrams?: readonly number[];
  /** The weights are raised to this power; default 1, 0 makes all classes equally likely. */
  readonly distortion?: number;
  /** How many classes stand before those of `unigrams`, never drawn; default 0. */
  readonly numReservedIds?: number;
  /** In how many parts the classes are dealt out, one after the other; default 1. */
  readonly numShards?: number;
  /** Which part this operation draws from; default 0. */
  readonly shard?: number;
  /** Not supported: give `unigrams`. */
  readonly vocabFile?: string;
}

/**
 * As uniformCandidateSampler, with classes as likely as their weights in `unigrams` say, which must be `rangeMax` with the
 * reserved ones.
 * @throws ShapeError without `unigrams`, if there are not as many as classes, or for a `vocabFile`
 */
export const fixedUnigramCandidateSampler = publicFunction(
  "random.fixedUnigramCandidateSampler(trueClasses: tensor, numTrue: number, numSampled: number, unique: boolean, rangeMax: number, {vocabFile = '', distortion = 1, numReservedIds = 0, numShards = 1, shard = 0, unigrams: any, seed: any, name})",
  (
    trueClasses: TensorLike,
    numTrue: number,
    numSampled: number,
    unique: boolean,
    rangeMax: number,
    options: FixedUnigramOptions = {},
  ): Candidates =>
    sample(
      'FixedUnigramCandidateSampler',
      trueClasses,
      {
        num_true: numTrue,
        num_sampled: numSampled,
        unique,
        range_max: rangeMax,
        vocab_file: options.vocabFile ?? '',
        distortion: options.distortion ?? 1,
        num_reserved_ids: options.numReservedIds ?? 0,
        num_shards: options.numShards ?? 1,
        shard: options.shard ?? 0,
        unigrams: options.unigrams ?? [],
      },
      options,
    ),
);

/** All of the classes 0 to `numSampled` − 1 as candidates, each expected once: to compare a sampled loss with the whole one. */
export const allCandidateSampler = publicFunction(
  'random.allCandidateSampler(trueClasses: tensor, numTrue: number, numSampled: number, unique: boolean, {seed: any, name})',
  (
    trueClasses: TensorLike,
    numTrue: number,
    numSampled: number,
    unique: boolean,
    options: CandidateOptions = {},
  ): Candidates =>
    sample('AllCandidateSampler', trueClasses, { num_true: numTrue, num_sampled: numSampled, unique }, options),
);
