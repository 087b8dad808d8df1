/** `tf.metrics`. */

import type { Tensor } from '../../../engine/index.ts';
import type { Api } from '../engine.ts';
import type { LibraryProgram } from './index.ts';

/** The updates of metrics, twice, then their values. */
function updated(...metrics: [value: Tensor, updateOp: Tensor][]): Tensor[][] {
  const updates = metrics.map(([, updateOp]) => updateOp);
  return [updates, updates, metrics.map(([value]) => value)];
}

function classes(tf: Api, y: readonly number[], x: readonly number[]) {
  return { y: tf.constant(y, 'int32', { name: 'y' }), x: tf.constant(x, 'int32', { name: 'x' }) };
}

const weights = [1, 2, 0.5, 0.25, 4, 3];

export const metricPrograms: Record<string, LibraryProgram> = {
  meanMetrics(tf) {
    const { y, x } = classes(tf, [1, 0, 2, 1], [1, 1, 2, 0]);
    const seen = tf.constant(
      [
        [1, 2],
        [3, -4],
      ],
      { name: 'numbers' },
    );
    const truth = tf.constant(
      [
        [0.5, 2],
        [3, 1],
      ],
      { name: 'truth' },
    );
    return updated(
      tf.metrics.accuracy(y, x),
      tf.metrics.accuracy(tf.reshape(y, [4, 1]), x, tf.constant([1, 0, 2, 1]), {
        name: 'acc',
        metricsCollections: 'mine',
      }),
      tf.metrics.mean(seen),
      tf.metrics.mean(seen, [[1], [0.5]]),
      tf.metrics.meanSquaredError(truth, seen),
      tf.metrics.meanAbsoluteError(truth, seen),
      tf.metrics.rootMeanSquaredError(truth, seen, 2),
    );
  },

  countMetrics(tf) {
    const { y, x } = classes(tf, [1, 0, 1, 1, 0, 0], [1, 1, 0, 1, 0, 0]);
    tf.constant(weights, { name: 'w' });
    return updated(
      tf.metrics.truePositives(y, x),
      tf.metrics.falsePositives(y, x, { name: 'fp' }),
      tf.metrics.trueNegatives(y, x),
      tf.metrics.falseNegatives(y, x),
      tf.metrics.precision(y, x),
      tf.metrics.recall(y, x),
    );
  },

  weightedCounts(tf) {
    const { y, x } = classes(tf, [1, 0, 1, 1, 0, 0], [1, 1, 0, 1, 0, 0]);
    const w = tf.constant(weights, { name: 'w' });
    return updated(
      tf.metrics.trueNegatives(y, x, w),
      tf.metrics.precision(y, x, w),
      tf.metrics.recall(y, x, w, { name: 'r' }),
    );
  },

  classMetrics(tf) {
    const { y, x } = classes(tf, [1, 0, 2, 1], [1, 1, 2, 0]);
    const w = tf.constant([1, 0.5, 2, 1], { name: 'w' });
    return updated(
      tf.metrics.meanIou(y, x, 4),
      tf.metrics.meanIou(y, x, 3, w),
      tf.metrics.meanPerClassAccuracy(y, x, 4),
      tf.metrics.meanPerClassAccuracy(y, x, { numClasses: 3, weights: w }),
    );
  },

  areas(tf) {
    const y = tf.constant([1, 0, 1, 1, 0, 0, 1], 'int32', { name: 'y' });
    const x = tf.constant([0.9, 0.6, 0.55, 0.7, 0.2, 0.3, 0.15], { name: 'x' });
    const w = tf.constant([...weights, 1], { name: 'w' });
    return updated(
      tf.metrics.auc(y, x),
      tf.metrics.auc(y, x, { numThresholds: 11 }),
      tf.metrics.auc(y, x, w, 5),
      tf.metrics.auc(y, x, { curve: 'PR', numThresholds: 9, name: 'pr' }),
      tf.metrics.auc(y, x, { curve: 'PR', summationMethod: 'careful_interpolation' }),
      tf.metrics.auc(y, x, { summationMethod: 'minoring', numThresholds: 7 }),
      tf.metrics.auc(y, x, { summationMethod: 'majoring', thresholds: [0.5, 0.25] }),
    );
  },

  thresholdMetrics(tf) {
    const y = tf.constant([1, 0, 1, 1, 0, 0, 1], { dtype: 'int32', name: 'y' });
    const x = tf.constant([0.9, 0.6, 0.55, 0.7, 0.2, 0.3, 0.15], { name: 'x' });
    const w = tf.constant([1, 2, 0.5, 0.25, 4, 3, 1], { name: 'w' });
    const at = [0.1, 0.25, 0.6];
    const { metrics } = tf;
    return updated(
      metrics.precisionAtThresholds(y, x, at),
      metrics.recallAtThresholds(y, x, at, w, { name: 'r' }),
      metrics.truePositivesAtThresholds(y, x, at),
      metrics.falsePositivesAtThresholds(y, x, at, w),
      metrics.trueNegativesAtThresholds(y, x, at),
      metrics.falseNegativesAtThresholds(y, x, at),
      metrics.sensitivityAtSpecificity(y, x, 0.7, { numThresholds: 11 }),
      metrics.specificityAtSensitivity(y, x, 0.5, { weights: w, name: 's' }),
    );
  },

  otherMeans(tf) {
    const rows = (name: string, ...values: number[][]) => tf.constant(values, { name });
    const y = rows('y', [0.6, 0.8], [0, 1], [1, 0]);
    const x = rows('x', [0.8, 0.6], [0, -1], [0, 1]);
    const scale = rows('scale', [1, 2], [0, 0.5], [4, 1]);
    const { metrics } = tf;
    return updated(
      metrics.percentageBelow(x, 0.5),
      metrics.percentageBelow(x, 0.7, { weights: [[1], [2], [0.5]], name: 'p' }),
      metrics.meanRelativeError(y, x, scale),
      metrics.meanRelativeError(y, x, scale, 2),
      metrics.meanCosineDistance(y, x, 1),
      metrics.meanCosineDistance(y, x, 1, [[1], [0.5], [2]]),
    );
  },

  topMetrics(tf) {
    const rows = [
      [0.1, 0.5, 0.4, 0],
      [0.7, 0.1, 0.15, 0.05],
      [0.2, 0.3, 0.1, 0.4],
    ];
    const sets = [
      [1, 2],
      [3, 3],
      [0, 3],
    ];
    const x = tf.constant(rows, { name: 'x' });
    const one = tf.constant([1, 2, 0], 'int64', { name: 'one' });
    const several = tf.constant(sets, 'int64', { name: 'several' });
    const w = tf.constant([1, 2, 0.5], { name: 'w' });
    return updated(
      tf.metrics.precisionAtK(one, x, 1),
      tf.metrics.recallAtK(one, x, 2),
      tf.metrics.precisionAtK(several, x, 2),
      tf.metrics.recallAtK(several, x, 2),
      tf.metrics.precisionAtK(several, x, 3, 3),
      tf.metrics.recallAtK(several, x, 2, { classId: 3 }),
      tf.metrics.precisionAtK(one, x, 2, { weights: w }),
      tf.metrics.recallAtK(several, x, 3, null, w, { name: 'r' }),
    );
  },
};
