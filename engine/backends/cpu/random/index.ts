/** Random numbers of the CPU backend: TensorFlow's generator and distributions. */

export { type CandidateSampler, drawCandidates, makeCandidateSampler } from './candidate-sampler.ts';
export { fillerOf } from './fillers.ts';
export * as floatFunctions from './float-functions.ts';
export { fillGamma } from './gamma.ts';
export { fillMultinomial } from './multinomial.ts';
export {
  fillNormalFloat32,
  fillNormalFloat64,
  fillTruncatedNormalFloat32,
  fillTruncatedNormalFloat64,
  SMALLEST_UNIT_FLOAT32,
  TRUNCATED_AT,
} from './normal.ts';
export { Philox } from './philox.ts';
export { fillPoisson } from './poisson.ts';
export { shufflePermutation } from './shuffle.ts';
export { BLOCKS_RESERVED_A_VALUE, RandomState } from './state.ts';
export { fillUniformFloat32, fillUniformFloat64, fillUniformInt32, fillUniformInt64 } from './uniform.ts';
export { WordStream } from './words.ts';
