/**
 * `tf.metrics`: what a model is judged by, added up over batches in local variables. Each gives the pair of its value and
 * of the operation that adds a batch; run `tf.localVariablesInitializer()` to begin, or begin again.
 */

export { type AucOptions, auc } from './auc.ts';
export * from './classes.ts';
export * from './counts.ts';
export * from './mean.ts';
export type { Metric, MetricOptions } from './metric.ts';
export * from './thresholds.ts';
export * from './top-k.ts';
