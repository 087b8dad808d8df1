/** Operations that gradients are made of, and a few that only special cases make. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// op ReluGrad
{
  const x = tf.constant([-2, 3]);
  // 1 where x is positive.
  const [gradient] = tf.gradients(tf.nn.relu(x), [x]);
  console.log(await sess.run(gradient!));
  // [0, 1]
}

// op Relu6Grad
{
  const x = tf.constant([-2, 3, 9]);
  // 1 between 0 and 6.
  const [gradient] = tf.gradients(tf.nn.relu6(x), [x]);
  console.log(await sess.run(gradient!));
  // [0, 1, 0]
}

// op LeakyReluGrad
{
  const x = tf.constant([-2, 3]);
  // The slope is 0.5 below zero.
  const [gradient] = tf.gradients(tf.nn.leakyRelu(x, 0.5), [x]);
  console.log(await sess.run(gradient!));
  // [0.5, 1]
}

// op EluGrad
{
  const x = tf.constant([-Math.log(2), 3]);
  // e^x below zero.
  const [gradient] = tf.gradients(tf.nn.elu(x), [x]);
  console.log(await sess.run(gradient!));
  // [0.5, 1]
}

// op SeluGrad
{
  const x = tf.constant([1, 2]);
  // The scale of SELU above zero.
  const [gradient] = tf.gradients(tf.nn.selu(x), [x]);
  console.log(await sess.run(gradient!));
  // [1.050701, 1.050701]
}

// op SigmoidGrad
{
  const x = tf.constant([0]);
  // y · (1 − y), with y = 0.5.
  const [gradient] = tf.gradients(tf.sigmoid(x), [x]);
  console.log(await sess.run(gradient!));
  // [0.25]
}

// op TanhGrad
{
  const x = tf.constant([0]);
  // 1 − y²
  const [gradient] = tf.gradients(tf.tanh(x), [x]);
  console.log(await sess.run(gradient!));
  // [1]
}

// op SoftplusGrad
{
  const x = tf.constant([0, Math.log(3)]);
  // The sigmoid of x.
  const [gradient] = tf.gradients(tf.nn.softplus(x), [x]);
  console.log(await sess.run(gradient!));
  // [0.5, 0.75000006]
}

// op SoftsignGrad
{
  const x = tf.constant([0, 1]);
  // 1 / (1 + |x|)²
  const [gradient] = tf.gradients(tf.nn.softsign(x), [x]);
  console.log(await sess.run(gradient!));
  // [1, 0.25]
}

// op SqrtGrad
{
  const x = tf.constant([1, 4]);
  // 1 / (2 √x)
  const [gradient] = tf.gradients(tf.sqrt(x), [x]);
  console.log(await sess.run(gradient!));
  // [0.5, 0.25]
}

// op RsqrtGrad
{
  const x = tf.constant([1, 4]);
  // −1 / (2 √x³)
  const [gradient] = tf.gradients(tf.rsqrt(x), [x]);
  console.log(await sess.run(gradient!));
  // [-0.5, -0.0625]
}

// op ReciprocalGrad
{
  const x = tf.constant([1, 2]);
  // −1 / x²
  const [gradient] = tf.gradients(tf.reciprocal(x), [x]);
  console.log(await sess.run(gradient!));
  // [-1, -0.25]
}

// op BiasAddGrad
{
  const x = tf.constant([10, 20]);
  // Every row counts.
  const [gradient] = tf.gradients(tf.nn.biasAdd([[1, 2], [3, 4], [5, 6]], x), [x]);
  console.log(await sess.run(gradient!));
  // [3, 3]
}

// op BroadcastGradientArgs
{
  const x = tf.constant([10, 20]);
  // How the shapes were broadcast is known only when it runs: the gradient is summed over the rows.
  const [gradient] = tf.gradients(tf.placeholderWithDefault([[1, 2], [3, 4]], [null, null]).mul(x), [x]);
  console.log(await sess.run(gradient!));
  // [4, 6]
}

// op ConcatOffset
{
  const x = tf.constant([[1, 2]]);
  const [gradient] = tf.gradients(tf.concat([x, tf.ones([2, 2])], 0).mul(3), [x]);
  console.log(await sess.run(gradient!));
  // [[3, 3]]
}

// op StridedSliceGrad
{
  const x = tf.constant([1, 2, 3, 4]);
  // 1 for each element that was taken.
  const [gradient] = tf.gradients(tf.stridedSlice(x, [0], [4], [2]), [x]);
  console.log(await sess.run(gradient!));
  // [1, 0, 1, 0]
}

// op MirrorPadGrad
{
  const x = tf.constant([1, 2, 3]);
  // How often each element stands in the result: [2, 1, 2, 3, 2].
  const [gradient] = tf.gradients(tf.pad(x, [[1, 1]], 'REFLECT'), [x]);
  console.log(await sess.run(gradient!));
  // [1, 3, 1]
}

// op DynamicStitch
{
  // The shape is known only when it runs; the axes that go are put in as ones: [2, 1].
  const x = tf.placeholder('float32', [null, null]);
  const [gradient] = tf.gradients(tf.reduceSum(x, 1), [x]);
  console.log(await sess.run(gradient!, [[x, [[1, 2], [3, 4]]]]));
  // [[1, 1], [1, 1]]
}

// op ListDiff
{
  const x = tf.constant([2, 3, 4]);
  // The product of the others.
  const [gradient] = tf.gradients(tf.reduceProd(x), [x]);
  console.log(await sess.run(gradient!));
  // [12, 8, 6]
}

// op PreventGradient
{
  const x = tf.constant([[0, 0]]);
  // The probabilities, less 1 for the class that is right.
  const [gradient] = tf.gradients(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: [1], logits: x }), [x]);
  console.log(await sess.run(gradient!));
  // [[0.5, -0.5]]
}

// op LRNGrad
{
  const x = tf.constant([1, 2], { shape: [1, 1, 1, 2] });
  // With alpha 0 nothing is changed.
  const [gradient] = tf.gradients(tf.nn.localResponseNormalization(x, 0, 1, 0, 0.5), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1, 1]
}

// op MaxPoolGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 4, 1] });
  // 1 for the largest of each window.
  const [gradient] = tf.gradients(tf.nn.maxPool(x, [1, 1, 2, 1], [1, 1, 2, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0, 1, 0, 1]
}

// op MaxPoolGradGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 4, 1] });
  // Each maximum squared: 2x goes back to it.
  const y = tf.square(tf.nn.maxPool(x, [1, 1, 2, 1], [1, 1, 2, 1], 'VALID'));
  const [gradient] = tf.gradients(y, [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0, 8, 0, 6]
  const [second] = tf.gradients(gradient!, [x]);
  console.log(await sess.run(second!.reshape([-1])));
  // [0, 2, 0, 2]
}

// op AvgPoolGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 4, 1] });
  // The same share for each.
  const [gradient] = tf.gradients(tf.nn.avgPool(x, [1, 1, 2, 1], [1, 1, 2, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0.5, 0.5, 0.5, 0.5]
}

// op MaxPool3DGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 1, 4, 1] });
  // 1 for the largest of each window.
  const [gradient] = tf.gradients(tf.nn.maxPool3d(x, [1, 1, 1, 2, 1], [1, 1, 1, 2, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0, 1, 0, 1]
}

// op MaxPool3DGradGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 1, 4, 1] });
  // Each maximum squared: its second derivative is 2.
  const y = tf.square(tf.nn.maxPool3d(x, [1, 1, 1, 2, 1], [1, 1, 1, 2, 1], 'VALID'));
  const [gradient] = tf.gradients(y, [x]);
  const [second] = tf.gradients(gradient!, [x]);
  console.log(await sess.run(second!.reshape([-1])));
  // [0, 2, 0, 2]
}

// op AvgPool3DGrad
{
  const x = tf.constant([1, 4, 2, 3], { shape: [1, 1, 1, 4, 1] });
  // The same share for each.
  const [gradient] = tf.gradients(tf.nn.avgPool3d(x, [1, 1, 1, 2, 1], [1, 1, 1, 2, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0.5, 0.5, 0.5, 0.5]
}

// op Conv2DBackpropFilter
{
  const x = tf.constant([0, 0], { shape: [1, 2, 1, 1] });
  // What each weight is multiplied with: 1 + 2 and 2 + 4.
  const [gradient] = tf.gradients(tf.nn.conv2d(tf.constant([1, 2, 4], { shape: [1, 1, 3, 1] }), x, [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [3, 6]
}

// op Conv2DBackpropInput
{
  const x = tf.constant([0, 0, 0], { shape: [1, 1, 3, 1] });
  // The weights that each element meets.
  const [gradient] = tf.gradients(tf.nn.conv2d(x, tf.constant([1, 10], { shape: [1, 2, 1, 1] }), [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1, 11, 10]
}

// op DepthwiseConv2dNativeBackpropFilter
{
  const x = tf.constant([0, 0], { shape: [1, 1, 2, 1] });
  // The sum of each channel: 1 + 3 and 2 + 4.
  const [gradient] = tf.gradients(tf.nn.depthwiseConv2d(tf.constant([1, 2, 3, 4], { shape: [1, 1, 2, 2] }), x, [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [4, 6]
}

// op DepthwiseConv2dNativeBackpropInput
{
  const x = tf.constant([0, 0], { shape: [1, 1, 1, 2] });
  // The weight of each channel.
  const [gradient] = tf.gradients(tf.nn.depthwiseConv2d(x, tf.constant([10, 100], { shape: [1, 1, 2, 1] }), [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [10, 100]
}

// op Conv3DBackpropFilterV2
{
  const x = tf.constant([0, 0], { shape: [1, 1, 2, 1, 1] });
  // What each weight is multiplied with: 1 + 2 and 2 + 4.
  const [gradient] = tf.gradients(tf.nn.conv3d(tf.constant([1, 2, 4], { shape: [1, 1, 1, 3, 1] }), x, [1, 1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [3, 6]
}

// op Conv3DBackpropInputV2
{
  const x = tf.constant([0, 0, 0], { shape: [1, 1, 1, 3, 1] });
  // The weights that each element meets.
  const [gradient] = tf.gradients(tf.nn.conv3d(x, tf.constant([1, 10], { shape: [1, 1, 2, 1, 1] }), [1, 1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1, 11, 10]
}

// op Dilation2DBackpropInput
{
  const x = tf.constant([1, 2, 30], { shape: [1, 1, 3, 1] });
  // 1 for the element that was largest: 2 + 10, then 30 + 10.
  const [gradient] = tf.gradients(tf.nn.dilation2d(x, tf.constant([0, 10], { shape: [1, 2, 1] }), [1, 1, 1, 1], [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0, 1, 1]
}

// op Dilation2DBackpropFilter
{
  const x = tf.constant([0, 10], { shape: [1, 2, 1] });
  // The second weight was part of both maxima.
  const [gradient] = tf.gradients(tf.nn.dilation2d(tf.constant([1, 2, 30], { shape: [1, 1, 3, 1] }), x, [1, 1, 1, 1], [1, 1, 1, 1], 'VALID'), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [0, 2]
}

// op ResizeBilinearGrad
{
  const x = tf.constant([0, 10], { shape: [1, 1, 2, 1] });
  // The middle is half of each.
  const [gradient] = tf.gradients(tf.image.resizeBilinear(x, [1, 3], true), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1.5, 1.5]
}

// op ResizeBicubicGrad
{
  const x = tf.constant([0, 10], { shape: [1, 1, 2, 1] });
  // The middle is half of each.
  const [gradient] = tf.gradients(tf.image.resizeBicubic(x, [1, 3], true), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1.5, 1.5]
}

// op ResizeNearestNeighborGrad
{
  const x = tf.constant([1, 2], { shape: [1, 1, 2, 1] });
  // Each stands twice in the result.
  const [gradient] = tf.gradients(tf.image.resizeNearestNeighbor(x, [1, 4]), [x]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [2, 2]
}

// op CropAndResizeGradImage
{
  const image = tf.constant([1, 2, 3, 4], { shape: [1, 1, 4, 1] });
  const part = tf.image.cropAndResize(image, [[0, 0, 1, 1]], [0], [1, 2]);
  // The two corners.
  const [gradient] = tf.gradients(part, [image]);
  console.log(await sess.run(gradient!.reshape([-1])));
  // [1, 0, 0, 1]
}

// op CropAndResizeGradBoxes
{
  const image = tf.constant([0, 10, 20], { shape: [1, 1, 3, 1] });
  const boxes = tf.constant([[0, 0.25, 0, 0.75]]);
  const part = tf.image.cropAndResize(image, boxes, [0], [1, 2]);
  // From x1 = 0 to 1 the image rises by 20; so it does for each of the two edges.
  const [gradient] = tf.gradients(part, [boxes]);
  console.log(await sess.run(gradient!));
  // [[0, 20, 0, 20]]
}

// op FusedBatchNormGradV3
{
  const x = tf.constant([1, 3], { shape: [2, 1, 1, 1] });
  const offset = tf.constant([0]);
  const [y] = tf.nn.fusedBatchNorm(x, [1], offset);
  // Every element counts once.
  const [gradient] = tf.gradients(y, [offset]);
  console.log(await sess.run(gradient!));
  // [2]
}

// op RefEnter
{
  // The variable itself goes into the loop, whose passes change it.
  const v = new tf.Variable(1);
  const step = (i: tf.Tensor) => tf.controlDependencies([tf.assignAdd(v, 10)], () => i.add(1));
  const passes = tf.whileLoop((i) => i.less(3), step, [tf.constant(0)]);
  await sess.run(v.initializer);
  await sess.run(passes);
  console.log(await sess.run(v));
  // 31
}

// op MatrixSolveLs
{
  // How many measurements there are is known only when it runs.
  const ones = tf.placeholder('float32', [null, 1]);
  const x = tf.matrixSolveLs(ones, [[1], [2], [3], [6]]);
  console.log((await sess.run(tf.reduceSum(x), [[ones, [[1], [1], [1], [1]]]])).toFixed(4));
  // 3.0000
}

// op OnesLike
{
  // Strides that are left out are as many ones as there are axes: x[1:3].
  console.log(await sess.run(tf.stridedSlice([10, 11, 12, 13], [1], [3])));
  // [11, 12]
}
