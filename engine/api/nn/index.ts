/** `tf.nn`: what neural networks are made of. */

export { batchToSpace, depthToSpace, spaceToBatch, spaceToDepth } from '../array/blocks.ts';
export {
  allCandidateSampler,
  type CandidateOptions,
  type Candidates,
  type FixedUnigramOptions,
  fixedUnigramCandidateSampler,
  learnedUnigramCandidateSampler,
  logUniformCandidateSampler,
  uniformCandidateSampler,
} from '../random/candidates.ts';
export {
  type BidirectionalDynamicRnnOptions,
  bidirectionalDynamicRnn,
  type StaticBidirectionalRnnOptions,
  staticBidirectionalRnn,
} from '../rnn/bidirectional-rnn.ts';
export { type DynamicRnnOptions, dynamicRnn } from '../rnn/dynamic-rnn.ts';
export * as rnnCell from '../rnn/index.ts';
export { type StaticRnnOptions, staticRnn } from '../rnn/static-rnn.ts';
export * from './accidental-hits.ts';
export * from './activation.ts';
export { swish as silu } from './activation.ts';
export * from './any-rank.ts';
export * from './atrous.ts';
export * from './bias.ts';
export * from './convolution.ts';
export * from './convolution-parts.ts';
export * from './cross-entropy.ts';
export * from './dropout.ts';
export * from './embedding.ts';
export * from './max-pool-with-argmax.ts';
export * from './morphology.ts';
export * from './normalization.ts';
export { localResponseNormalization as lrn } from './normalization.ts';
export * from './poisson.ts';
export * from './pool.ts';
export { avgPool as avgPool2d } from './pool.ts';
export * from './ranking.ts';
export * from './sampled-loss.ts';
export * from './sequence-windows.ts';
export * from './softmax.ts';
export * from './statistics.ts';
export * from './volume.ts';
