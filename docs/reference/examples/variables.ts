/** Variables, the graph around them, random numbers. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.Variable
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  const update = v.assign(v.mul(10));
  await sess.run(v.initializer);
  console.log(await sess.run(update));
  // [10, 20]
  console.log(await sess.run(v));
  // [10, 20]
}

// tf.getVariable
{
  const w = tf.getVariable('w', [2], { initializer: tf.onesInitializer() });
  await sess.run(tf.globalVariablesInitializer());
  console.log(w.name, await sess.run(w));
  // w:0 [1, 1]
}

// tf.variableScope, tf.AUTO_REUSE
{
  const layer = () => tf.variableScope('layer', { reuse: tf.AUTO_REUSE }, () => tf.getVariable('w', [2]));
  const [first, second] = [layer(), layer()];
  console.log(first === second, first.name);
  // true layer/w:0
}

// tf.getVariableScope, tf.VariableScope
{
  tf.variableScope('outer', () => {
    console.log(tf.getVariableScope().name);
    // outer
  });
}

// tf.makeTemplate
{
  const dense = tf.makeTemplate('dense', (x: tf.Tensor) => x.mul(tf.getVariable('scale', { initializer: 10 })));
  const [first, second] = [dense(tf.constant(1)), dense(tf.constant(2))];
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run([first, second]));
  // [ 10, 20 ]
  console.log(dense.variables.map((variable) => variable.name));
  // [ 'dense/scale:0' ]
}

// tf.assign
{
  const v = new tf.Variable(1);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.assign(v, 5)));
  // 5
}

// tf.assignAdd
{
  const v = new tf.Variable(1);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.assignAdd(v, 5)));
  // 6
}

// tf.assignSub
{
  const v = new tf.Variable(1);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.assignSub(v, 5)));
  // -4
}

// tf.scatterUpdate
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterUpdate(v, [2, 0], [10, 20])));
  // [20, 2, 10]
}

// tf.scatterAdd
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterAdd(v, [2, 0], [10, 20])));
  // [21, 2, 13]
}

// tf.scatterSub
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterSub(v, [2, 0], [10, 20])));
  // [-19, 2, -7]
}

// tf.scatterMul
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterMul(v, [2, 0], [10, 20])));
  // [20, 2, 30]
}

// tf.scatterDiv
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterDiv(v, [2, 0], [2, 4])));
  // [0.25, 2, 1.5]
}

// tf.scatterMin
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterMin(v, [2, 0], [0, 20])));
  // [1, 2, 0]
}

// tf.scatterMax
{
  const v = new tf.Variable([1, 2, 3]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterMax(v, [2, 0], [0, 20])));
  // [20, 2, 3]
}

// tf.scatterNdUpdate
{
  const v = new tf.Variable([[1, 2], [3, 4]]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterNdUpdate(v, [[0, 1], [1, 0]], [10, 20])));
  // [[1, 10], [20, 4]]
}

// tf.scatterNdAdd
{
  const v = new tf.Variable([[1, 2], [3, 4]]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterNdAdd(v, [[0, 1], [1, 0]], [10, 20])));
  // [[1, 12], [23, 4]]
}

// tf.scatterNdSub
{
  const v = new tf.Variable([[1, 2], [3, 4]]);
  await sess.run(v.initializer);
  console.log(await sess.run(tf.scatterNdSub(v, [[0, 1], [1, 0]], [10, 20])));
  // [[1, -8], [-17, 4]]
}

// tf.globalVariables, tf.trainableVariables
{
  new tf.Variable(1, { name: 'weight' });
  new tf.Variable(0, { name: 'counter', trainable: false });
  console.log(tf.globalVariables().map(({ name }) => name));
  // [ 'weight:0', 'counter:0' ]
  console.log(tf.trainableVariables().map(({ name }) => name));
  // [ 'weight:0' ]
}

// tf.globalVariablesInitializer
{
  const v = new tf.Variable(7);
  await sess.run(tf.globalVariablesInitializer());
  console.log(await sess.run(v));
  // 7
}

// tf.localVariables, tf.localVariablesInitializer
{
  const v = new tf.Variable(7, { collections: [tf.GraphKeys.LOCAL_VARIABLES], trainable: false });
  await sess.run(tf.localVariablesInitializer());
  console.log(tf.localVariables().length, await sess.run(v));
  // 1 7
}

// tf.variablesInitializer
{
  const [a, b] = [new tf.Variable(1), new tf.Variable(2)];
  await sess.run(tf.variablesInitializer([a, b]));
  console.log(await sess.run([a, b]));
  // [ 1, 2 ]
}

// tf.isVariableInitialized
{
  const v = new tf.Variable(7);
  const is = tf.isVariableInitialized(v);
  console.log('before:', await sess.run(is));
  // before: false
  await sess.run(v.initializer);
  console.log('after:', await sess.run(is));
  // after: true
}

// tf.reportUninitializedVariables
{
  const a = new tf.Variable(1, { name: 'a' });
  new tf.Variable(2, { name: 'b' });
  await sess.run(a.initializer);
  console.log(await sess.run(tf.reportUninitializedVariables()));
  // ['b']
}

// tf.randomUniform
{
  const x = tf.randomUniform([1000], 2, 3, { seed: 1 });
  console.log(await sess.run(tf.floor(tf.reduceMin(x))), await sess.run(tf.ceil(tf.reduceMax(x))));
  // 2 3
}

// tf.randomUniform; op RandomUniformInt
{
  // Of whole numbers the upper bound is left out.
  const x = tf.randomUniform([1000], 5, 8, 'int32', { seed: 1 });
  console.log(await sess.run([tf.reduceMin(x), tf.reduceMax(x)]));
  // [ 5, 7 ]
}

// tf.randomNormal
{
  const x = tf.randomNormal([10000], { mean: 5, stddev: 2, seed: 1 });
  console.log(await sess.run(tf.round(tf.reduceMean(x))));
  // 5
}

// tf.truncatedNormal
{
  // Nothing is further than two standard deviations from the mean.
  const x = tf.truncatedNormal([10000], { stddev: 0.1, seed: 1 });
  console.log(await sess.run(tf.reduceAll(tf.abs(x).less(0.2))));
  // true
}

// tf.multinomial
{
  // The second class has all the probability there is.
  console.log(await sess.run(tf.multinomial([[-100, 100]], 4)));
  // [[1, 1, 1, 1]]
}

// tf.randomShuffle
{
  const x = tf.randomShuffle(tf.range(5));
  // The same elements in another order.
  console.log(await sess.run(tf.reduceSum(x)));
  // 10
}

// tf.setRandomSeed
{
  tf.setRandomSeed(7);
  const x = tf.randomNormal([]);
  const first = new tf.Session();
  const second = new tf.Session();
  // Every session draws the same numbers, one after the other.
  console.log((await first.run(x)) === (await second.run(x)));
  // true
}

// tf.nameScope
{
  const x = tf.nameScope('model', () => tf.constant(1, { name: 'x' }));
  console.log(x.name);
  // model/x:0
}

// tf.device
{
  const x = tf.device('/cpu:0', () => tf.constant(1));
  console.log(x.device);
  // /device:CPU:0
}

// tf.controlDependencies
{
  const v = new tf.Variable(1);
  const after = tf.controlDependencies([v.assignAdd(1)], () => tf.identity(v));
  await sess.run(v.initializer);
  console.log(await sess.run(after));
  // 2
}

// tf.addToCollection, tf.getCollection, tf.getCollectionRef
{
  tf.addToCollection('mine', 1);
  tf.getCollectionRef('mine').push(2);
  console.log(tf.getCollection('mine'));
  // [ 1, 2 ]
}

// tf.getDefaultGraph, tf.resetDefaultGraph
{
  tf.constant(1);
  const before = tf.getDefaultGraph();
  tf.resetDefaultGraph();
  console.log(before.getOperations().length, tf.getDefaultGraph().getOperations().length);
  // 1 0
}

// tf.Graph
{
  const graph = new tf.Graph();
  const x = graph.asDefault(() => tf.constant(42, { name: 'x' }));
  using session = new tf.Session({ graph });
  console.log(await session.run('x:0'), x.graph === graph);
  // 42 true
}

// tf.Session
{
  const x = tf.placeholder('float32', [2]);
  using session = new tf.Session();
  console.log(await session.run({ sum: tf.reduceSum(x), doubled: x.mul(2) }, [[x, [3, 4]]]));
  // { sum: 7, doubled: [6, 8] }
}

// tf.InteractiveSession
{
  const session = new tf.InteractiveSession();
  console.log(await tf.constant([1, 2]).mul(2).eval());
  // [2, 4]
  await session.close();
}

// tf.asDtype
{
  console.log(tf.asDtype(tf.int32), tf.float32 === 'float32');
  // int32 true
}

// tf.importGraphDef
{
  const graph = new tf.Graph();
  graph.asDefault(() => tf.square(tf.placeholder('float32', [], { name: 'x' }), { name: 'y' }));
  const [y] = tf.importGraphDef(graph.asGraphDef(), { inputMap: { 'x:0': tf.constant(3) }, returnElements: ['y:0'] });
  console.log(await sess.run(y as tf.Tensor));
  // 9
}

// tf.random.categorical
{
  // The second class has all the probability there is.
  console.log(await sess.run(tf.random.categorical([[-100, 100]], 4)));
  // [[1, 1, 1, 1]]
}
