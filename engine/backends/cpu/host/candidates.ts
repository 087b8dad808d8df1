/** Candidate sampling: classes drawn to stand for all those that are not true, and where they are true after all. */

import { KernelFault } from '../fault.ts';
import { drawCandidates, WordStream } from '../random/index.ts';
import type { HostFunction, HostResult, HostTensor } from './host-function.ts';

/** Words that a run reserves for each candidate. */
const WORDS_A_CANDIDATE = 2048;

export const candidateSampler: HostFunction<'CandidateSampler'> = (call, [trueClasses], context) => {
  const { store, outputs } = context;
  const [count] = outputs[0].shape;
  const sampler = store.candidateSampler(call.state, call.distribution);
  if (call.unique && count > sampler.range) throw new KernelFault("Sampler's range is too small.");
  const classes = checkedClasses(trueClasses, sampler.range);
  const words = store.randomState(call.state, call.seed, call.seed2).reserveWords(WORDS_A_CANDIDATE * count);
  const { drawn, expectedCount } = drawCandidates(sampler, count, call.unique, new WordStream(words));
  const results = candidateResults(drawn, classes, expectedCount);
  sampler.learn?.(classes);
  return results;
};

export const allCandidates: HostFunction<'AllCandidates'> = (_call, [trueClasses], context) => {
  const [count] = context.outputs[0].shape;
  const classes = checkedClasses(trueClasses, count);
  return candidateResults(
    Array.from({ length: count }, (_, candidate) => candidate),
    classes,
    () => 1,
  );
};

function candidateResults(
  drawn: readonly number[],
  classes: readonly number[],
  expectedCount: (candidate: number) => number,
): HostResult[] {
  return [
    { data: BigInt64Array.from(drawn, BigInt) },
    { data: Float32Array.from(classes, expectedCount) },
    { data: Float32Array.from(drawn, expectedCount) },
  ];
}

/** @throws KernelFault for a number that names no class. */
function checkedClasses({ data }: HostTensor, range: number): number[] {
  return Array.from(data as BigInt64Array, (element) => {
    const candidate = Number(element);
    if (candidate >= 0 && candidate < range) return candidate;
    throw new KernelFault(`\`true_candidate\` out of range [0, ${range}), received ${element}`);
  });
}

/** What is added to the logit of a candidate that is true: the lowest float32. */
const LOWEST = -(2 - 2 ** -23) * 2 ** 127;

export const computeAccidentalHits: HostFunction<'ComputeAccidentalHits'> = (_call, [trueClasses, candidates]) => {
  const [, perRow] = trueClasses.shape;
  const places = new Map<bigint, number>();
  for (const [place, candidate] of (candidates.data as BigInt64Array).entries()) places.set(candidate, place);
  const rows: number[] = [];
  const hits: number[] = [];
  for (const [at, trueClass] of (trueClasses.data as BigInt64Array).entries()) {
    const place = places.get(trueClass);
    if (place === undefined) continue;
    rows.push(Math.floor(at / perRow));
    hits.push(place);
  }
  const shape = [rows.length];
  return [
    { data: Int32Array.from(rows), shape },
    { data: BigInt64Array.from(hits, BigInt), shape },
    { data: new Float32Array(rows.length).fill(LOWEST), shape },
  ];
};
