/**
 * Candidate sampling: a few classes drawn to stand for all those that are not true, so that a loss over many classes need
 * not compute all of them. The streams are TensorFlow's.
 */

import { dimsMayBeEqual, TensorShape } from '../../graph/index.ts';
import type { CandidateDistribution } from '../kernel-language/index.ts';
import { attr, defineOp, type InferenceContext, type LoweringContext } from '../registry/index.ts';
import { dimsOfRank } from '../same-shape.ts';

const seeds = () => ({ seed: attr.int(0), seed2: attr.int(0) });
const counts = () => ({ num_true: attr.int(), num_sampled: attr.int(), unique: attr.bool() });

/** Fails for an attribute below what TensorFlow asks of it. */
function atLeast(c: InferenceContext, name: string, minimum: number): void {
  const value = c.attr(name, 'int');
  if (value < minimum) c.fail('value', `Value for attr '${name}' of ${value} must be at least minimum ${minimum}`);
}

function candidateShapes(c: InferenceContext): TensorShape[] {
  for (const name of ['num_true', 'num_sampled']) atLeast(c, name, 1);
  const [batch] = trueClasses(c);
  const sampled = TensorShape.of(c.attr('num_sampled', 'int'));
  return [sampled, TensorShape.of(batch, c.attr('num_true', 'int')), sampled];
}

/** Sizes of the matrix of true classes, `num_true` in each row. */
function trueClasses(c: InferenceContext) {
  const dims = dimsOfRank(c, 0, 2);
  const perRow = c.attr('num_true', 'int');
  if (!dimsMayBeEqual(dims[1], perRow)) c.fail('dimension', `Dimension must be ${perRow} but is ${dims[1]}`);
  return dims;
}

function draw(c: LoweringContext, distribution: CandidateDistribution) {
  const call = {
    name: 'CandidateSampler',
    distribution,
    unique: c.attr('unique', 'bool'),
    seed: c.attr('seed', 'int'),
    seed2: c.attr('seed2', 'int'),
    state: c.name,
  } as const;
  return c.b.host(call, c.inputs, c.outputs);
}

const argumentsOf = {
  inputs: ['true_classes: int64'],
  outputs: ['sampled_candidates: int64', 'true_expected_count: float32', 'sampled_expected_count: float32'],
} as const;

const ranged = {
  UniformCandidateSampler: 'uniform',
  LogUniformCandidateSampler: 'logUniform',
  LearnedUnigramCandidateSampler: 'learnedUnigram',
} as const;

for (const [type, kind] of Object.entries(ranged)) {
  defineOp(type, {
    ...argumentsOf,
    attributes: { ...counts(), range_max: attr.int(), ...seeds() },
    stateful: true,
    infer: (c) => {
      atLeast(c, 'range_max', 1);
      return candidateShapes(c);
    },
    gradient: 'none',
    lower: (c) => draw(c, { kind, range: c.attr('range_max', 'int') }),
  });
}

defineOp('FixedUnigramCandidateSampler', {
  ...argumentsOf,
  attributes: {
    ...counts(),
    range_max: attr.int(),
    vocab_file: attr.string(''),
    distortion: attr.float(1),
    num_reserved_ids: attr.int(0),
    num_shards: attr.int(1),
    shard: attr.int(0),
    unigrams: attr.floats([]),
    ...seeds(),
  },
  stateful: true,
  infer: (c) => {
    atLeast(c, 'range_max', 1);
    atLeast(c, 'num_shards', 1);
    atLeast(c, 'shard', 0);
    const shapes = candidateShapes(c);
    if (c.attr('vocab_file', 'string') !== '') {
      c.fail('value', 'vocab_file is not supported: read the file and give what stands in it as unigrams');
    }
    if (c.attr('unigrams', 'floats').length === 0) c.fail('value', 'Must provide either vocab_file or unigrams.');
    const [range, weights] = [c.attr('range_max', 'int'), unigramWeights(c)];
    if (range !== weights.length) {
      c.fail('value', `range is ${range}, must be equal to weights size ${weights.length}`);
    }
    checkWeights(c, weights);
    return shapes;
  },
  gradient: 'none',
  lower: (c) => draw(c, { kind: 'fixedUnigram', weights: unigramWeights(c) }),
});

/** Fails where the weights are none, or where no draw could give as many distinct classes as are asked for. */
function checkWeights(c: InferenceContext, weights: readonly number[]): void {
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) c.fail('value', `A unigram's weight must be finite and not negative, got ${wrong}`);
  const drawable = weights.filter((weight) => weight > 0).length;
  if (drawable === 0) c.fail('value', 'No class has a positive weight, so that none can be drawn');
  const count = c.attr('num_sampled', 'int');
  // More than the range is an error of the run, as in TensorFlow.
  if (c.attr('unique', 'bool') && count > drawable && count <= weights.length) {
    c.fail('value', `${count} distinct classes are asked for, but only ${drawable} have a positive weight`);
  }
}

/** A weight for each class of this shard: 0 of the reserved ones, then what the unigrams say, distorted. */
function unigramWeights(c: Pick<LoweringContext, 'attr'>): number[] {
  const [shards, shard] = [c.attr('num_shards', 'int'), c.attr('shard', 'int')];
  const isHere = (id: number) => id % shards === shard;
  const reserved = Array.from({ length: c.attr('num_reserved_ids', 'int') }, (_, id) => id).filter(isHere);
  const distortion = Math.fround(c.attr('distortion', 'float'));
  // TensorFlow numbers what follows from how many reserved ones are here, not from how many there are.
  const others = c.attr('unigrams', 'floats').filter((_, i) => isHere(reserved.length + i));
  return [...reserved.map(() => 0), ...others.map((weight) => Math.fround(Math.fround(weight) ** distortion))];
}

defineOp('AllCandidateSampler', {
  ...argumentsOf,
  attributes: { ...counts(), ...seeds() },
  stateful: true,
  infer: candidateShapes,
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'AllCandidates' }, c.inputs, c.outputs),
});

defineOp('ComputeAccidentalHits', {
  inputs: ['true_classes: int64', 'sampled_candidates: int64'],
  outputs: ['indices: int32', 'ids: int64', 'weights: float32'],
  attributes: { num_true: attr.int(), ...seeds() },
  dynamic: true,
  infer: (c) => {
    trueClasses(c);
    dimsOfRank(c, 1, 1);
    const hits = TensorShape.of(c.fresh(0));
    return [hits, hits, hits];
  },
  gradient: 'none',
  lower: (c) => c.b.host({ name: 'ComputeAccidentalHits' }, c.inputs, c.outputs),
});
