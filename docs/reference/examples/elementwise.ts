/** Functions of one tensor, element by element. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.negative
{
  console.log(await sess.run(tf.negative([1, -2])));
  // [-1, 2]
}

// tf.abs
{
  console.log(await sess.run(tf.abs([3, -4])));
  // [3, 4]
}

// tf.sign
{
  console.log(await sess.run(tf.sign([-5, 0, 7])));
  // [-1, 0, 1]
}

// tf.square
{
  console.log(await sess.run(tf.square([1, -2, 3])));
  // [1, 4, 9]
}

// tf.reciprocal
{
  console.log(await sess.run(tf.reciprocal([1, 2, 4])));
  // [1, 0.5, 0.25]
}

// tf.sqrt
{
  console.log(await sess.run(tf.sqrt([0, 1, 4, 9])));
  // [0, 1, 2, 3]
}

// tf.rsqrt
{
  console.log(await sess.run(tf.rsqrt([1, 4, 16])));
  // [1, 0.5, 0.25]
}

// tf.exp
{
  console.log(await sess.run(tf.exp([0, Math.log(2), Math.log(3)])));
  // [1, 2, 3]
}

// tf.expm1
{
  console.log(await sess.run(tf.expm1([0, 1e-6])));
  // [0, 0.0000010000005]
}

// tf.log
{
  console.log(await sess.run(tf.log([1, 2, 4])));
  // [0, 0.6931472, 1.3862944]
}

// tf.log1p
{
  console.log(await sess.run(tf.log1p([0, 1e-6])));
  // [0, 9.999995e-7]
}

// tf.sin
{
  console.log(await sess.run(tf.sin([0, Math.PI / 6, Math.PI / 2])));
  // [0, 0.5, 1]
}

// tf.cos
{
  console.log(await sess.run(tf.cos([0, Math.PI])));
  // [1, -1]
}

// tf.tan
{
  console.log(await sess.run(tf.tan([0, Math.PI / 4])));
  // [0, 1]
}

// tf.asin
{
  console.log(await sess.run(tf.asin([0, 1])));
  // [0, 1.5707964]
}

// tf.acos
{
  console.log(await sess.run(tf.acos([1, 0])));
  // [0, 1.5707964]
}

// tf.atan
{
  console.log(await sess.run(tf.atan([0, 1])));
  // [0, 0.7853982]
}

// tf.sinh
{
  console.log(await sess.run(tf.sinh([0, Math.log(2)])));
  // [0, 0.75]
}

// tf.cosh
{
  console.log(await sess.run(tf.cosh([0, Math.log(2)])));
  // [1, 1.25]
}

// tf.tanh
{
  console.log(await sess.run(tf.tanh([0, Math.log(3)])));
  // [0, 0.8]
}

// tf.asinh
{
  console.log(await sess.run(tf.asinh([0, 0.75])));
  // [0, 0.6931472]
}

// tf.acosh
{
  console.log(await sess.run(tf.acosh([1, 1.25])));
  // [0, 0.6931472]
}

// tf.atanh
{
  console.log(await sess.run(tf.atanh([0, 0.5])));
  // [0, 0.54930615]
}

// tf.sigmoid
{
  console.log(await sess.run(tf.sigmoid([0, Math.log(3)])));
  // [0.5, 0.75]
}

// tf.erf
{
  console.log(await sess.run(tf.erf([0, 10])));
  // [0, 1]
}

// tf.erfc
{
  console.log(await sess.run(tf.erfc([0, -10])));
  // [1, 2]
}

// tf.lgamma
{
  console.log(await sess.run(tf.lgamma([1, 2, 4])));
  // [0, 0, 1.7917595]
}

// tf.digamma
{
  console.log(await sess.run(tf.digamma([1, 2])));
  // [-0.5772157, 0.42278433]
}

// tf.ceil
{
  console.log(await sess.run(tf.ceil([1.2, -1.2])));
  // [2, -1]
}

// tf.floor
{
  console.log(await sess.run(tf.floor([1.2, -1.2])));
  // [1, -2]
}

// tf.rint
{
  console.log(await sess.run(tf.rint([0.5, 1.5, 2.4])));
  // [0, 2, 2]
}

// tf.round
{
  console.log(await sess.run(tf.round([0.5, 1.5, 2.4])));
  // [0, 2, 2]
}

// tf.isNan
{
  console.log(await sess.run(tf.isNan([1, Number.NaN, Infinity])));
  // [false, true, false]
}

// tf.isInf
{
  console.log(await sess.run(tf.isInf([1, Number.NaN, Infinity])));
  // [false, false, true]
}

// tf.isFinite
{
  console.log(await sess.run(tf.isFinite([1, Number.NaN, Infinity])));
  // [true, false, false]
}

// tf.logSigmoid
{
  // log(3 / 4)
  console.log(await sess.run(tf.exp(tf.logSigmoid([0, Math.log(3)]))));
  // [0.5, 0.75]
}

// tf.polygamma
{
  // π² / 6
  console.log((await sess.run(tf.polygamma(1, 1))).toFixed(4));
  // 1.6449
}

// tf.zeta
{
  // 1 + 1 / 2² + 1 / 3² + … = π² / 6
  console.log((await sess.run(tf.zeta(2, 1))).toFixed(4));
  // 1.6449
}
