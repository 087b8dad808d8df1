/** Special functions, integers as bits, rows moved by number. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.math.xlogy; op Xlogy
{
  console.log(await sess.run(tf.math.xlogy([0, 2], [0, 2])));
  // [0, 1.3862944]
}

// tf.math.xdivy; op Xdivy
{
  console.log(await sess.run(tf.math.xdivy([0, 3], [0, 2])));
  // [0, 1.5]
}

// tf.math.multiplyNoNan; op MulNoNan
{
  console.log(await sess.run(tf.math.multiplyNoNan([Infinity, 3], [0, 2])));
  // [0, 6]
}

// tf.math.reciprocalNoNan
{
  console.log(await sess.run(tf.math.reciprocalNoNan([0, 4])));
  // [0, 0.25]
}

// tf.math.erfinv; op Erfinv
{
  console.log(await sess.run(tf.math.erfinv(tf.erf([0, 0.5]))));
  // [0, 0.5]
}

// tf.math.ndtri; op Ndtri
{
  // Half of all values are below the mean, and 97.5 % below 1.96 deviations.
  console.log(await sess.run(tf.math.ndtri([0.5, 0.975])));
  // [0, 1.9599644]
}

// tf.igamma
{
  // P(1, x) = 1 − e⁻ˣ
  console.log(await sess.run(tf.igamma(1, [0, Math.log(2), Math.log(4)])));
  // [0, 0.5, 0.75]
}

// tf.igammac
{
  // Q(1, x) = e⁻ˣ
  console.log(await sess.run(tf.igammac(1, [0, Math.log(2), Math.log(4)])));
  // [1, 0.5, 0.25]
}

// op IgammaGradA
{
  const a = tf.constant(1);
  const [slope] = tf.gradients(tf.igamma(a, 1), [a]);
  console.log(slope!.op.inputs[0].op.type);
  // IgammaGradA
}

// tf.betainc
{
  // I(1, 1) is x itself, I(2, 1) its square.
  console.log(await sess.run(tf.betainc([1, 2], [1, 1], [0.25, 0.5])));
  // [0.25, 0.25]
}

// tf.lbeta
{
  // B(1, 2) = ½
  console.log(await sess.run(tf.exp(tf.lbeta([[1, 1], [1, 2]]))));
  // [1, 0.5]
}

// tf.math.besselI0; op BesselI0e
{
  console.log(await sess.run(tf.math.besselI0([0, 1])));
  // [1, 1.2660658]
}

// tf.math.besselI0e
{
  console.log(await sess.run(tf.math.besselI0e([0, 1])));
  // [1, 0.4657596]
}

// tf.math.besselI1; op BesselI1e
{
  console.log(await sess.run(tf.math.besselI1([0, 1])));
  // [0, 0.5651591]
}

// tf.math.besselI1e
{
  console.log(await sess.run(tf.math.besselI1e([0, 1])));
  // [0, 0.20791042]
}

// tf.math.cumulativeLogsumexp; op CumulativeLogsumexp
{
  // Running sums, in logarithms.
  console.log(await sess.run(tf.exp(tf.math.cumulativeLogsumexp(tf.log([1, 1, 2])))));
  // [1, 2, 4]
}

// tf.math.reduceEuclideanNorm; op EuclideanNorm
{
  const x = [
    [3, 4],
    [5, 12],
  ];
  console.log(await sess.run(tf.math.reduceEuclideanNorm(x, 1)));
  // [5, 13]
}

// tf.math.polyval
{
  // 2x² + 3x + 1
  console.log(await sess.run(tf.math.polyval([2, 3, 1], [0, 1, 2])));
  // [1, 6, 15]
}

// tf.clipByAverageNorm
{
  // Its length is 5, over two elements 2.5, which is twice too much.
  console.log(await sess.run(tf.clipByAverageNorm([3, 4], 1.25)));
  // [1.5, 2]
}

// tf.bitwise.bitwiseAnd; op BitwiseAnd
{
  console.log(await sess.run(tf.bitwise.bitwiseAnd(tf.constant([0b1100, 0b1010], 'int32'), 0b0110)));
  // [4, 2]
}

// tf.bitwise.bitwiseOr; op BitwiseOr
{
  console.log(await sess.run(tf.bitwise.bitwiseOr(tf.constant([0b1100, 0b1010], 'int32'), 0b0110)));
  // [14, 14]
}

// tf.bitwise.bitwiseXor; op BitwiseXor
{
  console.log(await sess.run(tf.bitwise.bitwiseXor(tf.constant([0b1100, 0b1010], 'int32'), 0b0110)));
  // [10, 12]
}

// tf.bitwise.invert; op Invert
{
  console.log(await sess.run(tf.bitwise.invert(tf.constant([0, 5], 'int32'))));
  // [-1, -6]
}

// tf.bitwise.leftShift; op LeftShift
{
  console.log(await sess.run(tf.bitwise.leftShift(tf.constant([1, 5], 'int32'), 2)));
  // [4, 20]
}

// tf.bitwise.rightShift; op RightShift
{
  console.log(await sess.run(tf.bitwise.rightShift(tf.constant([8, -8], 'int32'), 2)));
  // [2, -2]
}

// tf.bitcast; op Bitcast
{
  const bytes = tf.bitcast(tf.constant([1, 258], 'int32'), 'uint8');
  console.log(await sess.run(bytes));
  // [[1, 0, 0, 0], [2, 1, 0, 0]]
}

// tf.dynamicPartition; op DynamicPartition
{
  const [small, large] = tf.dynamicPartition([1, 20, 3, 40], [0, 1, 0, 1], 2);
  console.log(await sess.run([small, large]));
  // [ [1, 3], [20, 40] ]
}

// tf.dynamicStitch
{
  console.log(await sess.run(tf.dynamicStitch([[0, 2], [1, 3]], [[1, 3], [20, 40]])));
  // [1, 20, 3, 40]
}

// op ParallelDynamicStitch
{
  const x = tf.constant([1, 20, 3]);
  const [small] = tf.dynamicPartition(x, [0, 1, 0], 2);
  const [slope] = tf.gradients(tf.square(small), [x]);
  console.log(await sess.run(slope!));
  // [2, 0, 6]
}

// tf.tensorScatterUpdate; op TensorScatterUpdate
{
  console.log(await sess.run(tf.tensorScatterUpdate([1, 2, 3, 4], [[1], [3]], [20, 40])));
  // [1, 20, 3, 40]
}

// tf.tensorScatterAdd; op TensorScatterAdd
{
  console.log(await sess.run(tf.tensorScatterAdd([1, 2, 3, 4], [[1], [1]], [20, 40])));
  // [1, 62, 3, 4]
}

// tf.tensorScatterSub; op TensorScatterSub
{
  console.log(await sess.run(tf.tensorScatterSub([1, 2, 3, 4], [[1], [3]], [20, 40])));
  // [1, -18, 3, -36]
}

// tf.tensorScatterNdUpdate
{
  console.log(await sess.run(tf.tensorScatterNdUpdate([1, 2, 3, 4], [[0]], [10])));
  // [10, 2, 3, 4]
}

// tf.tensorScatterNdAdd
{
  console.log(await sess.run(tf.tensorScatterNdAdd([1, 2, 3, 4], [[0]], [10])));
  // [11, 2, 3, 4]
}

// tf.tensorScatterNdSub
{
  console.log(await sess.run(tf.tensorScatterNdSub([1, 2, 3, 4], [[0]], [10])));
  // [-9, 2, 3, 4]
}

// tf.searchsorted; op LowerBound
{
  console.log(await sess.run(tf.searchsorted([1, 3, 3, 5], [0, 3, 4])));
  // [0, 1, 3]
}

// op UpperBound
{
  console.log(await sess.run(tf.searchsorted([1, 3, 3, 5], [0, 3, 4], 'right')));
  // [0, 3, 3]
}

// tf.setdiff1d
{
  const { out, idx } = tf.setdiff1d([1, 2, 3, 4], [2, 4]);
  console.log(await sess.run([out, idx]));
  // [ [1, 3], [0, 2] ]
}

// tf.unravelIndex; op UnravelIndex
{
  // Elements 2 and 5 of three rows of three: row 0, column 2 and row 1, column 2.
  console.log(await sess.run(tf.unravelIndex([2, 5], [3, 3])));
  // [[0, 1], [2, 2]]
}

// tf.repeat
{
  console.log(await sess.run(tf.repeat([1, 2, 3], [1, 0, 2])));
  // [1, 3, 3]
}

// tf.batchGather
{
  const x = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  console.log(await sess.run(tf.batchGather(x, [[2, 0], [1, 1]])));
  // [[3, 1], [5, 5]]
}

// tf.ensureShape; op EnsureShape
{
  const x = tf.placeholder('float32');
  const rows = tf.ensureShape(x, [null, 2]);
  console.log(String(rows.shape));
  // (?, 2)
  console.log(await sess.run(rows, [[x, [[1, 2]]]]));
  // [[1, 2]]
}

// tf.shapeN
{
  console.log(await sess.run(tf.shapeN([tf.ones([2, 3]), tf.ones([4])])));
  // [ [2, 3], [4] ]
}

// tf.isNonDecreasing
{
  console.log(await sess.run([tf.isNonDecreasing([1, 2, 2]), tf.isNonDecreasing([2, 1])]));
  // [ true, false ]
}

// tf.isStrictlyIncreasing
{
  console.log(await sess.run([tf.isStrictlyIncreasing([1, 2, 2]), tf.isStrictlyIncreasing([1, 2])]));
  // [ false, true ]
}

// tf.verifyTensorAllFinite
{
  const x = tf.placeholder('float32', [2]);
  const checked = tf.verifyTensorAllFinite(x, 'not finite');
  console.log(await sess.run(checked, [[x, [1, 2]]]));
  // [1, 2]
}

// tf.assertScalar
{
  try {
    tf.assertScalar([1, 2]);
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}

// tf.assertRankIn
{
  try {
    tf.assertRankIn([1, 2], [0, 2]);
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}
