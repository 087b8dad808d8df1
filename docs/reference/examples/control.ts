/** Order and effects, branches, loops, gradients. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.gradients
{
  const x = tf.constant([1, 2, 3]);
  const [gradient] = tf.gradients(tf.square(x), [x]);
  console.log(await sess.run(gradient!));
  // [2, 4, 6]
}

// tf.hessians
{
  const x = tf.constant([2, 3]);
  // x₀² · x₁: 2x₁ and 2x₀, and nothing twice by x₁.
  const [hessian] = tf.hessians(tf.reduceProd(x).mul(x).slice([0], [1]), x);
  console.log(await sess.run(hessian));
  // [[6, 4], [4, 0]]
}

// tf.customGradient
{
  const x = tf.constant([1.2, 1.7]);
  // Rounding is a staircase: its gradient here is that of a straight line.
  const rounded = tf.customGradient((a: tf.Tensor) => [tf.round(a), (dy: tf.Tensor) => dy]);
  const y = rounded(x);
  const [gradient] = tf.gradients(y.mul(3), [x]);
  console.log(await sess.run([y, gradient!]));
  // [ [1, 2], [3, 3] ]

  const scale = new tf.Variable(2, { name: 'scale' });
  await sess.run(scale.initializer);
  const scaled = tf.customGradient((a: tf.Tensor) => [
    a.mul(scale),
    // With variables, a list of two: the gradients of the arguments, and those of the variables.
    (dy: tf.Tensor, { variables }: tf.CustomGradientOptions) => [dy, variables.map(() => tf.reduceSum(dy))],
  ]);
  console.log(await sess.run(tf.gradients(scaled(x), [scale])[0]!));
  // 2
}

// tf.RegisterGradient
{
  // Guided backpropagation: only what is positive flows back, to what is positive.
  tf.RegisterGradient('GuidedRelu', (op, dy) =>
    tf.where(op.inputs[0].greater(0), tf.nn.relu(dy), tf.zerosLike(dy)),
  );
  const x = tf.constant([-1, 2, 3]);
  const y = sess.graph.gradientOverrideMap({ Relu: 'GuidedRelu' }, () => tf.nn.relu(x));
  const [gradient] = tf.gradients(y.mul([1, 1, -1]), [x]);
  console.log(await sess.run(gradient!));
  // [0, 1, 0]

  // A name may be that of another type, too.
  const sign = sess.graph.gradientOverrideMap({ Sign: 'Identity' }, () => tf.sign(x));
  console.log(await sess.run(tf.gradients(sign, [x])[0]!));
  // [1, 1, 1]
}

// tf.group
{
  const a = new tf.Variable(1);
  const b = new tf.Variable(2);
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(tf.group(a.assignAdd(10), b.assignAdd(20)));
  console.log(await sess.run([a, b]));
  // [ 11, 22 ]
}

// tf.tuple
{
  const v = new tf.Variable(1);
  const [one, two] = tf.tuple([v.assignAdd(1), tf.constant(5)]);
  await sess.run(v.initializer);
  // Neither is there before both are.
  console.log(await sess.run([one, two]));
  // [ 2, 5 ]
}

// tf.noOp
{
  console.log(await sess.run(tf.noOp()));
  // null
}

// tf.Print
{
  const x = tf.constant([1, 2, 3]);
  // Writes "x is[1 2 3]" to standard error when it runs.
  console.log(await sess.run(tf.Print(x, [x], 'x is')));
  // [1, 2, 3]
}

// tf.Assert
{
  const x = tf.placeholder('float32', []);
  const positive = tf.Assert(x.greater(0), [x]);
  const y = tf.controlDependencies([positive], () => tf.sqrt(x));
  console.log(await sess.run(y, [[x, 9]]));
  // 3
  try {
    await sess.run(y, [[x, -9]]);
  } catch (error) {
    console.log((error as Error).message.split('\n')[0]);
    // assertion failed: [-9]
  }
}

// tf.cond
{
  const x = tf.placeholder('float32', []);
  const y = tf.cond(x.less(0), () => x.neg(), () => x.mul(10));
  console.log(await sess.run(y, [[x, -3]]));
  // 3
  console.log(await sess.run(y, [[x, 3]]));
  // 30
}

// tf.case
{
  const x = tf.placeholder('float32', []);
  const y = tf.case([[x.less(0), () => tf.constant(-1)], [x.greater(100), () => tf.constant(100)]], { default: () => x });
  console.log(await sess.run(y, [[x, -3]]));
  // -1
  console.log(await sess.run(y, [[x, 42]]));
  // 42
}

// tf.whileLoop
{
  // The smallest power of two that is not below 100.
  const y = tf.whileLoop((x) => x.less(100), (x) => x.mul(2), [tf.constant(1)]);
  console.log(await sess.run(y));
  // 128
}

// tf.whileLoop; op StackV2, op StackPushV2, op StackPopV2, op ControlTrigger
{
  // Squared twice: x⁴. The gradient 4x³ needs the values of each pass, which stacks keep.
  const x = tf.constant(3);
  const [, y] = tf.whileLoop((i) => i.less(2), (i, z) => [i.add(1), z.mul(z)], [tf.constant(0, 'int32'), x]);
  const [gradient] = tf.gradients(y, [x]);
  console.log(await sess.run([y, gradient!]));
  // [ 81, 108 ]
}

// tf.mapFn
{
  console.log(await sess.run(tf.mapFn((row) => tf.reduceSum(row), tf.constant([[1, 2], [3, 4]]))));
  // [3, 7]
}

// tf.foldl
{
  // ((0 · 2 + 1) · 2 + 2) · 2 + 3
  console.log(await sess.run(tf.foldl((sum, x) => sum.mul(2).add(x), tf.constant([1, 2, 3]), { initializer: 0 })));
  // 11
}

// tf.foldr
{
  // The last element comes first: ((0 · 2 + 3) · 2 + 2) · 2 + 1
  console.log(await sess.run(tf.foldr((sum, x) => sum.mul(2).add(x), tf.constant([1, 2, 3]), { initializer: 0 })));
  // 17
}

// tf.scan
{
  console.log(await sess.run(tf.scan((sum, x) => sum.add(x), tf.constant([1, 2, 3]))));
  // [1, 3, 6]
}

// tf.TensorArray
{
  let list = new tf.TensorArray('float32', { size: 2 });
  list = list.write(0, [1, 2]);
  list = list.write(1, [3, 4]);
  console.log(await sess.run(list.stack()));
  // [[1, 2], [3, 4]]
}

// op TensorArrayReadV3, op TensorArraySizeV3
{
  const list = new tf.TensorArray('float32', { size: 3 }).unstack([10, 20, 30]);
  console.log(await sess.run([list.read(1), list.size()]));
  // [ 20, 3 ]
}

// op TensorArrayScatterV3, op TensorArrayGatherV3
{
  const list = new tf.TensorArray('float32', { size: 3, clearAfterRead: false }).scatter([2, 0, 1], [10, 20, 30]);
  console.log(await sess.run(list.gather([0, 2])));
  // [20, 10]
}

// op TensorArraySplitV3, op TensorArrayConcatV3
{
  const list = new tf.TensorArray('float32', { size: 2, inferShape: false }).split([1, 2, 3], [2, 1]);
  console.log(await sess.run(list.concat()));
  // [1, 2, 3]
}

// op TensorArrayGradV3
{
  const x = tf.constant([1, 2, 3]);
  const list = new tf.TensorArray('float32', { size: 3 }).unstack(x);
  const [gradient] = tf.gradients(list.read(1).mul(5), [x]);
  console.log(await sess.run(gradient!));
  // [0, 5, 0]
}

// op TensorArrayCloseV3
{
  const list = new tf.TensorArray('float32', { size: 1 });
  const close = list.close();
  console.log(close.type, await sess.run(close));
  // TensorArrayCloseV3 null
}

// tf.assertEqual
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertEqual([1, 2], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertNoneEqual
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertNoneEqual([3, 4], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertLess
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertLess([0, 1], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertLessEqual
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertLessEqual([1, 1], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertGreater
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertGreater([2, 3], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertGreaterEqual
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertGreaterEqual([1, 3], x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertPositive
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertPositive(x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertNegative
{
  const x = tf.constant([-1, -2]);
  const holds = tf.assertNegative(x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [-1, -2]
}

// tf.assertNonNegative
{
  const x = tf.constant([0, 1]);
  const holds = tf.assertNonNegative(x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [0, 1]
}

// tf.assertNonPositive
{
  const x = tf.constant([0, -1]);
  const holds = tf.assertNonPositive(x);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [0, -1]
}

// tf.assertNear
{
  const x = tf.constant([1, 2]);
  const holds = tf.assertNear(x, [1.0000001, 2]);
  console.log(await sess.run(tf.controlDependencies([holds], () => tf.identity(x))));
  // [1, 2]
}

// tf.assertRank
{
  try {
    tf.assertRank([[1, 2]], 1);
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}

// tf.assertRankAtLeast
{
  try {
    tf.assertRankAtLeast([1, 2], 2);
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}

// tf.assertType
{
  try {
    tf.assertType(tf.constant(1), 'int32');
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}

// tf.assertInteger
{
  try {
    tf.assertInteger(tf.constant(1.5));
  } catch (error) {
    console.log(error instanceof Error);
    // true
  }
}
