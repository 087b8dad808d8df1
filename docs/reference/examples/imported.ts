/** Operations that no function makes: they come with graphs that others wrote. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// op Inv
{
  const x = tf.constant([1, 2, 4]);
  const text = `node { name: 'y' op: 'Inv' input: 'x' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { x }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [1, 0.5, 0.25]
}

// op InvGrad
{
  const x = tf.constant([1, 0.5]);
  const dy = tf.constant([1, 1]);
  const text = `node { name: 'y' op: 'InvGrad' input: 'x' input: 'dy' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { x, dy }, returnElements: ['y:0'] });
  // −dy · y², for y = 1 / x.
  console.log(await sess.run(y));
  // [-1, -0.25]
}

// op Mod
{
  const a = tf.constant([7, -7], 'int32');
  const b = tf.constant([3, 3], 'int32');
  const text = `node { name: 'y' op: 'Mod' input: 'a' input: 'b' attr { key: 'T' value { type: DT_INT32 } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { a, b }, returnElements: ['y:0'] });
  // The remainder has the sign of the dividend.
  console.log(await sess.run(y));
  // [1, -1]
}

// op Div
{
  const a = tf.constant([7, -7], 'int32');
  const b = tf.constant([2, 2], 'int32');
  const text = `node { name: 'y' op: 'Div' input: 'a' input: 'b' attr { key: 'T' value { type: DT_INT32 } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { a, b }, returnElements: ['y:0'] });
  // Integers are cut towards zero.
  console.log(await sess.run(y));
  // [3, -3]
}

// op Div
{
  const a = tf.constant([7, -7]);
  const b = tf.constant([2, 2]);
  const text = `node { name: 'y' op: 'Div' input: 'a' input: 'b' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { a, b }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [3.5, -3.5]
}

// op Concat
{
  const axis = tf.constant(0, 'int32');
  const a = tf.constant([1, 2]);
  const b = tf.constant([3]);
  const text = `node { name: 'y' op: 'Concat' input: 'axis' input: 'a' input: 'b' attr { key: 'N' value { i: 2 } } attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { axis, a, b }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [1, 2, 3]
}

// op Gather
{
  const params = tf.constant([10, 20, 30]);
  const indices = tf.constant([2, 0], 'int32');
  const text = `node { name: 'y' op: 'Gather' input: 'params' input: 'indices' attr { key: 'Tparams' value { type: DT_FLOAT } } attr { key: 'Tindices' value { type: DT_INT32 } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { params, indices }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [30, 10]
}

// op TopK
{
  const x = tf.constant([5, 9, 2, 7]);
  const text = `node { name: 'y' op: 'TopK' input: 'x' attr { key: 'k' value { i: 2 } } attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { x }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [9, 7]
}

// op InTopK
{
  const predictions = tf.constant([[5, 9, 2], [5, 9, 2]]);
  const targets = tf.constant([1, 2], 'int32');
  const text = `node { name: 'y' op: 'InTopK' input: 'predictions' input: 'targets' attr { key: 'k' value { i: 2 } } attr { key: 'T' value { type: DT_INT32 } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { predictions, targets }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [true, false]
}

// op BatchMatMul
{
  const a = tf.constant([[[1, 2]], [[3, 4]]]);
  const b = tf.constant([[[5], [6]], [[7], [8]]]);
  const text = `node { name: 'y' op: 'BatchMatMul' input: 'a' input: 'b' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { a, b }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [[[17]], [[53]]]
}

// op BiasAddV1
{
  const x = tf.constant([[1, 2], [3, 4]]);
  const bias = tf.constant([10, 20]);
  const text = `node { name: 'y' op: 'BiasAddV1' input: 'x' input: 'bias' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { x, bias }, returnElements: ['y:0'] });
  console.log(await sess.run(y));
  // [[11, 22], [13, 24]]
}

// op IdentityN
{
  const a = tf.constant([1, 2]);
  const b = tf.constant(3);
  const text = `node { name: 'y' op: 'IdentityN' input: 'a' input: 'b' attr { key: 'T' value { list { type: DT_FLOAT type: DT_FLOAT } } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { a, b }, returnElements: ['y:1'] });
  console.log(await sess.run(y));
  // 3
}

// op SelectV2
{
  const choice = tf.constant([[true], [false]]);
  const a = tf.constant([1, 2]);
  const b = tf.constant(0);
  const text = `node { name: 'y' op: 'SelectV2' input: 'choice' input: 'a' input: 'b' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { choice, a, b }, returnElements: ['y:0'] });
  // All three are broadcast.
  console.log(await sess.run(y));
  // [[1, 2], [0, 0]]
}

// op Polygamma
{
  const n = tf.constant(1);
  const x = tf.constant(1);
  const text = `node { name: 'y' op: 'Polygamma' input: 'n' input: 'x' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { n, x }, returnElements: ['y:0'] });
  // π² / 6
  console.log(await sess.run(y));
  // 1.644934058189392
}

// op Zeta
{
  const s = tf.constant(2);
  const q = tf.constant(1);
  const text = `node { name: 'y' op: 'Zeta' input: 's' input: 'q' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { s, q }, returnElements: ['y:0'] });
  // 1 + 1 / 2² + 1 / 3² + … = π² / 6
  console.log(await sess.run(y));
  // 1.644934058189392
}

// op StaticRegexFullMatch
{
  const x = tf.constant('model.ckpt');
  const text = `node { name: 'y' op: 'StaticRegexFullMatch' input: 'x' attr { key: 'pattern' value { s: '^s3://.*' } } }`;
  const [y] = tf.importGraphDef(text, { inputMap: { x }, returnElements: ['y:0'] });
  // A saver’s question: this engine keeps it in graphs, and answers it itself.
  console.log((y as tf.Tensor).op.type, (y as tf.Tensor).dtype);
  // StaticRegexFullMatch bool
}

// op ShardedFilename
{
  const basename = tf.constant('model.ckpt');
  const shard = tf.constant(0, 'int32');
  const count = tf.constant(1, 'int32');
  const text = `node { name: 'y' op: 'ShardedFilename' input: 'basename' input: 'shard' input: 'count' }`;
  const [y] = tf.importGraphDef(text, { inputMap: { basename, shard, count }, returnElements: ['y:0'] });
  // Part of the nodes of a TensorFlow saver: kept in graphs, not run.
  console.log((y as tf.Tensor).op.type, (y as tf.Tensor).dtype);
  // ShardedFilename string
}

// op MergeV2Checkpoints
{
  const parts = tf.constant(['model.ckpt_temp/part-00000-of-00001']);
  const prefix = tf.constant('model.ckpt');
  const text = `node { name: 'y' op: 'MergeV2Checkpoints' input: 'parts' input: 'prefix' }`;
  const [y] = tf.importGraphDef(text, { inputMap: { parts, prefix }, returnElements: ['y'] });
  // Part of the nodes of a TensorFlow saver: kept in graphs, not run.
  console.log((y as tf.Operation).type);
  // MergeV2Checkpoints
}

// op Variable
{
  const text = `
    node { name: 'v' op: 'Variable' attr { key: 'dtype' value { type: DT_FLOAT } } attr { key: 'shape' value { shape {} } } }
    node { name: 'init' op: 'Assign' input: 'v' input: 'x' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const [v, init] = tf.importGraphDef(text, { inputMap: { x: tf.constant(7) }, returnElements: ['v:0', 'init'] });
  await sess.run(init);
  console.log(await sess.run(v));
  // 7
}

// op StackCloseV2
{
  const text = `
    node { name: 'stack' op: 'StackV2' input: 'size' attr { key: 'elem_type' value { type: DT_FLOAT } } }
    node { name: 'close' op: 'StackCloseV2' input: 'stack' }`;
  const [close] = tf.importGraphDef(text, { inputMap: { size: tf.constant(3, 'int32') }, returnElements: ['close'] });
  console.log(await sess.run(close));
  // null
}

// op ApplyAdaMax
{
  const w = new tf.Variable(5);
  const m = new tf.Variable(0);
  const v = new tf.Variable(0);
  const text = `node { name: 'y' op: 'ApplyAdaMax' input: 'w' input: 'm' input: 'v' input: 'power' input: 'rate' input: 'beta1' input: 'beta2' input: 'epsilon' input: 'gradient' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const inputMap = { w: w.asGraphElement(), m: m.asGraphElement(), v: v.asGraphElement(), power: tf.constant(0.5), rate: tf.constant(1), beta1: tf.constant(0.5), beta2: tf.constant(0.5), epsilon: tf.constant(0), gradient: tf.constant(2) };
  const [update] = tf.importGraphDef(text, { inputMap, returnElements: ['y:0'] });
  await sess.run(tf.globalVariablesInitializer());
  // m = 0.5 · 2, v = 2: 5 − 1 / (1 − 0.5) · 1 / 2.
  console.log(await sess.run(update));
  // 4
}

// op ApplyAddSign
{
  const w = new tf.Variable(5);
  const m = new tf.Variable(0);
  const text = `node { name: 'y' op: 'ApplyAddSign' input: 'w' input: 'm' input: 'rate' input: 'alpha' input: 'decay' input: 'beta' input: 'gradient' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const inputMap = { w: w.asGraphElement(), m: m.asGraphElement(), rate: tf.constant(1), alpha: tf.constant(1), decay: tf.constant(0.5), beta: tf.constant(0.5), gradient: tf.constant(2) };
  const [update] = tf.importGraphDef(text, { inputMap, returnElements: ['y:0'] });
  await sess.run(tf.globalVariablesInitializer());
  // The gradient has the sign of its mean: 5 − 1 · (1 + 0.5) · 2.
  console.log(await sess.run(update));
  // 2
}

// op ApplyPowerSign
{
  const w = new tf.Variable(5);
  const m = new tf.Variable(0);
  const text = `node { name: 'y' op: 'ApplyPowerSign' input: 'w' input: 'm' input: 'rate' input: 'base' input: 'decay' input: 'beta' input: 'gradient' attr { key: 'T' value { type: DT_FLOAT } } }`;
  const inputMap = { w: w.asGraphElement(), m: m.asGraphElement(), rate: tf.constant(1), base: tf.constant(Math.log(2)), decay: tf.constant(1), beta: tf.constant(0.5), gradient: tf.constant(2) };
  const [update] = tf.importGraphDef(text, { inputMap, returnElements: ['y:0'] });
  await sess.run(tf.globalVariablesInitializer());
  // The gradient has the sign of its mean: 5 − 1 · 2¹ · 2.
  console.log(await sess.run(update));
  // 1
}

// op SparseApplyFtrlV2
{
  const w = new tf.Variable([0, 0]);
  const accum = new tf.Variable([16, 16]);
  const linear = new tf.Variable([0, 0]);
  const text = `node { name: 'y' op: 'SparseApplyFtrlV2' input: 'w' input: 'accum' input: 'linear' input: 'gradient' input: 'indices' input: 'rate' input: 'l1' input: 'l2' input: 'shrinkage' input: 'power' attr { key: 'T' value { type: DT_FLOAT } } attr { key: 'Tindices' value { type: DT_INT32 } } }`;
  const inputMap = { w: w.asGraphElement(), accum: accum.asGraphElement(), linear: linear.asGraphElement(), gradient: tf.constant([3]), indices: tf.constant([1], 'int32'), rate: tf.constant(1), l1: tf.constant(0), l2: tf.constant(0), shrinkage: tf.constant(0), power: tf.constant(-0.5) };
  const [update] = tf.importGraphDef(text, { inputMap, returnElements: ['y:0'] });
  await sess.run(tf.globalVariablesInitializer());
  // −3 / √(16 + 3²) in the second row.
  console.log(await sess.run(update));
  // [0, -0.6]
}
