/** Initializers and regularizers. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.zerosInitializer
{
  const v = tf.getVariable('v', [3], { initializer: tf.zerosInitializer() });
  await sess.run(v.initializer);
  console.log(await sess.run(v));
  // [0, 0, 0]
}

// tf.onesInitializer
{
  const v = tf.getVariable('v', [3], { initializer: tf.onesInitializer() });
  await sess.run(v.initializer);
  console.log(await sess.run(v));
  // [1, 1, 1]
}

// tf.constantInitializer
{
  const v = tf.getVariable('v', [2, 2], { initializer: tf.constantInitializer([1, 2, 3, 4]) });
  await sess.run(v.initializer);
  console.log(await sess.run(v));
  // [[1, 2], [3, 4]]
}

// tf.randomUniformInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.randomUniformInitializer(0, 0.1) });
  await sess.run(v.initializer);
  // All of it lies between 0 and 0.1.
  console.log(await sess.run(tf.reduceAll(tf.logicalAnd(tf.greaterEqual(v, 0), tf.less(v, 0.1)))));
  // true
}

// tf.randomNormalInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.randomNormalInitializer({ mean: 5, stddev: 0.01 }) });
  await sess.run(v.initializer);
  // Close to 5.
  console.log(await sess.run(tf.round(tf.reduceMean(v))));
  // 5
}

// tf.truncatedNormalInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.truncatedNormalInitializer({ stddev: 0.1 }) });
  await sess.run(v.initializer);
  // Nothing beyond two standard deviations.
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), 0.2))));
  // true
}

// tf.uniformUnitScalingInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.uniformUnitScalingInitializer() });
  await sess.run(v.initializer);
  // Between ±√(3 / 100), for 100 rows.
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), Math.sqrt(3 / 100)))));
  // true
}

// tf.varianceScalingInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.varianceScalingInitializer({ distribution: 'uniform' }) });
  await sess.run(v.initializer);
  // Between ±√(3 / 100), for 100 rows.
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), Math.sqrt(3 / 100)))));
  // true
}

// tf.glorotUniformInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.glorotUniformInitializer() });
  await sess.run(v.initializer);
  // Between ±√(6 / (100 + 50)).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), 0.2))));
  // true
}

// tf.glorotNormalInitializer
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.glorotNormalInitializer() });
  await sess.run(v.initializer);
  // A truncated normal of the standard deviation √(2 / 150).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), 0.27))));
  // true
}

// tf.initializers.heUniform
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.initializers.heUniform() });
  await sess.run(v.initializer);
  // Between ±√(6 / 100).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), Math.sqrt(6 / 100)))));
  // true
}

// tf.initializers.heNormal
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.initializers.heNormal() });
  await sess.run(v.initializer);
  // A truncated normal of the standard deviation √(2 / 100).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), 0.33))));
  // true
}

// tf.initializers.lecunUniform
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.initializers.lecunUniform() });
  await sess.run(v.initializer);
  // Between ±√(3 / 100).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), Math.sqrt(3 / 100)))));
  // true
}

// tf.initializers.lecunNormal
{
  const v = tf.getVariable('v', [100, 50], { initializer: tf.initializers.lecunNormal() });
  await sess.run(v.initializer);
  // A truncated normal of the standard deviation √(1 / 100).
  console.log(await sess.run(tf.reduceAll(tf.less(tf.abs(v), 0.23))));
  // true
}

// tf.regularizers.l1
{
  // 0.5 · (|3| + |−4|)
  console.log(await sess.run(tf.regularizers.l1(0.5)(tf.constant([3, -4]))!));
  // 3.5
}

// tf.regularizers.l2
{
  // 0.5 · (3² + 4²)
  console.log(await sess.run(tf.regularizers.l2(0.5)(tf.constant([3, -4]))!));
  // 12.5
}

// tf.regularizers.l1L2
{
  // 1 · (3 + 4) + 0.5 · (9 + 16)
  console.log(await sess.run(tf.regularizers.l1L2(1, 0.5)(tf.constant([3, -4]))!));
  // 19.5
}

// tf.orthogonalInitializer
{
  // Its columns are of length 1, at right angles.
  const v = tf.getVariable('v', [3, 3], { initializer: tf.orthogonalInitializer() });
  await sess.run(v.initializer);
  console.log(await sess.run(tf.abs(tf.round(tf.matmul(v, v, { transposeA: true })))));
  // [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
}

// tf.initializers.identity
{
  const v = tf.getVariable('v', [2, 2], { initializer: tf.initializers.identity() });
  await sess.run(v.initializer);
  console.log(await sess.run(v));
  // [[1, 0], [0, 1]]
}

// tf.tablesInitializer
{
  // There are no tables: an operation that does nothing, for programs that run it.
  console.log(await sess.run(tf.tablesInitializer()));
  // null
}
