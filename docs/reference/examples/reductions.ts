/** Reductions, running sums, where the extremes are, counts, segments. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.reduceSum
{
  const x = tf.constant([[1, 2, 3], [4, 5, 6]]);
  console.log(await sess.run(tf.reduceSum(x)));
  // 21
  console.log(await sess.run(tf.reduceSum(x, 0)));
  // [5, 7, 9]
  console.log(await sess.run(tf.reduceSum(x, 1, true)));
  // [[6], [15]]
}

// tf.reduceMean
{
  console.log(await sess.run(tf.reduceMean([[1, 2, 3], [4, 5, 6]], 1)));
  // [2, 5]
}

// tf.reduceProd
{
  console.log(await sess.run(tf.reduceProd([[1, 2, 3], [4, 5, 6]], 1)));
  // [6, 120]
}

// tf.reduceMax
{
  console.log(await sess.run(tf.reduceMax([[1, 2, 3], [4, 5, 6]], 0)));
  // [4, 5, 6]
}

// tf.reduceMin
{
  console.log(await sess.run(tf.reduceMin([[1, 2, 3], [4, 5, 6]], 1)));
  // [1, 4]
}

// tf.reduceAll
{
  console.log(await sess.run(tf.reduceAll([[true, true], [true, false]], 1)));
  // [true, false]
}

// tf.reduceAny
{
  console.log(await sess.run(tf.reduceAny([[true, false], [false, false]], 1)));
  // [true, false]
}

// tf.reduceLogsumexp
{
  // log(e^log 1 + e^log 3) = log 4
  console.log(await sess.run(tf.exp(tf.reduceLogsumexp(tf.log([1, 3])))));
  // 4
}

// tf.countNonzero
{
  console.log(await sess.run(tf.countNonzero([[0, 1], [2, 3]], 0)));
  // [1, 2]
}

// tf.norm
{
  console.log(await sess.run(tf.norm([3, 4])));
  // 5
  console.log(await sess.run(tf.norm([3, -4], 1)));
  // 7
}

// tf.argmax
{
  console.log(await sess.run(tf.argmax([[1, 9, 2], [7, 3, 5]], 1)));
  // [1, 0]
}

// tf.argmin
{
  console.log(await sess.run(tf.argmin([[1, 9, 2], [7, 3, 5]], 1)));
  // [0, 1]
}

// tf.cumsum
{
  console.log(await sess.run(tf.cumsum([1, 2, 3])));
  // [1, 3, 6]
  console.log(await sess.run(tf.cumsum([1, 2, 3], { exclusive: true, reverse: true })));
  // [5, 3, 0]
}

// tf.cumprod
{
  console.log(await sess.run(tf.cumprod([1, 2, 3, 4])));
  // [1, 2, 6, 24]
}

// tf.bincount
{
  console.log(await sess.run(tf.bincount([1, 1, 3, 2, 1])));
  // [0, 3, 1, 1]
}

// tf.histogramFixedWidth
{
  // Five bins of width 1; what is outside the range counts in the first and the last.
  console.log(await sess.run(tf.histogramFixedWidth([-1, 0, 1.5, 2, 5, 15], [0, 5], 5)));
  // [2, 1, 1, 0, 2]
}

// tf.confusionMatrix
{
  // Rows are labels, columns predictions.
  console.log(await sess.run(tf.confusionMatrix([0, 1, 1, 2], [0, 1, 2, 2])));
  // [[1, 0, 0], [0, 1, 1], [0, 0, 1]]
}

// tf.segmentSum
{
  console.log(await sess.run(tf.segmentSum([1, 2, 3, 4], [0, 0, 1, 1])));
  // [3, 7]
}

// tf.segmentMean
{
  console.log(await sess.run(tf.segmentMean([1, 2, 3, 4], [0, 0, 1, 1])));
  // [1.5, 3.5]
}

// tf.segmentMax
{
  console.log(await sess.run(tf.segmentMax([1, 2, 3, 4], [0, 0, 1, 1])));
  // [2, 4]
}

// tf.segmentMin
{
  console.log(await sess.run(tf.segmentMin([1, 2, 3, 4], [0, 0, 1, 1])));
  // [1, 3]
}

// tf.segmentProd
{
  console.log(await sess.run(tf.segmentProd([1, 2, 3, 4], [0, 0, 1, 1])));
  // [2, 12]
}

// tf.unsortedSegmentSum
{
  console.log(await sess.run(tf.unsortedSegmentSum([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 9]
}

// tf.unsortedSegmentMean
{
  console.log(await sess.run(tf.unsortedSegmentMean([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 3]
}

// tf.unsortedSegmentSqrtN
{
  console.log(await sess.run(tf.unsortedSegmentSqrtN([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 5.1961527]
}

// tf.unsortedSegmentMax
{
  console.log(await sess.run(tf.unsortedSegmentMax([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 5]
}

// tf.unsortedSegmentMin
{
  console.log(await sess.run(tf.unsortedSegmentMin([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 1]
}

// tf.unsortedSegmentProd
{
  console.log(await sess.run(tf.unsortedSegmentProd([1, 2, 3, 5], [1, 0, 1, 1], 2)));
  // [2, 15]
}

// tf.math.reduceVariance
{
  console.log(await sess.run(tf.math.reduceVariance([1, 3])));
  // 1
}

// tf.math.reduceStd
{
  console.log(await sess.run(tf.math.reduceStd([2, 6])));
  // 2
}
