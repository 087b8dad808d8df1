/** Windows of any number of axes, statistics, and what images are compared by. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.nn.convolution
{
  const x = tf.constant([1, 2, 4, 8, 16], { shape: [1, 5, 1] });
  const difference = tf.constant([-1, 1], { shape: [2, 1, 1] });
  const y = tf.nn.convolution(x, difference, 'VALID', { dilationRate: [2] });
  // Each with the one after the next.
  console.log(await sess.run(y.reshape([-1])));
  // [3, 6, 12]
}

// tf.nn.pool
{
  const x = tf.constant([1, 5, 2, 4, 3], { shape: [1, 5, 1] });
  console.log(await sess.run(tf.nn.pool(x, [2], 'MAX', 'VALID', { dilationRate: [2] }).reshape([-1])));
  // [2, 5, 3]
}

// tf.nn.atrousConv2d
{
  const x = tf.constant([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape([1, 3, 3, 1]);
  const corners = tf.ones([2, 2, 1, 1]);
  console.log(await sess.run(tf.nn.atrousConv2d(x, corners, 2, 'VALID').reshape([-1])));
  // [20]
}

// tf.nn.atrousConv2dTranspose
{
  const x = tf.constant([5], { shape: [1, 1, 1, 1] });
  const y = tf.nn.atrousConv2dTranspose(x, tf.ones([2, 2, 1, 1]), [1, 3, 3, 1], 2, 'VALID');
  console.log(await sess.run(y.reshape([3, 3])));
  // [[5, 0, 5], [0, 0, 0], [5, 0, 5]]
}

// tf.nn.conv1dTranspose
{
  const x = tf.constant([1, 2], { shape: [1, 2, 1] });
  const twice = tf.constant([1, 10], { shape: [2, 1, 1] });
  console.log(await sess.run(tf.nn.conv1dTranspose(x, twice, [1, 4, 1], 2).reshape([-1])));
  // [1, 10, 2, 20]
}

// tf.nn.conv2dBackpropInput
{
  const dy = tf.constant([1, 2], { shape: [1, 1, 2, 1] });
  const filter = tf.constant([10, 1], { shape: [1, 2, 1, 1] });
  console.log(await sess.run(tf.nn.conv2dBackpropInput([1, 1, 3, 1], filter, dy, [1, 1, 1, 1], 'VALID').reshape([-1])));
  // [10, 21, 2]
}

// tf.nn.conv2dBackpropFilter
{
  const x = tf.constant([1, 10, 100], { shape: [1, 1, 3, 1] });
  const dy = tf.constant([1, 2], { shape: [1, 1, 2, 1] });
  console.log(await sess.run(tf.nn.conv2dBackpropFilter(x, [1, 2, 1, 1], dy, [1, 1, 1, 1], 'VALID').reshape([-1])));
  // [21, 210]
}

// tf.nn.depthwiseConv2dNative
{
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 1, 2, 2]);
  const filter = tf.constant([10, 100], { shape: [1, 1, 2, 1] });
  console.log(await sess.run(tf.nn.depthwiseConv2dNative(x, filter, [1, 1, 1, 1], 'VALID').reshape([2, 2])));
  // [[10, 200], [30, 400]]
}

// tf.nn.depthwiseConv2dNativeBackpropInput
{
  const dy = tf.constant([[1, 2], [3, 4]]).reshape([1, 1, 2, 2]);
  const filter = tf.constant([10, 100], { shape: [1, 1, 2, 1] });
  const dx = tf.nn.depthwiseConv2dNativeBackpropInput([1, 1, 2, 2], filter, dy, [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(dx.reshape([2, 2])));
  // [[10, 200], [30, 400]]
}

// tf.nn.depthwiseConv2dNativeBackpropFilter
{
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 1, 2, 2]);
  const dw = tf.nn.depthwiseConv2dNativeBackpropFilter(x, [1, 1, 2, 1], tf.ones([1, 1, 2, 2]), [1, 1, 1, 1], 'VALID');
  console.log(await sess.run(dw.reshape([-1])));
  // [4, 6]
}

// tf.nn.maxPool1d
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 4, 1] });
  console.log(await sess.run(tf.nn.maxPool1d(x, 2, 2, 'VALID').reshape([-1])));
  // [4, 3]
}

// tf.nn.avgPool1d
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 4, 1] });
  console.log(await sess.run(tf.nn.avgPool1d(x, 2, 2, 'VALID').reshape([-1])));
  // [2.5, 2.5]
}

// tf.nn.maxPool2d
{
  const x = tf.constant([[1, 5], [4, 2]]).reshape([1, 2, 2, 1]);
  console.log(await sess.run(tf.nn.maxPool2d(x, 2, 2, 'VALID').reshape([-1])));
  // [5]
}

// tf.nn.maxPoolWithArgmax; op MaxPoolWithArgmax
{
  const x = tf.constant([[1, 5, 2, 0], [4, 2, 7, 3]]).reshape([1, 2, 4, 1]);
  const { output, argmax } = tf.nn.maxPoolWithArgmax(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID', { outputDtype: 'int32' });
  console.log(await sess.run([output.reshape([-1]), argmax.reshape([-1])]));
  // [ [5, 7], [1, 6] ]
}

// op MaxPoolGradWithArgmax
{
  const x = tf.constant([[1, 5, 2, 0], [4, 2, 7, 3]]).reshape([1, 2, 4, 1]);
  const [y] = tf.nn.maxPoolWithArgmax(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
  console.log(await sess.run(tf.gradients(y, x)[0]!.reshape([2, 4])));
  // [[0, 1, 0, 0], [0, 0, 1, 0]]
}

// tf.nn.weightedMoments
{
  const [mean, variance] = tf.nn.weightedMoments([1, 5], [0], [3, 1]);
  console.log(await sess.run([mean, variance]));
  // [ 2, 3 ]
}

// tf.nn.sufficientStatistics
{
  const [count, sum, squares] = tf.nn.sufficientStatistics([4, 5, 9], [0], 3);
  console.log(await sess.run([count, sum, squares]));
  // [ 3, 9, 41 ]
}

// tf.nn.normalizeMoments
{
  console.log(await sess.run(tf.nn.normalizeMoments(4, 8, 24, 1)));
  // [ 3, 2 ]
}

// tf.nn.logPoissonLoss
{
  // e^0 − 3 · 0, and 2 − 3 · log 2
  console.log(await sess.run(tf.nn.logPoissonLoss([3, 3], [0, Math.log(2)])));
  // [1, -0.07944155]
}

// tf.nn.batchNormWithGlobalNormalization
{
  const x = tf.constant([1, 3], { shape: [1, 1, 2, 1] });
  const y = tf.nn.batchNormWithGlobalNormalization(x, [2], [3], [10], [4], 1, true);
  console.log(await sess.run(y.reshape([-1])));
  // [8, 12]
}

// tf.image.imageGradients
{
  const x = tf.constant([[1, 2], [4, 8]]).reshape([1, 2, 2, 1]);
  const [dy, dx] = tf.image.imageGradients(x);
  console.log(await sess.run([dy.reshape([2, 2]), dx.reshape([2, 2])]));
  // [ [[3, 6], [0, 0]], [[1, 0], [4, 0]] ]
}

// tf.image.sobelEdges
{
  // Rows that grow by 1: steep downwards everywhere but at the edges, which are mirrors.
  const x = tf.constant([[1, 1], [2, 2], [3, 3]]).reshape([1, 3, 2, 1]);
  console.log(await sess.run(tf.image.sobelEdges(x).reshape([3, 2, 2])));
  // [[[0, 0], [0, 0]], [[8, 0], [8, 0]], [[0, 0], [0, 0]]]
}

// tf.image.rgbToYiq
{
  console.log(await sess.run(tf.image.rgbToYiq([[1, 0, 0]])));
  // [[0.299, 0.5959006, 0.2115]]
}

// tf.image.yiqToRgb
{
  console.log(await sess.run(tf.image.yiqToRgb([[0.5, 0, 0]])));
  // [[0.5, 0.5, 0.5]]
}

// tf.image.rgbToYuv
{
  console.log(await sess.run(tf.image.rgbToYuv([[0, 1, 0]])));
  // [[0.587, -0.28886917, -0.5149651]]
}

// tf.image.yuvToRgb
{
  console.log(await sess.run(tf.image.yuvToRgb([[0.25, 0, 0]])));
  // [[0.25, 0.25, 0.25]]
}

// tf.image.resizeImageWithPad
{
  const x = tf.constant([[1, 2]]).reshape([1, 2, 1]);
  console.log(await sess.run(tf.image.resizeImageWithPad(x, 3, 2).reshape([3, 2])));
  // [[0, 0], [1, 2], [0, 0]]
}

// tf.image.drawBoundingBoxes; op DrawBoundingBoxes
{
  const x = tf.zeros([1, 3, 3, 1]);
  console.log(await sess.run(tf.image.drawBoundingBoxes(x, [[[0, 0, 1, 1]]]).reshape([3, 3])));
  // [[1, 1, 1], [1, 0, 1], [1, 1, 1]]
}

// op DrawBoundingBoxesV2
{
  const x = tf.zeros([1, 2, 2, 3]);
  const blue = [[0, 0, 1, 1]];
  console.log(await sess.run(tf.image.drawBoundingBoxes(x, [[[0, 0, 0, 0]]], { colors: blue }).reshape([4, 3])));
  // [[0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0]]
}

// tf.image.ssim
{
  // Without texture only the means count: (2 · 1 · 3 + c) / (1 + 9 + c), where c is 0.01.
  const [a, b] = [tf.fill([4, 4, 1], 1), tf.fill([4, 4, 1], 3)];
  console.log(await sess.run(tf.image.ssim(a, b, 10, { filterSize: 3 })));
  // 0.6003996133804321
}

// tf.image.ssimMultiscale
{
  const x = tf.randomUniform([8, 8, 1], { seed: 1 });
  console.log(await sess.run(tf.image.ssimMultiscale(x, x, 1, [0.5, 0.5], 3)));
  // 1
}

// tf.fakeQuantWithMinMaxArgs; op FakeQuantWithMinMaxArgs
{
  // Four numbers from −2 to 1.
  const x = tf.constant([-3, -0.6, 0.4, 0.6, 5]);
  const y = tf.fakeQuantWithMinMaxArgs(x, -2, 1, 2);
  console.log(await sess.run([y, tf.gradients(y, x)[0]!]));
  // [ [-2, -1, 0, 1, 1], [0, 1, 1, 1, 0] ]
}

// tf.fakeQuantWithMinMaxVars; op FakeQuantWithMinMaxVars
{
  const [x, min, max] = [tf.constant([-3, 0.6, 5]), tf.constant(-2), tf.constant(1)];
  const y = tf.fakeQuantWithMinMaxVars(x, min, max, 2);
  console.log(await sess.run([y, ...tf.gradients(y, [x, min, max])] as tf.Tensor[]));
  // [ [-2, 1, 1], [0, 1, 0], 1, 1 ]
}

// tf.fakeQuantWithMinMaxVarsPerChannel; op FakeQuantWithMinMaxVarsPerChannel
{
  const [x, max] = [tf.constant([[0.6, 1.2], [4, 2.7]]), tf.constant([1, 3])];
  const y = tf.fakeQuantWithMinMaxVarsPerChannel(x, [-2, 0], max, 2);
  console.log(await sess.run([y, tf.gradients(y, max)[0]!]));
  // [ [[1, 1], [1, 3]], [1, 0] ]
}

// tf.layers.separableConv1d
{
  const ones = tf.onesInitializer();
  const y = tf.layers.separableConv1d(tf.ones([1, 2, 3]), 1, 2, { depthwiseInitializer: ones, pointwiseInitializer: ones });
  await sess.run(tf.globalVariablesInitializer());
  // Two places of three channels.
  console.log(await sess.run(y.reshape([-1])));
  // [6]
}

// tf.layers.conv3d
{
  const y = tf.layers.conv3d(tf.ones([1, 2, 2, 2, 1]), 1, 2, { kernelInitializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(y.reshape([-1])));
  // [8]
}

// tf.layers.conv3dTranspose
{
  const x = tf.constant([5], { shape: [1, 1, 1, 1, 1] });
  const y = tf.layers.conv3dTranspose(x, 1, [1, 1, 2], [1, 1, 2], { kernelInitializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(y.reshape([-1])));
  // [5, 5]
}

// tf.layers.maxPooling3d
{
  const x = tf.range(8, { dtype: 'float32' }).reshape([1, 2, 2, 2, 1]);
  console.log(await sess.run(tf.layers.maxPooling3d(x, 2, 2).reshape([-1])));
  // [7]
}

// tf.layers.averagePooling3d
{
  const x = tf.range(8, { dtype: 'float32' }).reshape([1, 2, 2, 2, 1]);
  console.log(await sess.run(tf.layers.averagePooling3d(x, 2, 2).reshape([-1])));
  // [3.5]
}

// tf.layers.SeparableConv1D
{
  const layer = new tf.layers.SeparableConv1D(4, 3);
  console.log(layer.apply(tf.ones([2, 10, 3])).shape, layer.pointwiseKernel!.shape);
  // (2, 8, 4) (1, 3, 4)
}

// tf.layers.Conv3D
{
  const layer = new tf.layers.Conv3D(4, 3);
  console.log(layer.apply(tf.ones([2, 5, 5, 5, 1])).shape, layer.kernel!.shape);
  // (2, 3, 3, 3, 4) (3, 3, 3, 1, 4)
}

// tf.layers.Conv3DTranspose
{
  const layer = new tf.layers.Conv3DTranspose(4, 2, 2);
  console.log(layer.apply(tf.ones([2, 3, 3, 3, 1])).shape, layer.kernel!.shape);
  // (2, 6, 6, 6, 4) (2, 2, 2, 4, 1)
}

// tf.layers.MaxPooling3D
{
  const layer = new tf.layers.MaxPooling3D(2, 2);
  console.log(layer.apply(tf.ones([2, 4, 4, 4, 1])).shape, layer.variables.length);
  // (2, 2, 2, 2, 1) 0
}

// tf.layers.AveragePooling3D
{
  const layer = new tf.layers.AveragePooling3D(2, 2);
  console.log(layer.apply(tf.ones([2, 4, 4, 4, 1])).shape, layer.variables.length);
  // (2, 2, 2, 2, 1) 0
}
