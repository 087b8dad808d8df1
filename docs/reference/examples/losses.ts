/** Losses, layers, summaries. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.losses.absoluteDifference
{
  console.log(await sess.run(tf.losses.absoluteDifference([1, 2], [2, 5])));
  // 2
}

// tf.losses.meanSquaredError
{
  console.log(await sess.run(tf.losses.meanSquaredError([1, 2], [2, 5])));
  // 5
}

// tf.losses.huberLoss
{
  // (1² / 2 + (1 · 3 − 1² / 2)) / 2
  console.log(await sess.run(tf.losses.huberLoss([1, 2], [2, 5])));
  // 1.5
}

// tf.losses.logLoss
{
  // −log(1/2) for each.
  console.log((await sess.run(tf.exp(tf.losses.logLoss([1, 0], [0.5, 0.5])))).toFixed(4));
  // 2.0000
}

// tf.losses.cosineDistance
{
  // One minus the cosine of the angle between the two: a right one.
  console.log(await sess.run(tf.losses.cosineDistance([[1, 0]], [[0, 1]], 1)));
  // 1
}

// tf.losses.meanPairwiseSquaredError
{
  // The differences are 0 and 2, which differ by 2 in their only pair.
  console.log(await sess.run(tf.losses.meanPairwiseSquaredError([[1, 2]], [[1, 4]])));
  // 4
}

// tf.losses.hingeLoss
{
  // max(0, 1 − 0.5) and max(0, 1 + 2)
  console.log(await sess.run(tf.losses.hingeLoss([1, 0], [0.5, 2])));
  // 1.75
}

// tf.losses.sigmoidCrossEntropy
{
  console.log((await sess.run(tf.exp(tf.losses.sigmoidCrossEntropy([[1, 0]], [[0, 0]])))).toFixed(4));
  // 2.0000
}

// tf.losses.softmaxCrossEntropy
{
  console.log((await sess.run(tf.exp(tf.losses.softmaxCrossEntropy([[0, 1]], [[3, 3]])))).toFixed(4));
  // 2.0000
}

// tf.losses.sparseSoftmaxCrossEntropy
{
  console.log((await sess.run(tf.exp(tf.losses.sparseSoftmaxCrossEntropy([1], [[3, 3]])))).toFixed(4));
  // 2.0000
}

// tf.losses.computeWeightedLoss
{
  // The mean over the weights that are not 0.
  console.log(await sess.run(tf.losses.computeWeightedLoss([1, 2, 30], [1, 1, 0])));
  // 1.5
}

// tf.losses.addLoss, tf.losses.getLosses, tf.losses.getTotalLoss
{
  tf.losses.addLoss(tf.constant(3));
  tf.losses.absoluteDifference([1], [2]);
  console.log(tf.losses.getLosses().length, await sess.run(tf.losses.getTotalLoss()));
  // 2 4
}

// tf.losses.getRegularizationLosses, tf.losses.getRegularizationLoss
{
  const w = tf.getVariable('w', [2], { initializer: tf.onesInitializer(), regularizer: tf.regularizers.l2(5) });
  await sess.run(w.initializer);
  console.log(tf.losses.getRegularizationLosses().length, await sess.run(tf.losses.getRegularizationLoss()));
  // 1 10
}

// tf.layers.dense
{
  const ones = tf.onesInitializer();
  const y = tf.layers.dense([[1, 2]], 3, { kernelInitializer: ones, name: 'dense' });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(y));
  // [[3, 3, 3]]
  console.log(tf.trainableVariables().map(({ name }) => name));
  // [ 'dense/kernel:0', 'dense/bias:0' ]
}

// tf.layers.Dense
{
  // The same layer twice: one set of weights.
  const layer = new tf.layers.Dense(3);
  layer.apply(tf.ones([2, 4]));
  layer.apply(tf.ones([5, 4]));
  console.log(layer.trainableVariables.map(({ name, shape }) => `${name} ${shape}`));
  // [ 'dense/kernel:0 (4, 3)', 'dense/bias:0 (3,)' ]
}

// tf.layers.conv1d
{
  const y = tf.layers.conv1d(tf.ones([1, 4, 1]), 1, 2, { kernelInitializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(y.reshape([-1])));
  // [2, 2, 2]
}

// tf.layers.conv2d
{
  const y = tf.layers.conv2d(tf.ones([1, 3, 3, 1]), 1, 2, { kernelInitializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(y.reshape([2, 2])));
  // [[4, 4], [4, 4]]
}

// tf.layers.conv2dTranspose
{
  const y = tf.layers.conv2dTranspose(tf.ones([1, 1, 2, 1]), 1, [1, 2], 2, { kernelInitializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(y.shape, await sess.run(tf.reduceSum(y)));
  // (1, 2, 4, 1) 4
}

// tf.layers.separableConv2d
{
  const ones = tf.onesInitializer();
  const y = tf.layers.separableConv2d(tf.ones([1, 2, 2, 3]), 1, 2, { depthwiseInitializer: ones, pointwiseInitializer: ones });
  await sess.run(tf.globalVariablesInitializer());
  // Four pixels of three channels.
  console.log(await sess.run(y.reshape([-1])));
  // [12]
}

// tf.layers.maxPooling1d
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 4, 1] });
  console.log(await sess.run(tf.layers.maxPooling1d(x, 2, 2).reshape([-1])));
  // [4, 3]
}

// tf.layers.maxPooling2d
{
  const x = tf.constant([[1, 4], [2, 3]]).reshape([1, 2, 2, 1]);
  console.log(await sess.run(tf.layers.maxPooling2d(x, 2, 2).reshape([-1])));
  // [4]
}

// tf.layers.averagePooling1d
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 4, 1] });
  console.log(await sess.run(tf.layers.averagePooling1d(x, 2, 2).reshape([-1])));
  // [2.5, 2.5]
}

// tf.layers.averagePooling2d
{
  const x = tf.constant([[1, 4], [2, 3]]).reshape([1, 2, 2, 1]);
  console.log(await sess.run(tf.layers.averagePooling2d(x, 2, 2).reshape([-1])));
  // [2.5]
}

// tf.layers.flatten
{
  console.log(await sess.run(tf.layers.flatten([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])));
  // [[1, 2, 3, 4], [5, 6, 7, 8]]
}

// tf.layers.dropout
{
  // Only while training.
  console.log(await sess.run(tf.layers.dropout([1, 2, 3], { rate: 0.9 })));
  // [1, 2, 3]
}

// tf.layers.batchNormalization
{
  const y = tf.layers.batchNormalization([[1, 10], [3, 30]], { training: true });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(tf.round(y)));
  // [[-1, -1], [1, 1]]
}

// tf.layers.Conv1D
{
  const layer = new tf.layers.Conv1D(8, 3);
  console.log(layer.apply(tf.ones([2, 10, 4])).shape, layer.variables.length);
  // (2, 8, 8) 2
}

// tf.layers.Conv2D
{
  const layer = new tf.layers.Conv2D(8, 3);
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 8, 8, 8) 2
}

// tf.layers.Conv2DTranspose
{
  const layer = new tf.layers.Conv2DTranspose(8, 3, 2, { padding: 'same' });
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 20, 20, 8) 2
}

// tf.layers.SeparableConv2D
{
  const layer = new tf.layers.SeparableConv2D(8, 3);
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 8, 8, 8) 3
}

// tf.layers.MaxPooling1D
{
  const layer = new tf.layers.MaxPooling1D(2, 2);
  console.log(layer.apply(tf.ones([2, 10, 4])).shape, layer.variables.length);
  // (2, 5, 4) 0
}

// tf.layers.MaxPooling2D
{
  const layer = new tf.layers.MaxPooling2D(2, 2);
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 5, 5, 4) 0
}

// tf.layers.AveragePooling1D
{
  const layer = new tf.layers.AveragePooling1D(2, 2);
  console.log(layer.apply(tf.ones([2, 10, 4])).shape, layer.variables.length);
  // (2, 5, 4) 0
}

// tf.layers.AveragePooling2D
{
  const layer = new tf.layers.AveragePooling2D(2, 2);
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 5, 5, 4) 0
}

// tf.layers.Flatten
{
  const layer = new tf.layers.Flatten();
  console.log(layer.apply(tf.ones([2, 10, 10, 4])).shape, layer.variables.length);
  // (2, 400) 0
}

// tf.layers.Dropout
{
  const layer = new tf.layers.Dropout(0.5);
  console.log(layer.apply(tf.ones([2, 4])).shape, layer.variables.length);
  // (2, 4) 0
}

// tf.layers.BatchNormalization
{
  const layer = new tf.layers.BatchNormalization();
  console.log(layer.apply(tf.ones([2, 4])).shape, layer.variables.length);
  // (2, 4) 4
}

// tf.summary.scalar
{
  const summary = tf.summary.scalar('loss', 0.25);
  console.log(summary);
  // Tensor("loss:0", shape=(), dtype=string)
  const writer = new tf.summary.FileWriter('logs');
  writer.addSummary(await sess.run(summary), 1);
  await writer.close();
}

// tf.summary.histogram
{
  console.log(tf.summary.histogram('weights', [1, 2, 2, 3]).op.type);
  // HistogramSummary
}

// tf.summary.image
{
  console.log(tf.summary.image('digits', tf.zeros([1, 28, 28, 1])).op.type);
  // ImageSummary
}

// tf.summary.audio
{
  console.log(tf.summary.audio('tone', tf.zeros([1, 100]), 44100).op.type);
  // AudioSummaryV2
}

// tf.summary.text
{
  console.log(tf.summary.text('note', tf.constant('It works.')).op.type);
  // TensorSummaryV2
}

// tf.summary.tensorSummary
{
  console.log(tf.summary.tensorSummary('matrix', [[1, 2], [3, 4]]).op.type);
  // TensorSummaryV2
}

// tf.summary.merge
{
  const [a, b] = [tf.summary.scalar('a', 1), tf.summary.scalar('b', 2)];
  console.log(tf.summary.merge([a, b]).op.type);
  // MergeSummary
}

// tf.summary.mergeAll
{
  // null while there is none.
  console.log(tf.summary.mergeAll());
  // null
  tf.summary.scalar('a', 1);
  console.log(tf.summary.mergeAll()!.op.type);
  // MergeSummary
}

// tf.summary.FileWriter
{
  tf.constant(42, { name: 'answer' });
  const writer = new tf.summary.FileWriter('logs/run', sess.graph);
  await writer.close();
}
