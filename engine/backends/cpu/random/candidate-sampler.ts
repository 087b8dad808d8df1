/**
 * Candidate sampling: classes drawn from a distribution over [0, range), with how often each is expected among them. What
 * is kept from run to run (a table, counts) is a sampler's own; the stream of words is handed in.
 */

import type { CandidateDistribution } from '../../../ops/kernel-language/index.ts';
import { KernelFault } from '../fault.ts';
import { AliasTable } from './alias-table.ts';
import { below64 } from './exact-integer.ts';
import { WeightTree } from './weight-tree.ts';
import { unitFloat64, type WordStream } from './words.ts';

export interface CandidateSampler {
  readonly range: number;
  draw(stream: WordStream): number;
  /** That one draw gives `candidate`; a float32. */
  probability(candidate: number): number;
  /** Takes in the classes that occurred in a run, after it. */
  learn?(classes: ArrayLike<number>): void;
}

const LARGEST_TOTAL = 2 ** 31 - 1;

const makers: {
  readonly [K in CandidateDistribution['kind']]: (
    distribution: Extract<CandidateDistribution, { kind: K }>,
  ) => CandidateSampler;
} = {
  uniform: ({ range }) => {
    const each = Math.fround(1 / range);
    return { range, draw: (stream) => below64(stream, range), probability: () => each };
  },

  /** P(class) = log((class + 2) / (class + 1)) / log(range + 1), about that of words sorted by how often they occur. */
  logUniform: ({ range }) => {
    const logRange = Math.log1p(range);
    return {
      range,
      // Mathematically below the range; rounding may reach it.
      draw: (stream) => (Math.trunc(Math.exp(unitFloat64(stream.next(), stream.next()) * logRange)) - 1) % range,
      probability: (candidate) => Math.fround(Math.log((candidate + 2) / (candidate + 1)) / logRange),
    };
  },

  /** By how often each class was seen, and once more. */
  learnedUnigram: ({ range }) => {
    const counts = new WeightTree(range);
    return {
      range,
      draw: (stream) => counts.draw(stream),
      probability: (candidate) => Math.fround(Math.fround(counts.weight(candidate)) / Math.fround(counts.total)),
      learn: (classes) => {
        const room = Math.min(classes.length, LARGEST_TOTAL - counts.total);
        for (let i = 0; i < room; i++) counts.increment(classes[i]);
      },
    };
  },

  fixedUnigram: ({ weights }) => {
    const table = new AliasTable(Float32Array.from(weights));
    let total = 0;
    for (const weight of weights) total = Math.fround(total + weight);
    return {
      range: weights.length,
      draw: (stream) => table.draw(stream),
      probability: (candidate) => Math.fround(weights[candidate] / total),
    };
  },
};

export function makeCandidateSampler(distribution: CandidateDistribution): CandidateSampler {
  return (makers[distribution.kind] as (distribution: CandidateDistribution) => CandidateSampler)(distribution);
}

export interface Candidates {
  readonly drawn: number[];
  /** How often a class is expected among the drawn ones; where they are distinct, how likely it is there at all. */
  readonly expectedCount: (candidate: number) => number;
}

/**
 * Draws in a row that give nothing new, after which no more are made: seconds of them. Classes that have a share of a
 * millionth together come up before, but for once in e³⁰ times.
 */
const MOST_REPEATS = 3e7;

/**
 * @param unique - Draws again what was drawn before. Only for at most `range` candidates.
 * @throws KernelFault where no other class comes up: the shares of those that are left were rounded to 0.
 */
export function drawCandidates(
  sampler: CandidateSampler,
  count: number,
  unique: boolean,
  stream: WordStream,
): Candidates {
  const drawn: number[] = [];
  const used = new Set<number>();
  let tries = 0;
  let repeats = 0;
  while (drawn.length < count) {
    tries++;
    const candidate = sampler.draw(stream);
    if (unique && used.has(candidate)) {
      if (++repeats === MOST_REPEATS) throw tooRare(drawn.length, count);
      continue;
    }
    repeats = 0;
    used.add(candidate);
    drawn.push(candidate);
  }
  return { drawn, expectedCount: (candidate) => expectedCount(sampler.probability(candidate), count, tries) };
}

const tooRare = (drawn: number, count: number) =>
  new KernelFault(
    `Only ${drawn} of ${count} distinct classes came up, then ${MOST_REPEATS} draws gave none that is new: the others are ` +
      'too rare beside them. Ask for fewer, or bring the weights closer together (a distortion below 1 does).',
  );

/** In float32, step by step. */
function expectedCount(probability: number, count: number, tries: number): number {
  if (tries === count) return Math.fround(probability * count);
  const missedOnce = Math.fround(Math.log1p(-probability));
  return Math.fround(-Math.expm1(Math.fround(Math.fround(tries) * missedOnce)));
}
