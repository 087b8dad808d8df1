/** Metrics of class numbers, each class counting the same. */

import { asOneCall, type Tensor } from '../../graph/index.ts';
import { ones, onesLike } from '../array/filled.ts';
import { matrixDiagPart } from '../array/matrix-parts.ts';
import { where } from '../array/select.ts';
import { reshape, size } from '../array/shape.ts';
import { convertToTensor, type TensorLike } from '../convert.ts';
import {
  cast,
  confusionMatrix,
  divide,
  divNoNan,
  equal,
  greater,
  maximum,
  notEqual,
  reduceMean,
  reduceSum,
} from '../math/index.ts';
import { add, multiply, subtract } from '../nn/operator.ts';
import { readOptions } from '../options.ts';
import { publicFunction } from '../signature.ts';
import { assignAdd, scatterAdd } from '../state/assign.ts';
import { checkSameShape } from '../weights/squeeze.ts';
import { inMetricScope, type Metric, type MetricOptions, metric, metricVariable } from './metric.ts';

export interface ClassMetricOptions extends MetricOptions {
  /** How many classes there are. */
  readonly numClasses?: number;
}

const common = '{metricsCollections: any, updatesCollections: any, name}';

/**
 * The mean over the classes that occur of intersection over union: TP / (TP + FP + FN) of class numbers. Its update gives
 * the confusion matrix [numClasses, numClasses] (float64), not the value.
 * @throws InvalidArgumentError when it runs, for class numbers of numClasses and above.
 */
export const meanIou = publicFunction(
  `metrics.meanIou(labels: tensor, predictions: tensor, numClasses: number, weights?: tensor, ${common})`,
  (
    labels: TensorLike,
    predictions: TensorLike,
    numClasses: number | ClassMetricOptions,
    weights?: TensorLike | null | ClassMetricOptions,
    options?: ClassMetricOptions,
  ): [value: Tensor<'float32', 'scalar'>, updateOp: Tensor<'float64', 'array'>] => {
    const given = readOptions<ClassMetricOptions>(['numClasses', 'weights'], [numClasses, weights, options]);
    return asOneCall(() => {
      const [y, x] = [convertToTensor(labels), convertToTensor(predictions)];
      return inMetricScope(given.name, 'mean_iou', () => {
        checkSameShape(x, y);
        const classes = given.numClasses!;
        const total = metricVariable([classes, classes], 'total_confusion_matrix', 'float64');
        const ofBatch = confusionMatrix(flat(cast(y, 'int64')), flat(cast(x, 'int64')), classes, {
          dtype: 'float64',
          ...(given.weights && { weights: flat(convertToTensor(given.weights)) }),
        });
        const updateOp = assignAdd(total, ofBatch);
        return metric(iouOf(total.value()), updateOp, given) as [Metric[0], never];
      });
    });
  },
);

function iouOf(matrix: Tensor): Tensor {
  const rows = cast(reduceSum(matrix, 0), 'float32');
  const columns = cast(reduceSum(matrix, 1), 'float32');
  const both = cast(matrixDiagPart(matrix), 'float32');
  const union = subtract(add(rows, columns), both);
  const occurring = reduceSum(cast(notEqual(union, 0), 'float32'));
  const iou = divide(both, where(greater(union, 0), union, onesLike(union)));
  const sum = reduceSum(iou, { name: 'mean_iou' });
  return where(greater(occurring, 0), divide(sum, occurring), 0);
}

/** As a vector. */
function flat(x: Tensor): Tensor {
  return x.shape.rank !== null && x.shape.rank > 1 ? reshape(x, [-1]) : x;
}

/**
 * The mean over classes of how often class numbers are right. Its update gives that share of each class, a vector
 * [numClasses].
 */
export const meanPerClassAccuracy = publicFunction(
  `metrics.meanPerClassAccuracy(labels: tensor, predictions: tensor, numClasses: number, weights?: tensor, ${common})`,
  (
    labels: TensorLike,
    predictions: TensorLike,
    numClasses: number | ClassMetricOptions,
    weights?: TensorLike | null | ClassMetricOptions,
    options?: ClassMetricOptions,
  ): [value: Tensor<'float32', 'scalar'>, updateOp: Tensor<'float32', 'array'>] => {
    const given = readOptions<ClassMetricOptions>(['numClasses', 'weights'], [numClasses, weights, options]);
    return asOneCall(() =>
      inMetricScope(given.name, 'mean_accuracy', () => {
        const y = flat(cast(labels, 'int64'));
        const x = flat(convertToTensor(predictions));
        checkSameShape(x, y);
        const total = metricVariable([given.numClasses!], 'total');
        const count = metricVariable([given.numClasses!], 'count');
        let seen: Tensor = ones([size(y)]);
        let right: Tensor = cast(equal(cast(x, y.dtype), y), 'float32');
        if (given.weights !== undefined && given.weights !== null) {
          const w = cast(flat(convertToTensor(given.weights)), 'float32');
          [right, seen] = [multiply(right, w), multiply(seen, w)];
        }
        const newTotal = scatterAdd(total, y, seen);
        const newCount = scatterAdd(count, y, right);
        const shares = divNoNan(count, maximum(total, 0));
        const value = reduceMean(shares, { name: 'mean_accuracy' });
        const updateOp = divNoNan(newCount, maximum(newTotal, 0), { name: 'update_op' });
        return metric(value, updateOp, given) as [Metric[0], never];
      }),
    );
  },
);
