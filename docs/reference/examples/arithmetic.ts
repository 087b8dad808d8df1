/** Functions of two tensors, element by element; divisions, comparisons, logic. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.add
{
  console.log(await sess.run(tf.add([[1], [2]], [10, 20])));
  // [[11, 21], [12, 22]]
}

// tf.subtract
{
  console.log(await sess.run(tf.subtract([5, 7], 2)));
  // [3, 5]
}

// tf.multiply
{
  console.log(await sess.run(tf.multiply([1, 2, 3], [4, 5, 6])));
  // [4, 10, 18]
}

// tf.pow
{
  console.log(await sess.run(tf.pow([1, 2, 3], 2)));
  // [1, 4, 9]
}

// tf.maximum
{
  console.log(await sess.run(tf.maximum([1, 5, 3], 2)));
  // [2, 5, 3]
}

// tf.minimum
{
  console.log(await sess.run(tf.minimum([1, 5, 3], 2)));
  // [1, 2, 2]
}

// tf.squaredDifference
{
  console.log(await sess.run(tf.squaredDifference([1, 5], [4, 3])));
  // [9, 4]
}

// tf.atan2
{
  console.log(await sess.run(tf.atan2([1, 1], [1, -1])));
  // [0.7853982, 2.3561945]
}

// tf.scalarMul
{
  console.log(await sess.run(tf.scalarMul(3, [1, 2])));
  // [3, 6]
}

// tf.addN
{
  console.log(await sess.run(tf.addN([[1, 2], [10, 20], [100, 200]])));
  // [111, 222]
}

// tf.accumulateN
{
  console.log(await sess.run(tf.accumulateN([[1, 2], [10, 20], [100, 200]])));
  // [111, 222]
}

// tf.divide
{
  console.log(await sess.run(tf.divide([7, -7], 2)));
  // [3.5, -3.5]
}

// tf.realdiv
{
  console.log(await sess.run(tf.realdiv([7, -7], 2)));
  // [3.5, -3.5]
}

// tf.truediv
{
  // Integers divide as float64.
  console.log(await sess.run(tf.truediv(tf.constant([7, -7], 'int32'), 2)));
  // [3.5, -3.5]
}

// tf.div
{
  // Integers stay integers, rounded down.
  console.log(await sess.run(tf.div(tf.constant([7, -7], 'int32'), 2)));
  // [3, -4]
}

// tf.floordiv
{
  console.log(await sess.run(tf.floordiv([7, -7], 2)));
  // [3, -4]
}

// tf.truncatediv
{
  console.log(await sess.run(tf.truncatediv(tf.constant([7, -7], 'int32'), 2)));
  // [3, -3]
}

// tf.divNoNan
{
  console.log(await sess.run(tf.divNoNan([7, 7], [2, 0])));
  // [3.5, 0]
}

// tf.floormod
{
  console.log(await sess.run(tf.floormod([7, -7], 3)));
  // [1, 2]
}

// tf.mod
{
  console.log(await sess.run(tf.mod([7, -7], 3)));
  // [1, 2]
}

// tf.truncatemod
{
  console.log(await sess.run(tf.truncatemod(tf.constant([7, -7], 'int32'), 3)));
  // [1, -1]
}

// tf.less
{
  console.log(await sess.run(tf.less([1, 2, 3], 2)));
  // [true, false, false]
}

// tf.lessEqual
{
  console.log(await sess.run(tf.lessEqual([1, 2, 3], 2)));
  // [true, true, false]
}

// tf.greater
{
  console.log(await sess.run(tf.greater([1, 2, 3], 2)));
  // [false, false, true]
}

// tf.greaterEqual
{
  console.log(await sess.run(tf.greaterEqual([1, 2, 3], 2)));
  // [false, true, true]
}

// tf.equal
{
  console.log(await sess.run(tf.equal([1, 2, 3], 2)));
  // [false, true, false]
}

// tf.notEqual
{
  console.log(await sess.run(tf.notEqual([1, 2, 3], 2)));
  // [true, false, true]
}

// tf.approximateEqual
{
  console.log(await sess.run(tf.approximateEqual([1, 1.1], [1.000001, 1.2])));
  // [true, false]
}

// tf.logicalAnd
{
  console.log(await sess.run(tf.logicalAnd([true, true, false], [true, false, false])));
  // [true, false, false]
}

// tf.logicalOr
{
  console.log(await sess.run(tf.logicalOr([true, true, false], [true, false, false])));
  // [true, true, false]
}

// tf.logicalXor
{
  console.log(await sess.run(tf.logicalXor([true, true, false], [true, false, false])));
  // [false, true, false]
}

// tf.logicalNot
{
  console.log(await sess.run(tf.logicalNot([true, false])));
  // [false, true]
}
