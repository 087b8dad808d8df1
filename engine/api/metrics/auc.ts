/** `tf.metrics.auc`: the area under a curve of shares over all thresholds. */

import { asOneCall, GraphError, type Tensor } from '../../graph/index.ts';
import { onesLike } from '../array/filled.ts';
import { where } from '../array/select.ts';
import { vectorRange } from '../array/slice.ts';
import type { TensorLike } from '../convert.ts';
import { divide, divNoNan, greater, log, logicalAnd, maximum, minimum, multiply, reduceSum } from '../math/index.ts';
import * as python from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { type Counts, countsAt, evenThresholds, withEnds } from './counts-at-thresholds.ts';
import { inMetricScope, type Metric, type MetricOptions, metric } from './metric.ts';

export interface AucOptions extends MetricOptions {
  /** How many thresholds the curve is taken at; default 200. */
  readonly numThresholds?: number;
  /** Recall over the false positive rate (default), or precision over recall. */
  readonly curve?: 'ROC' | 'PR';
  /** How the area between two thresholds is taken; default trapezoidal. For PR, careful_interpolation is the right one. */
  readonly summationMethod?: 'trapezoidal' | 'careful_interpolation' | 'minoring' | 'majoring';
  /** The thresholds between 0 and 1; default: evenly spaced. */
  readonly thresholds?: readonly number[];
}

/**
 * The area under the curve of predictions in [0, 1] against labels that are truth values, approximated at thresholds.
 * @throws InvalidArgumentError when it runs, for predictions outside [0, 1]; GraphError for another curve or method.
 */
export const auc = publicFunction(
  "metrics.auc(labels: tensor, predictions: tensor, weights?: tensor, numThresholds = 200, {metricsCollections: any, updatesCollections: any, curve = 'ROC', name, summationMethod = 'trapezoidal', thresholds: any})",
  (
    labels: TensorLike,
    predictions: TensorLike,
    weights?: TensorLike | null | AucOptions,
    numThresholds?: number | AucOptions,
    options?: AucOptions,
  ): Metric => {
    const given = readOptions<AucOptions>(['weights', 'numThresholds'], [weights, numThresholds, options]);
    const area = areaFunction(given.curve ?? 'ROC', given.summationMethod ?? 'trapezoidal');
    const thresholds = thresholdsOf(given.thresholds, given.numThresholds ?? 200);
    return asOneCall(() =>
      inMetricScope(given.name, 'auc', () => {
        const { values, updates } = countsAt(thresholds, labels, predictions, given.weights);
        return metric(area(values, 'value'), area(updates, 'update_op'), given);
      }),
    );
  },
);

function thresholdsOf(given: readonly number[] | undefined, count: number): number[] {
  return given ? withEnds([...given].sort((a, b) => a - b)) : evenThresholds(count);
}

function areaFunction(curve: string, method: string): (counts: Counts, name: string) => Tensor {
  if (curve !== 'ROC' && curve !== 'PR') {
    throw new GraphError(`Curve must be either ROC or PR. Curve ${curve} is unknown.`);
  }
  if (curve === 'PR' && method === 'careful_interpolation') return interpolated;
  const heights = {
    trapezoidal: (a: Tensor, b: Tensor) => python.divide(python.add(a, b), 2),
    careful_interpolation: (a: Tensor, b: Tensor) => python.divide(python.add(a, b), 2),
    minoring: (a: Tensor, b: Tensor) => minimum(a, b) as Tensor,
    majoring: (a: Tensor, b: Tensor) => maximum(a, b) as Tensor,
  };
  if (!Object.hasOwn(heights, method)) {
    throw new GraphError(`Invalid summationMethod: ${method}. It should be one of ${Object.keys(heights).join(', ')}.`);
  }
  const height = heights[method as keyof typeof heights];
  return (counts, name) => {
    const [x, y] = curve === 'ROC' ? rates(counts) : shares(counts);
    const width = python.subtract(allButLast(x), allButFirst(x));
    return reduceSum(multiply(width, height(allButLast(y), allButFirst(y))), { name });
  };
}

/** Keeps quotients finite. */
const epsilon = 1e-6;

function rates({ tp, fn, tn, fp }: Counts): [x: Tensor, y: Tensor] {
  const y = recallOf(tp, fn);
  return [divide(fp, python.add(python.add(fp, tn), epsilon)), y];
}

function shares({ tp, fn, fp }: Counts): [x: Tensor, y: Tensor] {
  const x = recallOf(tp, fn);
  return [x, divide(python.add(tp, epsilon), python.add(python.add(tp, fp), epsilon))];
}

const recallOf = (tp: Tensor, fn: Tensor): Tensor =>
  divide(python.add(tp, epsilon), python.add(python.add(tp, fn), epsilon));

const allButLast = (x: Tensor): Tensor => vectorRange(x, null, -1);
const allButFirst = (x: Tensor): Tensor => vectorRange(x, 1, null);

/** Between thresholds true and false positives are taken to grow in step (Davis and Goadrich, 2006). */
function interpolated({ tp, fp, fn }: Counts): Tensor {
  const growth = python.subtract(allButLast(tp), allButFirst(tp));
  const p = python.add(tp, fp);
  const steps = maximum(python.subtract(allButLast(p), allButFirst(p)), 0);
  const slope = divNoNan(growth, steps, { name: 'prec_slope' });
  const intercept = python.subtract(allButFirst(tp), multiply(slope, allButFirst(p)));
  const areBoth = logicalAnd(greater(allButLast(p), 0), greater(allButFirst(p), 0));
  const ratio = divNoNan(allButLast(p), maximum(allButFirst(p), 0), { name: 'recall_relative_ratio' });
  const safe = where(areBoth, ratio, onesLike(allButFirst(p)));
  const sum = python.multiply(slope, python.add(growth, python.multiply(intercept, log(safe))));
  const all = maximum(python.add(allButFirst(tp), allButFirst(fn)), 0);
  return reduceSum(divNoNan(sum, all, { name: 'pr_auc_increment' }), { name: 'interpolate_pr_auc' });
}
