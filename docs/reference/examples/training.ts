/** Optimizers, schedules, checkpoints, training sessions. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.train.GradientDescentOptimizer
{
  // The gradient of w² is 2w: 5 − 0.1 · 10.
  const w = new tf.Variable(5);
  const step = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.0000
}

// tf.train.MomentumOptimizer
{
  // The gradient is 1: 5 − 0.1 · 1, then − 0.1 · (1 + 0.9).
  const w = new tf.Variable(5);
  const step = new tf.train.MomentumOptimizer(0.1, 0.9).minimize(w.mul(1));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.7100
}

// tf.train.AdamOptimizer
{
  // The first step is as long as the learning rate, whatever the gradient: 5 − 0.5.
  const w = new tf.Variable(5);
  const step = new tf.train.AdamOptimizer(0.5).minimize(tf.square(w));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.5000
}

// tf.train.AdagradOptimizer
{
  // 5 − 3 / √(16 + 3²)
  const w = new tf.Variable(5);
  const step = new tf.train.AdagradOptimizer(1, { initialAccumulatorValue: 16 }).minimize(w.mul(3));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.4000
}

// tf.train.AdadeltaOptimizer
{
  // 5 − √(0 + 1) / √(0.75² + 1) · 0.75
  const w = new tf.Variable(5);
  const step = new tf.train.AdadeltaOptimizer(1, { rho: 0, epsilon: 1 }).minimize(w.mul(0.75));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.4000
}

// tf.train.AdagradDAOptimizer
{
  // −3 / √(16 + 3²)
  const w = new tf.Variable(0);
  const globalStep = tf.train.createGlobalStep();
  const step = new tf.train.AdagradDAOptimizer(1, globalStep, { initialGradientSquaredAccumulatorValue: 16 }).minimize(w.mul(3), { globalStep });
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // -0.6000
}

// tf.train.FtrlOptimizer
{
  // −3 / √(16 + 3²)
  const w = new tf.Variable(0);
  const step = new tf.train.FtrlOptimizer(1, { initialAccumulatorValue: 16 }).minimize(w.mul(3));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // -0.6000
}

// tf.train.FtrlOptimizer; op ApplyFtrlV2
{
  // The penalty adds 2 · 0.5 · w to the gradient 3: −(4 − (√(16 + 3²) − √16) · w) / √(16 + 3²)
  const w = new tf.Variable(1);
  const optimizer = new tf.train.FtrlOptimizer(1, {
    initialAccumulatorValue: 16,
    l2ShrinkageRegularizationStrength: 0.5,
  });
  const step = optimizer.minimize(w.mul(3));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // -0.6000
}

// tf.train.RMSPropOptimizer
{
  // The mean square starts at 1 and stays there: 5 − 0.5 · 1 / √1.
  const w = new tf.Variable(5);
  const step = new tf.train.RMSPropOptimizer(0.5, { decay: 0.5 }).minimize(w.mul(1));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.5000
}

// tf.train.RMSPropOptimizer; op ApplyCenteredRMSProp
{
  // The mean square is 0.5 + 0.5 · 2, the mean 0.5 · √2: 5 − 0.5 · √2 / √(1.5 − 0.5).
  const w = new tf.Variable(5);
  const step = new tf.train.RMSPropOptimizer(0.5, { decay: 0.5, centered: true }).minimize(w.mul(Math.SQRT2));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.2929
}

// tf.train.ProximalGradientDescentOptimizer
{
  // 5 − 1, then 0.5 nearer to zero.
  const w = new tf.Variable(5);
  const step = new tf.train.ProximalGradientDescentOptimizer(1, { l1RegularizationStrength: 0.5 }).minimize(w.mul(1));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 3.5000
}

// tf.train.ProximalAdagradOptimizer
{
  // 5 − 3 / √(16 + 3²)
  const w = new tf.Variable(5);
  const step = new tf.train.ProximalAdagradOptimizer(1, { initialAccumulatorValue: 16 }).minimize(w.mul(3));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log((await sess.run(w)).toFixed(4));
  // 4.4000
}

// op ScatterSub
{
  // Only the row that was gathered is touched: 0.5 · 1 from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyMomentum
{
  // Only the row that was gathered is touched: 0.5 · 1 from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.MomentumOptimizer(0.5, 0.9).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyAdagrad
{
  // Only the row that was gathered is touched: 1 / √(3 + 1²) from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.AdagradOptimizer(1, { initialAccumulatorValue: 3 }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyAdadelta
{
  // Only the row that was gathered is touched: √(0 + 3) / √(1² + 3) · 1 from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.AdadeltaOptimizer(1, { rho: 0, epsilon: 3 }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.1339746]
}

// op SparseApplyFtrl
{
  // Only the row that was gathered is touched: z = 1 − (√4 − √3) · 5 in the second row, which becomes −z / √4.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.FtrlOptimizer(1, { initialAccumulatorValue: 3 }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 0.16987306]
}

// op SparseApplyRMSProp
{
  // Only the row that was gathered is touched: 0.5 · 1 / √1 from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.RMSPropOptimizer(0.5, { decay: 0.5 }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyCenteredRMSProp
{
  // Only the row that was gathered is touched: 0.5 · 1 / √(1 − 0.5²) from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.RMSPropOptimizer(0.5, { decay: 0.5, centered: true }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.42265]
}

// op SparseApplyProximalGradientDescent
{
  // Only the row that was gathered is touched: 0.5 · 1 from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.ProximalGradientDescentOptimizer(0.5).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyProximalAdagrad
{
  // Only the row that was gathered is touched: 1 / √(3 + 1²) from the second row.
  const w = new tf.Variable([5, 5]);
  const step = new tf.train.ProximalAdagradOptimizer(1, { initialAccumulatorValue: 3 }).minimize(tf.reduceSum(tf.gather(w, [1])));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, 4.5]
}

// op SparseApplyAdagradDA
{
  // Only the row that was gathered is touched: −1 / √(3 + 1²) in the second.
  const w = new tf.Variable([5, 5]);
  const globalStep = tf.train.createGlobalStep();
  const optimizer = new tf.train.AdagradDAOptimizer(1, globalStep, { initialGradientSquaredAccumulatorValue: 3 });
  const step = optimizer.minimize(tf.reduceSum(tf.gather(w, [1])), { globalStep });
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // [5, -0.5]
}

// tf.train.Optimizer
{
  // The two halves of `minimize`, with something done to the gradients in between.
  const w = new tf.Variable(5);
  const optimizer = new tf.train.GradientDescentOptimizer(1);
  const gradients = optimizer.computeGradients(tf.square(w));
  const step = optimizer.applyGradients(gradients.map(([gradient, variable]) => [tf.clipByValue(gradient!, -1, 1), variable]));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  console.log(await sess.run(w));
  // 4
}

// tf.train.ExponentialMovingAverage
{
  const v = new tf.Variable(0);
  const average = new tf.train.ExponentialMovingAverage(0.5);
  const set = v.assign(8);
  const update = tf.controlDependencies([set], () => average.apply([v]));
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(update);
  // 0.5 · 0 + 0.5 · 8
  console.log(await sess.run(average.average(v)!));
  // 4
}

// tf.train.exponentialDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.exponentialDecay(1, step, 10, 0.5);
  // 0.5^(20 / 10)
  console.log((await sess.run(rate, [[step, 20]])).toFixed(4));
  // 0.2500
}

// tf.train.naturalExpDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.naturalExpDecay(1, step, 10, Math.log(2));
  // e^(−log 2 · 20 / 10)
  console.log((await sess.run(rate, [[step, 20]])).toFixed(4));
  // 0.2500
}

// tf.train.inverseTimeDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.inverseTimeDecay(1, step, 10, 0.5);
  // 1 / (1 + 0.5 · 20 / 10)
  console.log((await sess.run(rate, [[step, 20]])).toFixed(4));
  // 0.5000
}

// tf.train.polynomialDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.polynomialDecay(1, step, 10, 0);
  // Half of the way from 1 to 0.
  console.log((await sess.run(rate, [[step, 5]])).toFixed(4));
  // 0.5000
}

// tf.train.cosineDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.cosineDecay(1, step, 10);
  // Half of the way: (1 + cos(π / 2)) / 2.
  console.log((await sess.run(rate, [[step, 5]])).toFixed(4));
  // 0.5000
}

// tf.train.cosineDecayRestarts
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.cosineDecayRestarts(1, step, 10);
  // The first of the next fall.
  console.log((await sess.run(rate, [[step, 10]])).toFixed(4));
  // 1.0000
}

// tf.train.linearCosineDecay
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.linearCosineDecay(1, step, 10);
  // Where it begins: 1 · (1 + cos 0) / 2 + 0.001.
  console.log((await sess.run(rate, [[step, 0]])).toFixed(4));
  // 1.0010
}

// tf.train.piecewiseConstant
{
  const step = tf.placeholder('int64', []);
  const rate = tf.train.piecewiseConstant(step, [100, 200], [1, 0.5, 0.1]);
  // After step 100, up to step 200.
  console.log((await sess.run(rate, [[step, 150]])).toFixed(4));
  // 0.5000
}

// tf.train.createGlobalStep, tf.train.getGlobalStep, tf.train.globalStep
{
  const globalStep = tf.train.createGlobalStep();
  const w = new tf.Variable(5);
  const update = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w), { globalStep });
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(update);
  await sess.run(update);
  console.log(tf.train.getGlobalStep() === globalStep, await tf.train.globalStep(sess, globalStep));
  // true 2
}

// tf.train.getOrCreateGlobalStep, tf.train.assertGlobalStep
{
  const globalStep = tf.train.getOrCreateGlobalStep();
  tf.train.assertGlobalStep(globalStep);
  console.log(globalStep);
  // <tf.Variable 'global_step:0' shape=() dtype=int64_ref>
}

// tf.train.checkFinite
{
  const x = tf.placeholder('float32', [], { name: 'x' });
  const y = tf.log(x, { name: 'logarithm' });
  const checked = tf.train.checkFinite(y.mul(2));
  try {
    await sess.run(checked, [[x, -1]]);
  } catch (error) {
    console.log((error as Error).message.split('\n')[0]);
    // assertion failed: [NaN or infinity in 'logarithm:0' (operation type Log)]
  }
}

// tf.train.steps
{
  let sum = 0;
  for (const step of tf.train.steps(5)) sum += step;
  console.log(sum);
  // 10
}

// tf.train.Saver
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  const saver = new tf.train.Saver();
  await sess.run(v.initializer);
  const path = await saver.save(sess, 'checkpoints/model.ckpt');
  await v.load([0, 0], sess);
  await saver.restore(sess, path);
  console.log(path, await sess.run(v));
  // checkpoints/model.ckpt [1, 2]
}

// tf.train.latestCheckpoint, tf.train.listVariables, tf.train.loadVariable
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  await sess.run(v.initializer);
  await new tf.train.Saver().save(sess, 'newest/model.ckpt', { globalStep: 7 });
  const path = await tf.train.latestCheckpoint('newest');
  console.log(path);
  // newest/model.ckpt-7
  console.log(await tf.train.listVariables(path!));
  // [ [ 'v', [ 2 ] ] ]
  console.log(await tf.train.loadVariable(path!, 'v'));
  // [1, 2]
}

// tf.train.saveSafetensors, tf.train.loadSafetensors
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  await sess.run(v.initializer);
  await tf.train.saveSafetensors(sess, 'model.safetensors');
  await v.load([0, 0], sess);
  await tf.train.loadSafetensors(sess, 'model.safetensors');
  console.log(await sess.run(v));
  // [1, 2]
}

// tf.train.saveNpz, tf.train.loadNpz
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  await sess.run(v.initializer);
  await tf.train.saveNpz(sess, 'model.npz');
  await v.load([0, 0], sess);
  await tf.train.loadNpz(sess, 'model.npz');
  console.log(await sess.run(v));
  // [1, 2]
}

// tf.train.exportMetaGraph, tf.train.importMetaGraph
{
  tf.constant(42, { name: 'answer' });
  await tf.train.exportMetaGraph('model.meta');
  const copy = new tf.Graph();
  await tf.train.importMetaGraph('model.meta', { graph: copy });
  console.log(copy.getOperations().map(({ name }) => name));
  // [ 'answer' ]
}

// tf.train.writeGraph
{
  const graph = new tf.Graph();
  graph.asDefault(() => tf.constant(42, { name: 'answer' }));
  console.log(await tf.train.writeGraph(graph, 'graphs', 'model.pbtxt'));
  // graphs/model.pbtxt
}

// tf.train.MonitoredTrainingSession, tf.train.StopAtStepHook
{
  const globalStep = tf.train.createGlobalStep();
  const w = new tf.Variable(5);
  const update = new tf.train.GradientDescentOptimizer(0.25).minimize(tf.square(w), { globalStep });
  // Each step halves w. The session initialises it, and ends after three steps.
  const session = await tf.train.MonitoredTrainingSession({ hooks: [new tf.train.StopAtStepHook({ numSteps: 3 })] });
  let value = 0;
  while (!session.shouldStop()) [, value] = await session.run([update, w]);
  console.log(value);
  // 0.625
  await session.close();
}
