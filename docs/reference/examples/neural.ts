/** What neural networks are made of. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.nn.relu
{
  console.log(await sess.run(tf.nn.relu([-2, 0, 3])));
  // [0, 0, 3]
}

// tf.nn.relu6
{
  console.log(await sess.run(tf.nn.relu6([-2, 3, 9])));
  // [0, 3, 6]
}

// tf.nn.leakyRelu
{
  console.log(await sess.run(tf.nn.leakyRelu([-2, 3], 0.5)));
  // [-1, 3]
}

// tf.nn.crelu
{
  console.log(await sess.run(tf.nn.crelu([[1, -2]])));
  // [[1, 0, 0, 2]]
}

// tf.nn.elu
{
  // e^x − 1 below zero
  console.log(await sess.run(tf.nn.elu([-Math.log(2), 0, 3])));
  // [-0.5, 0, 3]
}

// tf.nn.selu
{
  console.log(await sess.run(tf.nn.selu([-1, 0, 1])));
  // [-1.1113307, 0, 1.050701]
}

// tf.nn.softplus
{
  // log(1 + e^x)
  console.log(await sess.run(tf.exp(tf.nn.softplus([0, Math.log(3)]))));
  // [2, 4]
}

// tf.nn.softsign
{
  // x / (1 + |x|)
  console.log(await sess.run(tf.nn.softsign([-1, 0, 3])));
  // [-0.5, 0, 0.75]
}

// tf.nn.sigmoid
{
  console.log(await sess.run(tf.nn.sigmoid([0, Math.log(3)])));
  // [0.5, 0.75]
}

// tf.nn.tanh
{
  console.log(await sess.run(tf.nn.tanh([0, Math.log(3)])));
  // [0, 0.8]
}

// tf.nn.softmax
{
  console.log(await sess.run(tf.nn.softmax([0, Math.log(3)])));
  // [0.25, 0.75000006]
}

// tf.nn.logSoftmax
{
  console.log(await sess.run(tf.exp(tf.nn.logSoftmax([0, Math.log(3)]))));
  // [0.25, 0.75000006]
}

// tf.nn.biasAdd
{
  console.log(await sess.run(tf.nn.biasAdd([[1, 2], [3, 4]], [10, 20])));
  // [[11, 22], [13, 24]]
}

// tf.nn.xwPlusB
{
  console.log(await sess.run(tf.nn.xwPlusB([[1, 2]], [[3], [4]], [100])));
  // [[111]]
}

// tf.nn.reluLayer
{
  console.log(await sess.run(tf.nn.reluLayer([[1, 2]], [[3, -3], [4, -4]], [100, 1])));
  // [[111, 0]]
}

// tf.nn.zeroFraction
{
  console.log(await sess.run(tf.nn.zeroFraction([0, 1, 0, 2])));
  // 0.5
}

// tf.nn.dropout
{
  // What stays, half of it, is divided by 0.5.
  console.log(await sess.run(tf.reduceMax(tf.nn.dropout(tf.ones([1000]), { rate: 0.5 }))));
  // 2
}

// tf.nn.moments
{
  const [mean, variance] = tf.nn.moments(tf.constant([1, 3]), [0]);
  console.log(await sess.run([mean, variance]));
  // [ 2, 1 ]
}

// tf.nn.batchNormalization
{
  // (x − 2) / √4 · 10 + 1
  console.log(await sess.run(tf.nn.batchNormalization([2, 4, 6], 2, 4, 1, 10, 0)));
  // [1, 11, 21]
}

// tf.nn.fusedBatchNorm
{
  const x = tf.constant([1, 3], { shape: [2, 1, 1, 1] });
  const [y, mean, variance] = tf.nn.fusedBatchNorm(x, [1], [0], { epsilon: 0.002 });
  // The variance that a running average wants: of a sample, (1 + 1) / (2 − 1).
  console.log(await sess.run([tf.round(y.reshape([-1])), mean, variance]));
  // [ [-1, 1], [2], [2] ]
}

// tf.nn.l2Normalize
{
  console.log(await sess.run(tf.nn.l2Normalize([3, 4], 0)));
  // [0.6, 0.8]
}

// tf.nn.l2Loss
{
  // (9 + 16) / 2
  console.log(await sess.run(tf.nn.l2Loss([3, 4])));
  // 12.5
}

// tf.nn.localResponseNormalization
{
  // Each element over its channel and the neighbours: x / (1 + 1² + 2²).
  const x = tf.constant([1, 2], { shape: [1, 1, 1, 2] });
  console.log(await sess.run(tf.nn.localResponseNormalization(x, 1, 1, 1, 1).mul(6).reshape([-1])));
  // [1, 2]
}

// tf.nn.conv2d
{
  const image = tf.constant([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape([1, 3, 3, 1]);
  const filter = tf.constant([[1, 0], [0, 10]]).reshape([2, 2, 1, 1]);
  // Top left: 1 + 10 · 5.
  const y = tf.nn.conv2d(image, filter, [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(y.reshape([2, 2])));
  // [[51, 62], [84, 95]]
}

// tf.nn.conv2dTranspose
{
  // Each element of the input paints the filter, two steps apart.
  const x = tf.constant([1, 2], { shape: [1, 1, 2, 1] });
  const filter = tf.constant([10, 20], { shape: [1, 2, 1, 1] });
  const y = tf.nn.conv2dTranspose(x, filter, [1, 1, 4, 1], [1, 1, 2, 1], 'VALID');
  console.log(await sess.run(y.reshape([-1])));
  // [10, 20, 20, 40]
}

// tf.nn.depthwiseConv2d
{
  // Two channels, each with a filter of its own.
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 1, 2, 2]);
  const filter = tf.constant([10, 100], { shape: [1, 1, 2, 1] });
  const y = tf.nn.depthwiseConv2d(x, filter, [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(y.reshape([2, 2])));
  // [[10, 200], [30, 400]]
}

// tf.nn.separableConv2d
{
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 1, 2, 2]);
  const depthwise = tf.constant([10, 100], { shape: [1, 1, 2, 1] });
  const sum = tf.ones([1, 1, 2, 1]);
  const y = tf.nn.separableConv2d(x, depthwise, sum, [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(y.reshape([-1])));
  // [210, 430]
}

// tf.nn.conv1d
{
  const x = tf.constant([1, 2, 4, 8], { shape: [1, 4, 1] });
  const difference = tf.constant([-1, 1], { shape: [2, 1, 1] });
  console.log(await sess.run(tf.nn.conv1d(x, difference, 1, 'VALID').reshape([-1])));
  // [1, 2, 4]
}

// tf.nn.conv3d
{
  // The sum of a cube of ones.
  const y = tf.nn.conv3d(tf.ones([1, 2, 2, 2, 1]), tf.ones([2, 2, 2, 1, 1]), [1, 1, 1, 1, 1], 'VALID');
  console.log(await sess.run(y.reshape([-1])));
  // [8]
}

// tf.nn.conv3dTranspose
{
  const x = tf.constant([1, 2], { shape: [1, 1, 1, 2, 1] });
  const filter = tf.constant([10, 20], { shape: [1, 1, 2, 1, 1] });
  const y = tf.nn.conv3dTranspose(x, filter, [1, 1, 1, 4, 1], [1, 1, 1, 2, 1], 'VALID');
  console.log(await sess.run(y.reshape([-1])));
  // [10, 20, 20, 40]
}

// tf.nn.maxPool
{
  const x = tf.constant([[1, 2, 3, 4], [5, 6, 7, 8]]).reshape([1, 2, 4, 1]);
  console.log(await sess.run(tf.nn.maxPool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID').reshape([-1])));
  // [6, 8]
}

// tf.nn.avgPool
{
  const x = tf.constant([[1, 2, 3, 4], [5, 6, 7, 8]]).reshape([1, 2, 4, 1]);
  console.log(await sess.run(tf.nn.avgPool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID').reshape([-1])));
  // [3.5, 5.5]
}

// tf.nn.maxPool3d
{
  const x = tf.reshape(tf.range(8), [1, 2, 2, 2, 1]).cast('float32');
  console.log(await sess.run(tf.nn.maxPool3d(x, [1, 2, 2, 1, 1], [1, 2, 2, 1, 1], 'VALID').reshape([-1])));
  // [6, 7]
}

// tf.nn.avgPool3d
{
  const x = tf.reshape(tf.range(8), [1, 2, 2, 2, 1]).cast('float32');
  console.log(await sess.run(tf.nn.avgPool3d(x, [1, 2, 2, 1, 1], [1, 2, 2, 1, 1], 'VALID').reshape([-1])));
  // [3, 4]
}

// tf.nn.dilation2d
{
  // The largest of each pair, after 0 and 10 are added.
  const x = tf.constant([1, 2, 30], { shape: [1, 1, 3, 1] });
  const filter = tf.constant([0, 10], { shape: [1, 2, 1] });
  console.log(await sess.run(tf.nn.dilation2d(x, filter, [1, 1, 1, 1], [1, 1, 1, 1], 'VALID').reshape([-1])));
  // [12, 40]
}

// tf.nn.erosion2d
{
  // The smallest of each pair.
  const x = tf.constant([1, 2, 30], { shape: [1, 1, 3, 1] });
  console.log(await sess.run(tf.nn.erosion2d(x, tf.zeros([1, 2, 1]), [1, 1, 1, 1], [1, 1, 1, 1], 'VALID').reshape([-1])));
  // [1, 2]
}

// tf.nn.softmaxCrossEntropyWithLogits
{
  // The probability of the second class is 1/2, so the loss is log 2.
  const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels: [[0, 1]], logits: [[0, 0]] });
  console.log(await sess.run(tf.exp(loss)));
  // [2]
}

// tf.nn.softmaxCrossEntropyWithLogitsV2
{
  const loss = tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: [[0, 1]], logits: [[0, 0]] });
  console.log(await sess.run(tf.exp(loss)));
  // [2]
}

// tf.nn.sparseSoftmaxCrossEntropyWithLogits
{
  // Four classes of equal probability.
  const loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: [2], logits: [[1, 1, 1, 1]] });
  console.log(await sess.run(tf.exp(loss)));
  // [4]
}

// tf.nn.sigmoidCrossEntropyWithLogits
{
  const loss = tf.nn.sigmoidCrossEntropyWithLogits({ labels: [1, 0], logits: [0, 0] });
  console.log(await sess.run(tf.exp(loss)));
  // [2, 2]
}

// tf.nn.weightedCrossEntropyWithLogits
{
  // A missed positive costs three times as much: 3 · log 2 = log 8.
  const loss = tf.nn.weightedCrossEntropyWithLogits({ labels: [1, 0], logits: [0, 0], posWeight: 3 });
  console.log(await sess.run(tf.round(tf.exp(loss))));
  // [8, 2]
}

// tf.nn.topK
{
  const { values, indices } = tf.nn.topK([5, 9, 2, 7], 2);
  console.log(await sess.run([values, indices]));
  // [ [9, 7], [1, 3] ]
}

// tf.nn.inTopK
{
  // Is class 1 among the two largest, and class 2?
  console.log(await sess.run(tf.nn.inTopK([[5, 9, 2], [5, 9, 2]], [1, 2], 2)));
  // [true, false]
}

// tf.nn.embeddingLookup
{
  const vectors = tf.constant([[1, 2], [3, 4], [5, 6]]);
  // The same table in two parts: rows 0 and 2, and row 1; then rows 0 and 1, and row 2.
  const byTurns = [tf.constant([[1, 2], [5, 6]]), tf.constant([[3, 4]])];
  const inRuns = [tf.constant([[1, 2], [3, 4]]), tf.constant([[5, 6]])];
  console.log(await sess.run(tf.nn.embeddingLookup(vectors, [2, 0])));
  // [[5, 6], [1, 2]]
  console.log(await sess.run(tf.nn.embeddingLookup(byTurns, [2, 1])));
  // [[5, 6], [3, 4]]
  console.log(await sess.run(tf.nn.embeddingLookup(inRuns, [2, 1], { partitionStrategy: 'div' })));
  // [[5, 6], [3, 4]]
}

// tf.nn.staticRnn, tf.nn.rnnCell.BasicRNNCell
{
  // Two steps of a batch of one; the activation leaves everything as it is, and all weights are 1.
  const ones = tf.onesInitializer();
  const step = (x: tf.Tensor) => x;
  const [outputs, state] = tf.variableScope('net', { initializer: ones }, () =>
    tf.nn.staticRnn(new tf.nn.rnnCell.BasicRNNCell(1, step), [tf.constant([[1]]), tf.constant([[10]])], { dtype: 'float32' }),
  );
  await sess.run(tf.globalVariablesInitializer());
  // 1 + 0, then 10 + 1.
  console.log(await sess.run(outputs));
  // [ [[1]], [[11]] ]
  console.log(await sess.run(state as tf.Tensor));
  // [[11]]
}

// tf.nn.rnnCell.BasicLSTMCell
{
  const cell = new tf.nn.rnnCell.BasicLSTMCell(3);
  const [output, state] = cell.apply(tf.ones([2, 5]), cell.zeroState(2, 'float32'));
  const [c, h] = state as tf.Tensor[];
  console.log(output.shape, c.shape, h.shape);
  // (2, 3) (2, 3) (2, 3)
}

// tf.nn.rnnCell.LSTMCell, tf.nn.rnnCell.LSTMStateTuple
{
  const cell = new tf.nn.rnnCell.LSTMCell(3, { usePeepholes: true });
  const [output, state] = cell.apply(tf.ones([2, 5]), cell.zeroState(2, 'float32'));
  const [c, h] = state as tf.Tensor[];
  console.log(output.shape, c.shape, h.shape);
  // (2, 3) (2, 3) (2, 3)
}

// tf.nn.rnnCell.GRUCell
{
  const cell = new tf.nn.rnnCell.GRUCell(3);
  const [output, state] = cell.apply(tf.ones([2, 5]), cell.zeroState(2, 'float32'));
  // The output is the state.
  console.log(output === state, output.shape);
  // true (2, 3)
}

// tf.nn.rnnCell.MultiRNNCell
{
  const { BasicRNNCell, MultiRNNCell } = tf.nn.rnnCell;
  const cell = new MultiRNNCell([new BasicRNNCell(4), new BasicRNNCell(3)]);
  const [output, states] = cell.apply(tf.ones([2, 5]), cell.zeroState(2, 'float32'));
  console.log(output.shape, (states as tf.Tensor[]).length);
  // (2, 3) 2
}

// tf.nn.rnnCell.DropoutWrapper
{
  const { BasicRNNCell, DropoutWrapper } = tf.nn.rnnCell;
  // A share of 0.9 of the outputs stays.
  const cell = new DropoutWrapper(new BasicRNNCell(3), { outputKeepProb: 0.9 });
  const [output] = cell.apply(tf.ones([2, 5]), cell.zeroState(2, 'float32'));
  console.log(output.shape);
  // (2, 3)
}

// tf.nn.swish
{
  // x times its sigmoid.
  console.log(await sess.run(tf.nn.swish([0, Math.log(3)]).div(Math.log(3))));
  // [0, 0.75]
}

// tf.nn.dynamicRnn
{
  // Two sequences of which the second ends after one step.
  const cell = new tf.nn.rnnCell.GRUCell(3);
  const [outputs, state] = tf.nn.dynamicRnn(cell, tf.ones([2, 4, 5]), [4, 1], { dtype: 'float32' });
  console.log(outputs.shape, (state as tf.Tensor).shape);
  // (2, 4, 3) (2, 3)
}

// tf.nn.bidirectionalDynamicRnn
{
  const { GRUCell } = tf.nn.rnnCell;
  const [[forward, backward]] = tf.nn.bidirectionalDynamicRnn(new GRUCell(3), new GRUCell(2), tf.ones([2, 4, 5]), { dtype: 'float32' });
  console.log(forward.shape, backward.shape);
  // (2, 4, 3) (2, 4, 2)
}

// tf.nn.staticBidirectionalRnn
{
  const { GRUCell } = tf.nn.rnnCell;
  const steps = [tf.ones([2, 5]), tf.ones([2, 5])];
  const [outputs] = tf.nn.staticBidirectionalRnn(new GRUCell(3), new GRUCell(2), steps, { dtype: 'float32' });
  // Both ways side by side.
  console.log(outputs.length, outputs[0].shape);
  // 2 (2, 5)
}
