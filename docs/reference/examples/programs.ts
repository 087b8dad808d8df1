/** What is around graphs: arrays, data, files of models, training sessions, errors. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.NdArray
{
  const x = (await sess.run(tf.constant([[1, 2], [3, 4]]))) as tf.NdArray<'float32'>;
  console.log(x.shape, x.dtype, x.data);
  // [ 2, 2 ] float32 Float32Array(4) [ 1, 2, 3, 4 ]
  console.log(x.toArray());
  // [ [ 1, 2 ], [ 3, 4 ] ]
}

// tf.Tensor
{
  const x = tf.placeholder('float32', [null, 2], { name: 'x' });
  const y = x.mul(2).add(1).reduceSum(1);
  console.log(y.name, y.dtype, y.shape, y.op.inputs.map(({ name }) => name));
  // Sum:0 float32 (?,) [ 'add:0', 'Sum/reduction_indices:0' ]
  console.log(await sess.run(y, [[x, [[1, 2], [3, 4]]]]));
  // [8, 16]
}

// tf.TensorShape
{
  const shape = tf.placeholder('float32', [null, 28, 28]).shape;
  console.log(shape, shape.rank, shape.asList());
  // (?, 28, 28) 3 [ null, 28, 28 ]
}

// tf.Operation
{
  const { op } = tf.constant(1, { name: 'one' });
  console.log(op, op.type, op.outputs.length);
  // <tf.Operation 'one' type=Const> Const 1
}

// tf.RunMetadata, tf.RunOptions
{
  const options = new tf.RunOptions({ traceLevel: tf.RunOptions.FULL_TRACE });
  const runMetadata = new tf.RunMetadata();
  await sess.run(tf.add([1, 2], 3), [], { options, runMetadata });
  console.log(runMetadata.totalMicros > 0);
  // true
}

// tf.listDevices
{
  console.log(tf.listDevices().devices[0].name);
  // /device:CPU:0
}

// tf.data.Dataset, tf.data.DatasetIterator
{
  const rows = tf.data.Dataset.fromTensorSlices([[1, 10], [2, 20], [3, 30]]).batch(2);
  for await (const batch of rows) {
    console.log(batch);
    // [[1, 10], [2, 20]]
    // [[3, 30]]
  }
}

// tf.data.digits, tf.data.LabelledImages
{
  const digits = tf.data.digits({ train: 100, test: 10, oneHot: true, seed: 1 });
  const [images, labels] = digits.train.nextBatch(32);
  console.log(images.shape, labels.shape);
  // [ 32, 784 ] [ 32, 10 ]
}

// tf.savedModel.simpleSave, tf.savedModel.load, tf.savedModel.maybeSavedModelDirectory
{
  const x = tf.placeholder('float32', [null], { name: 'x' });
  const w = new tf.Variable(3, { name: 'w' });
  await sess.run(w.initializer);
  await tf.savedModel.simpleSave(sess, 'model', { x }, { y: x.mul(w) });
  console.log(await tf.savedModel.maybeSavedModelDirectory('model'));
  // true

  using other = new tf.Session({ graph: new tf.Graph() });
  const { signatureDef } = await tf.savedModel.load(other, [tf.savedModel.tagConstants.SERVING], 'model');
  const { inputs, outputs } = signatureDef.serving_default;
  console.log(await other.run(outputs.y.name, { [inputs.x.name]: [1, 2] }));
  // [3, 6]
}

// tf.train.CheckpointReader, tf.train.loadCheckpoint, tf.train.newCheckpointReader
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  await sess.run(v.initializer);
  const path = await new tf.train.Saver().save(sess, 'looked-into/model.ckpt');
  await using reader = await tf.train.newCheckpointReader(path);
  console.log(reader.getVariableToShapeMap(), reader.hasTensor('w'));
  // { v: [ 2 ] } false
  await using same = await tf.train.loadCheckpoint('looked-into');
  console.log(same.prefix);
  // looked-into/model.ckpt
}

// tf.train.checkpointExists, tf.train.getCheckpointState, tf.train.removeCheckpoint
{
  const v = new tf.Variable([1, 2], { name: 'v' });
  await sess.run(v.initializer);
  const path = await new tf.train.Saver().save(sess, 'kept/model.ckpt');
  console.log((await tf.train.getCheckpointState('kept'))?.modelCheckpointPath);
  // kept/model.ckpt
  await tf.train.removeCheckpoint(path);
  console.log(await tf.train.checkpointExists(path));
  // false
}

// tf.train.SessionRunHook, tf.train.SessionRunArgs, tf.train.SessionRunContext, tf.train.SessionRunValues
{
  const w = new tf.Variable(1, { name: 'w' });
  const double = w.assign(w.mul(2));
  class Watch extends tf.train.SessionRunHook {
    override beforeRun() {
      return new tf.train.SessionRunArgs(double);
    }
    override afterRun(context: tf.train.SessionRunContext, values: tf.train.SessionRunValues<number>) {
      console.log('w is', values.results);
      // w is 2
      // w is 4
      if (values.results > 3) context.requestStop();
    }
  }
  const session = await tf.train.MonitoredTrainingSession({ hooks: [new Watch()] });
  while (!session.shouldStop()) await session.run(w);
  await session.close();
}

// tf.errors.InvalidArgumentError
{
  try {
    await sess.run(tf.gather([1, 2], tf.placeholderWithDefault(tf.constant(7, 'int32'), [])));
  } catch (error) {
    console.log(error instanceof tf.errors.InvalidArgumentError, (error as Error).message.split('\n')[0]);
    // true indices[0] = 7 is not in [0, 2)
  }
}

// tf.errors.ShapeError
{
  try {
    tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]));
  } catch (error) {
    console.log(error instanceof tf.errors.ShapeError, (error as Error).message.split('\n')[0]);
    // true Dimensions must be equal, but are 3 and 2 for 'MatMul' (op: 'MatMul') with input shapes: [2,3], [2,3].
  }
}

// tf.errors.DTypeError
{
  try {
    tf.add(tf.constant([1], 'int32'), tf.constant([1], 'float32'));
  } catch (error) {
    console.log(error instanceof tf.errors.DTypeError, (error as Error).message.split('\n')[0]);
    // true Input 'y' of 'Add' Op has type float32 that does not match type int32 of argument 'x'.
  }
}
