/** Making tensors, reshaping them, joining, cutting and choosing. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.constant
{
  const x = tf.constant([[1, 2], [3, 4]], 'int32', { name: 'x' });
  console.log(x);
  // Tensor("x:0", shape=(2, 2), dtype=int32)
  console.log(await sess.run(x));
  // [[1, 2], [3, 4]]
}

// tf.convertToTensor
{
  console.log(tf.convertToTensor([[1, 2, 3]], { dtype: 'int32' }));
  // Tensor("Const:0", shape=(1, 3), dtype=int32)
}

// tf.zeros
{
  console.log(await sess.run(tf.zeros([2, 3])));
  // [[0, 0, 0], [0, 0, 0]]
}

// tf.ones
{
  console.log(await sess.run(tf.ones([2, 3], { dtype: 'int32' })));
  // [[1, 1, 1], [1, 1, 1]]
}

// tf.zerosLike
{
  console.log(await sess.run(tf.zerosLike([[1, 2], [3, 4]])));
  // [[0, 0], [0, 0]]
}

// tf.onesLike
{
  console.log(await sess.run(tf.onesLike([[1, 2], [3, 4]])));
  // [[1, 1], [1, 1]]
}

// tf.fill
{
  console.log(await sess.run(tf.fill([2, 3], 9)));
  // [[9, 9, 9], [9, 9, 9]]
}

// tf.placeholder
{
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  console.log(x);
  // Tensor("x:0", shape=(?, 2), dtype=float32)
  console.log(await sess.run(x.mul(10), [[x, [[1, 2], [3, 4]]]]));
  // [[10, 20], [30, 40]]
}

// tf.placeholderWithDefault
{
  const rate = tf.placeholderWithDefault(0.5, []);
  console.log(await sess.run(rate.mul(4)));
  // 2
  console.log(await sess.run(rate.mul(4), [[rate, 2]]));
  // 8
}

// tf.shape
{
  const x = tf.placeholder('float32', [null, 3]);
  console.log(await sess.run(tf.shape(x), [[x, [[1, 2, 3], [4, 5, 6]]]]));
  // [2, 3]
}

// tf.size
{
  const x = tf.placeholder('float32');
  console.log(await sess.run(tf.size(x), [[x, [[1, 2, 3], [4, 5, 6]]]]));
  // 6
}

// tf.rank
{
  const x = tf.placeholder('float32');
  console.log(await sess.run(tf.rank(x), [[x, [[1, 2, 3], [4, 5, 6]]]]));
  // 2
}

// tf.reshape
{
  // -1 stands for the size that is left.
  console.log(await sess.run(tf.reshape([1, 2, 3, 4, 5, 6], [2, -1])));
  // [[1, 2, 3], [4, 5, 6]]
}

// tf.squeeze
{
  console.log(await sess.run(tf.squeeze([[[1], [2]]])));
  // [1, 2]
  console.log(await sess.run(tf.squeeze([[[1], [2]]], [0])));
  // [[1], [2]]
}

// tf.expandDims
{
  console.log(await sess.run(tf.expandDims([1, 2, 3], 0)));
  // [[1, 2, 3]]
  console.log(await sess.run(tf.expandDims([1, 2, 3], -1)));
  // [[1], [2], [3]]
}

// tf.broadcastTo
{
  console.log(await sess.run(tf.broadcastTo([1, 2, 3], [2, 3])));
  // [[1, 2, 3], [1, 2, 3]]
}

// tf.identity
{
  console.log(await sess.run(tf.identity([1, 2])));
  // [1, 2]
}

// tf.stopGradient
{
  const x = tf.constant(3);
  // The derivative of x · x with one of the two held fast is x.
  const [gradient] = tf.gradients(x.mul(tf.stopGradient(x)), [x]);
  console.log(await sess.run(gradient!));
  // 3
}

// tf.checkNumerics
{
  try {
    await sess.run(tf.checkNumerics(tf.log([1, 0]), 'the logarithm'));
  } catch (error) {
    console.log((error as Error).message.split('\n')[0]);
    // the logarithm : Tensor had Inf values
  }
}

// tf.addCheckNumericsOps
{
  const y = tf.sqrt([4, 9], { name: 'y' });
  const check = tf.addCheckNumericsOps();
  console.log(await sess.run([y, check]));
  // [ [2, 3], null ]
}

// tf.stack
{
  console.log(await sess.run(tf.stack([[1, 2], [3, 4]])));
  // [[1, 2], [3, 4]]
  console.log(await sess.run(tf.stack([[1, 2], [3, 4]], 1)));
  // [[1, 3], [2, 4]]
}

// tf.unstack
{
  const [first, second] = tf.unstack(tf.constant([[1, 2], [3, 4]]));
  console.log(await sess.run([first, second]));
  // [ [1, 2], [3, 4] ]
}

// tf.concat
{
  console.log(await sess.run(tf.concat([[[1, 2]], [[3, 4], [5, 6]]], 0)));
  // [[1, 2], [3, 4], [5, 6]]
  console.log(await sess.run(tf.concat([[[1], [2]], [[3], [4]]], 1)));
  // [[1, 3], [2, 4]]
}

// tf.split
{
  const x = tf.constant([1, 2, 3, 4, 5, 6]);
  console.log(await sess.run(tf.split(x, 3, 0)));
  // [ [1, 2], [3, 4], [5, 6] ]
}

// tf.split; op SplitV
{
  const x = tf.constant([1, 2, 3, 4, 5, 6]);
  console.log(await sess.run(tf.split(x, [1, 2, -1], 0)));
  // [ [1], [2, 3], [4, 5, 6] ]
}

// tf.stringJoin
{
  console.log(await sess.run(tf.stringJoin([['a', 'b'], 'c'], '-')));
  // ['a-c', 'b-c']
}

// tf.transpose
{
  console.log(await sess.run(tf.transpose([[1, 2, 3], [4, 5, 6]])));
  // [[1, 4], [2, 5], [3, 6]]
}

// tf.invertPermutation
{
  console.log(await sess.run(tf.invertPermutation(tf.constant([2, 0, 1], 'int32'))));
  // [1, 2, 0]
}

// tf.reverse
{
  console.log(await sess.run(tf.reverse([[1, 2, 3], [4, 5, 6]], [1])));
  // [[3, 2, 1], [6, 5, 4]]
}

// tf.tile
{
  console.log(await sess.run(tf.tile([[1, 2]], [2, 2])));
  // [[1, 2, 1, 2], [1, 2, 1, 2]]
}

// tf.pad
{
  console.log(await sess.run(tf.pad([[1, 2]], [[1, 0], [0, 2]])));
  // [[0, 0, 0, 0], [1, 2, 0, 0]]
}

// tf.pad; op PadV2
{
  console.log(await sess.run(tf.pad([1, 2], [[1, 2]], { constantValues: 9 })));
  // [9, 1, 2, 9, 9]
}

// tf.pad; op MirrorPad
{
  console.log(await sess.run(tf.pad([1, 2, 3], [[2, 2]], 'REFLECT')));
  // [3, 2, 1, 2, 3, 2, 1]
  console.log(await sess.run(tf.pad([1, 2, 3], [[2, 2]], 'SYMMETRIC')));
  // [2, 1, 1, 2, 3, 3, 2]
}

// tf.slice
{
  console.log(await sess.run(tf.slice([[1, 2, 3], [4, 5, 6]], [0, 1], [2, 2])));
  // [[2, 3], [5, 6]]
}

// tf.stridedSlice
{
  // x[0:5:2]
  console.log(await sess.run(tf.stridedSlice([10, 11, 12, 13, 14], [0], [5], [2])));
  // [10, 12, 14]
}

// tf.gather
{
  console.log(await sess.run(tf.gather([[1, 2], [3, 4], [5, 6]], [2, 0])));
  // [[5, 6], [1, 2]]
  console.log(await sess.run(tf.gather([[1, 2, 3]], [2, 0], { axis: 1 })));
  // [[3, 1]]
}

// tf.gatherNd
{
  console.log(await sess.run(tf.gatherNd([[1, 2], [3, 4]], [[0, 1], [1, 0]])));
  // [2, 3]
}

// tf.scatterNd
{
  // Updates to the same place are added.
  console.log(await sess.run(tf.scatterNd([[1], [3], [1]], [5, 6, 7], [4])));
  // [0, 12, 0, 6]
}

// tf.oneHot
{
  console.log(await sess.run(tf.oneHot([0, 2, -1], 3)));
  // [[1, 0, 0], [0, 0, 1], [0, 0, 0]]
}

// tf.where; op Select
{
  console.log(await sess.run(tf.where([true, false, true], [1, 2, 3], [10, 20, 30])));
  // [1, 20, 3]
}

// tf.where; op Where
{
  console.log(await sess.run(tf.where([[true, false], [false, true]])));
  // [[0, 0], [1, 1]]
}

// tf.booleanMask
{
  console.log(await sess.run(tf.booleanMask([[1, 2], [3, 4], [5, 6]], [true, false, true])));
  // [[1, 2], [5, 6]]
}

// tf.unique
{
  const { y, idx } = tf.unique(tf.constant([4, 4, 7, 4]));
  console.log(await sess.run({ y, idx }));
  // { y: [4, 7], idx: [0, 0, 1, 0] }
}

// tf.uniqueWithCounts
{
  const { y, idx, count } = tf.uniqueWithCounts(tf.constant([4, 4, 7, 4]));
  console.log(await sess.run({ y, idx, count }));
  // { y: [4, 7], idx: [0, 0, 1, 0], count: [3, 1] }
}

// tf.sequenceMask
{
  console.log(await sess.run(tf.sequenceMask([1, 3], 3)));
  // [[true, false, false], [true, true, true]]
}

// tf.meshgrid
{
  const [x, y] = tf.meshgrid([1, 2, 3], [10, 20]);
  console.log(await sess.run(x));
  // [[1, 2, 3], [1, 2, 3]]
  console.log(await sess.run(y));
  // [[10, 10, 10], [20, 20, 20]]
}

// tf.cast
{
  console.log(await sess.run(tf.cast([1.7, -1.7], 'int32')));
  // [1, -1]
}

// tf.saturateCast
{
  console.log(await sess.run(tf.saturateCast([-5, 100, 300], 'uint8')));
  // [0, 100, 255]
}

// tf.toFloat
{
  console.log(tf.toFloat(tf.constant([1, 2], 'int32')).dtype);
  // float32
}

// tf.toDouble
{
  console.log(tf.toDouble([1, 2]).dtype);
  // float64
}

// tf.toInt32
{
  console.log(await sess.run(tf.toInt32([1.7, -1.7])));
  // [1, -1]
}

// tf.toInt64
{
  console.log(await sess.run(tf.toInt64([1.7, -1.7])));
  // [1, -1]
}

// tf.range
{
  console.log(await sess.run(tf.range(5)));
  // [0, 1, 2, 3, 4]
  console.log(await sess.run(tf.range(2, 10, 3)));
  // [2, 5, 8]
}

// tf.linspace, tf.linSpace
{
  console.log(await sess.run(tf.linspace(0, 1, 5)));
  // [0, 0.25, 0.5, 0.75, 1]
  console.log(await sess.run(tf.linSpace(0, 4, 3)));
  // [0, 2, 4]
}

// tf.clipByValue
{
  console.log(await sess.run(tf.clipByValue([-3, 0.5, 3], -1, 1)));
  // [-1, 0.5, 1]
}

// tf.clipByNorm
{
  // The norm of [3, 4] is 5.
  console.log(await sess.run(tf.clipByNorm([3, 4], 1)));
  // [0.6, 0.8]
}

// tf.globalNorm
{
  console.log(await sess.run(tf.globalNorm([tf.constant([2, 3]), tf.constant([6])])));
  // 7
}

// tf.clipByGlobalNorm
{
  const [clipped, norm] = tf.clipByGlobalNorm([tf.constant([3]), tf.constant([4])], 2.5);
  console.log(await sess.run([clipped, norm]));
  // [ [ [1.5], [2] ], 5 ]
}

// tf.assertShape
{
  const x = tf.placeholder('float32');
  console.log(tf.assertShape(x, [null, 784]));
  // Tensor("Placeholder:0", shape=(?, 784), dtype=float32)
}

// tf.spaceToBatchNd
{
  // Each block of two rows and two columns goes apart, one element to each batch.
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 2, 2, 1]);
  console.log(await sess.run(tf.spaceToBatchNd(x, [2, 2], [[0, 0], [0, 0]]).reshape([4])));
  // [1, 2, 3, 4]
}

// tf.batchToSpaceNd
{
  const x = tf.constant([1, 2, 3, 4]).reshape([4, 1, 1, 1]);
  console.log(await sess.run(tf.batchToSpaceNd(x, [2, 2], [[0, 0], [0, 0]]).reshape([2, 2])));
  // [[1, 2], [3, 4]]
}

// tf.spaceToBatch
{
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 2, 2, 1]);
  console.log(tf.spaceToBatch(x, [[0, 0], [0, 0]], 2).shape);
  // (4, 1, 1, 1)
}

// tf.batchToSpace
{
  const x = tf.constant([1, 2, 3, 4]).reshape([4, 1, 1, 1]);
  console.log(await sess.run(tf.batchToSpace(x, [[0, 0], [0, 0]], 2).reshape([2, 2])));
  // [[1, 2], [3, 4]]
}

// tf.spaceToDepth
{
  // Each block of two by two becomes one pixel of four channels.
  const x = tf.constant([[1, 2], [3, 4]]).reshape([1, 2, 2, 1]);
  console.log(await sess.run(tf.spaceToDepth(x, 2)));
  // [[[[1, 2, 3, 4]]]]
}

// tf.depthToSpace
{
  const x = tf.constant([1, 2, 3, 4]).reshape([1, 1, 1, 4]);
  console.log(await sess.run(tf.depthToSpace(x, 2).reshape([2, 2])));
  // [[1, 2], [3, 4]]
}

// tf.reverseSequence
{
  // The first two of the first row, all three of the second.
  console.log(await sess.run(tf.reverseSequence([[1, 2, 3], [4, 5, 6]], [2, 3], 1, 0)));
  // [[2, 1, 3], [6, 5, 4]]
}

// tf.roll
{
  console.log(await sess.run(tf.roll([1, 2, 3, 4], 1, 0)));
  // [4, 1, 2, 3]
}

// tf.sort
{
  console.log(await sess.run(tf.sort([3, 1, 2])));
  // [1, 2, 3]
  console.log(await sess.run(tf.sort([3, 1, 2], { direction: 'DESCENDING' })));
  // [3, 2, 1]
}

// tf.argsort
{
  console.log(await sess.run(tf.argsort([30, 10, 20])));
  // [1, 2, 0]
}
