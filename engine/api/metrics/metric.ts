/** What metrics are made of: local variables that add up over batches, and the pair that each metric gives. */

import { type DType, GraphKeys, getDefaultGraph, type Tensor } from '../../graph/index.ts';
import { zeros } from '../array/filled.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import { Variable } from '../state/variable.ts';
import { variableScope } from '../state/variable-scope.ts';
import { checkSameShape, fittedWeights, removeSqueezableDimensions } from '../weights/squeeze.ts';

export interface MetricOptions {
  /** What each value counts: a scalar, or of the rank of the values, each axis of the same size or 1; default 1. */
  readonly weights?: TensorLike | null;
  /** Where the value is added. */
  readonly metricsCollections?: string | readonly string[] | null;
  /** Where the update is added. */
  readonly updatesCollections?: string | readonly string[] | null;
  /** The scope of its variables and operations; default that of the metric, made unique. */
  readonly name?: string;
}

type Scalar = Tensor<'float32', 'scalar'>;

/**
 * The value over all batches since `tf.localVariablesInitializer()` was run, and the operation that adds the batch at hand,
 * which gives the value with it.
 */
export type Metric = [value: Scalar, updateOp: Scalar];

/** A variable of zeros that is neither trained nor saved. */
export function metricVariable(shape: readonly number[], name: string, dtype: DType = 'float32'): Variable {
  return new Variable(() => zeros([...shape], dtype), {
    trainable: false,
    collections: [GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES],
    dtype,
    name,
  });
}

/** Runs `body` in the scope of the metric. */
export function inMetricScope<T>(name: string | undefined, defaultName: string, body: () => T): T {
  return name ? variableScope(name, body) : variableScope(null, { defaultName }, body);
}

/** The two as a pair, added to the collections. */
export function metric(value: Tensor, updateOp: Tensor, options: MetricOptions): Metric {
  const { collections } = getDefaultGraph();
  const names = (given: MetricOptions['metricsCollections']) => [given ?? []].flat();
  collections.addToAll(names(options.metricsCollections), value);
  collections.addToAll(names(options.updatesCollections), updateOp);
  return [value as Scalar, updateOp as Scalar];
}

export interface MetricInputs {
  readonly predictions: Tensor;
  readonly labels: Tensor;
  readonly weights: Tensor | undefined;
}

/** All with as many axes. @throws ShapeError for labels that do not fit predictions. */
export function alignedInputs(
  labels: TensorLike,
  predictions: TensorLike,
  weights: TensorLike | null | undefined,
): MetricInputs {
  const [y, x] = removeSqueezableDimensions(labels, convertToTensor(predictions));
  checkSameShape(x, y);
  return { predictions: x, labels: y, weights: optionalWeights(weights, x) };
}

/** Weights with as many axes as the values, where there are any. */
export function optionalWeights(weights: TensorLike | null | undefined, values: Tensor): Tensor | undefined {
  return weights === undefined || weights === null ? undefined : fittedWeights(weights, values);
}
