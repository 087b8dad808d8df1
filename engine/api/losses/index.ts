/** `tf.losses`: what a model is trained by. Each function adds its loss to a collection of the graph. */

export * from './classification.ts';
export * from './collected.ts';
export { Reduction, type ReductionKey } from './reduction.ts';
export {
  absoluteDifference,
  type CosineOptions,
  cosineDistance,
  type HuberOptions,
  huberLoss,
  type LogLossOptions,
  logLoss,
  meanPairwiseSquaredError,
  meanSquaredError,
} from './regression.ts';
export { computeWeightedLoss, type Loss, type LossOptions } from './weighted.ts';
