/** Metrics. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.metrics.mean
{
  const [value, update] = tf.metrics.mean([1, 2, 6]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 3
}

// tf.metrics.accuracy
{
  const [value, update] = tf.metrics.accuracy([1, 2, 3, 4], [1, 2, 0, 0]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 0.5
}

// tf.metrics.meanAbsoluteError
{
  const [value, update] = tf.metrics.meanAbsoluteError([1, 2], [2, 5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 2
}

// tf.metrics.meanSquaredError
{
  const [value, update] = tf.metrics.meanSquaredError([1, 2], [2, 5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 5
}

// tf.metrics.rootMeanSquaredError
{
  const [value, update] = tf.metrics.rootMeanSquaredError([1, 2], [4, 5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 3
}

// tf.metrics.truePositives
{
  const [value, update] = tf.metrics.truePositives([true, true, false], [true, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 1
}

// tf.metrics.falsePositives
{
  const [value, update] = tf.metrics.falsePositives([false, true, false], [true, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 1
}

// tf.metrics.trueNegatives
{
  const [value, update] = tf.metrics.trueNegatives([true, true, false], [true, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 1
}

// tf.metrics.falseNegatives
{
  const [value, update] = tf.metrics.falseNegatives([true, true, false], [true, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  console.log(await sess.run(value));
  // 1
}

// tf.metrics.precision
{
  const [value, update] = tf.metrics.precision([true, false, true, false], [true, true, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // One of the two that were predicted.
  console.log(await sess.run(value));
  // 0.5
}

// tf.metrics.recall
{
  const [value, update] = tf.metrics.recall([true, true, true, true], [true, false, false, false]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // One of the four that are.
  console.log(await sess.run(value));
  // 0.25
}

// tf.metrics.auc
{
  const [value, update] = tf.metrics.auc([true, true, false, false], [0.9, 0.8, 0.2, 0.1]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // Every positive above every negative.
  console.log((await sess.run(value)).toFixed(4));
  // 1.0000
}

// tf.metrics.meanIou
{
  const [value, update] = tf.metrics.meanIou([0, 0, 1, 1], [0, 1, 1, 1], 2);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // (1 / 2 + 2 / 3) / 2
  console.log((await sess.run(value)).toFixed(4));
  // 0.5833
}

// tf.metrics.meanPerClassAccuracy
{
  const [value, update] = tf.metrics.meanPerClassAccuracy([0, 0, 1, 1], [0, 1, 1, 1], 2);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // (1 / 2 + 2 / 2) / 2
  console.log(await sess.run(value));
  // 0.75
}

// tf.metrics.precisionAtK
{
  const [value, update] = tf.metrics.precisionAtK([[1], [2]], [[5, 9, 2], [5, 9, 2]], 2);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // The two largest are classes 1 and 0, of which only the first row has one.
  console.log(await sess.run(value));
  // 0.25
}

// tf.metrics.recallAtK
{
  const [value, update] = tf.metrics.recallAtK([[1], [2]], [[5, 9, 2], [5, 9, 2]], 2);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // Class 1 is among the two largest, class 2 is not.
  console.log(await sess.run(value));
  // 0.5
}

// tf.metrics.percentageBelow
{
  const [value, update] = tf.metrics.percentageBelow([1, 2, 3, 4], 3);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // 1 and 2, of four.
  console.log(await sess.run(value));
  // 0.5
}

// tf.metrics.meanRelativeError
{
  const [value, update] = tf.metrics.meanRelativeError([1, 2], [2, 5], [1, 2]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // (1 / 1 + 3 / 2) / 2
  console.log(await sess.run(value));
  // 1.25
}

// tf.metrics.meanCosineDistance
{
  const [value, update] = tf.metrics.meanCosineDistance([[1, 0]], [[0, 1]], 1);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // A right angle.
  console.log(await sess.run(value));
  // 1
}

// tf.metrics.truePositivesAtThresholds
{
  const [value, update] = tf.metrics.truePositivesAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // 0.9 is above the threshold, and so.
  console.log(await sess.run(value));
  // [1]
}

// tf.metrics.falsePositivesAtThresholds
{
  const [value, update] = tf.metrics.falsePositivesAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // 0.6 is above it, and not so.
  console.log(await sess.run(value));
  // [1]
}

// tf.metrics.trueNegativesAtThresholds
{
  const [value, update] = tf.metrics.trueNegativesAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // 0.1 is below it, and not so.
  console.log(await sess.run(value));
  // [1]
}

// tf.metrics.falseNegativesAtThresholds
{
  const [value, update] = tf.metrics.falseNegativesAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // 0.4 is below it, and so.
  console.log(await sess.run(value));
  // [1]
}

// tf.metrics.precisionAtThresholds
{
  const [value, update] = tf.metrics.precisionAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // One of the two above the threshold.
  console.log((await sess.run(tf.reduceSum(value))).toFixed(2));
  // 0.50
}

// tf.metrics.recallAtThresholds
{
  const [value, update] = tf.metrics.recallAtThresholds([true, true, false, false], [0.9, 0.4, 0.6, 0.1], [0.5]);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // One of the two that are.
  console.log((await sess.run(tf.reduceSum(value))).toFixed(2));
  // 0.50
}

// tf.metrics.sensitivityAtSpecificity
{
  const [value, update] = tf.metrics.sensitivityAtSpecificity([true, true, false, false], [0.9, 0.8, 0.2, 0.1], 0.5);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // Every positive above every negative.
  console.log((await sess.run(value)).toFixed(2));
  // 1.00
}

// tf.metrics.specificityAtSensitivity
{
  const [value, update] = tf.metrics.specificityAtSensitivity([true, true, false, false], [0.9, 0.8, 0.2, 0.1], 0.5);
  await sess.run(tf.localVariablesInitializer());
  await sess.run(update);
  // Every positive above every negative.
  console.log((await sess.run(value)).toFixed(2));
  // 1.00
}
