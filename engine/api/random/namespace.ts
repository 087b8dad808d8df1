/** `tf.random`: random tensors under their short names. */

export {
  allCandidateSampler,
  type CandidateOptions,
  type Candidates,
  type FixedUnigramOptions,
  fixedUnigramCandidateSampler,
  learnedUnigramCandidateSampler,
  logUniformCandidateSampler,
  uniformCandidateSampler,
} from './candidates.ts';
export { type CategoricalOptions, categorical } from './categorical.ts';
export { randomGamma as gamma, randomPoisson as poisson } from './parametrized.ts';
export {
  multinomial,
  randomNormal as normal,
  randomShuffle as shuffle,
  randomUniform as uniform,
  setRandomSeed,
  truncatedNormal,
} from './random.ts';
export {
  type StatelessCategoricalOptions,
  type StatelessMultinomialOptions,
  type StatelessNormalOptions,
  type StatelessUniformOptions,
  statelessCategorical,
  statelessMultinomial,
  statelessNormal,
  statelessTruncatedNormal,
  statelessUniform,
} from './stateless.ts';
