/**
 * What the types know of tensors before anything runs. Only the compiler reads this file (`npm run typecheck`); that it
 * holds of the tensors that are built is the claim of agreement.test.ts.
 */

import * as tf from 'tensorloom';
import { expectTypeOf } from 'vitest';

type Scalar<D extends tf.DTypeLike = 'float32'> = tf.Tensor<D, 'scalar'>;
type Array<D extends tf.DTypeLike = 'float32'> = tf.Tensor<D, 'array'>;
/** Of a rank that is not known before a run. */
type Either<D extends tf.DTypeLike = 'float32'> = tf.Tensor<D>;

declare const scalar: Scalar;
declare const matrix: Array;
declare const whole: Array<'int32'>;
declare const either: Either;
declare const unknown: tf.Tensor;
declare const sizes: number[];

// Values: plain numbers are float32, an option wins.
expectTypeOf(tf.constant(1)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.constant([[1, 2]])).toEqualTypeOf<Array>();
expectTypeOf(tf.constant(1, 'int32')).toEqualTypeOf<Scalar<'int32'>>();
expectTypeOf(tf.constant([1], { dtype: 'int64', name: 'a' })).toEqualTypeOf<Array<'int64'>>();
expectTypeOf(tf.constant(0.1, { shape: [500] })).toEqualTypeOf<Array>();
expectTypeOf(tf.constant(0.1, { shape: [] })).toEqualTypeOf<Scalar>();
expectTypeOf(tf.constant(0.1, { shape: sizes })).toEqualTypeOf<Either>();
expectTypeOf(tf.constant(true)).toEqualTypeOf<Scalar<'bool'>>();
expectTypeOf(tf.constant(['a'])).toEqualTypeOf<Array<'string'>>();
expectTypeOf(tf.constant(new Int32Array(3))).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.constant(5n)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(tf.constant({} as tf.NdArray<'uint8'>)).toEqualTypeOf<Either<'uint8'>>();
expectTypeOf(tf.convertToTensor(1)).toExtend<tf.Tensor>();

// Shapes written out say the rank.
expectTypeOf(tf.zeros([2, 3])).toEqualTypeOf<Array>();
expectTypeOf(tf.zeros([], 'int32')).toEqualTypeOf<Scalar<'int32'>>();
expectTypeOf(tf.ones([2], { dtype: 'bool' })).toEqualTypeOf<Array<'bool'>>();
expectTypeOf(tf.ones([2], { name: 'ones' })).toEqualTypeOf<Array>();
expectTypeOf(tf.zeros(sizes)).toEqualTypeOf<Either>();
expectTypeOf(tf.zeros([...sizes, 1])).toEqualTypeOf<Array>();
expectTypeOf(tf.fill([2], 1)).toEqualTypeOf<Array>();
expectTypeOf(tf.zerosLike(whole)).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.onesLike(whole, { dtype: 'float32' })).toEqualTypeOf<Array>();
expectTypeOf(tf.eye(3)).toEqualTypeOf<Array>();
expectTypeOf(tf.randomNormal([2, 2], { stddev: 0.1 })).toEqualTypeOf<Array>();
expectTypeOf(tf.randomUniform([], { dtype: 'float64' })).toEqualTypeOf<Scalar<'float64'>>();
expectTypeOf(tf.range(3, { dtype: 'int64' })).toEqualTypeOf<Array<'int64'>>();
expectTypeOf(tf.placeholder('int32', [null, 3])).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.placeholder('float32', [])).toEqualTypeOf<Scalar>();
expectTypeOf(tf.placeholder('float32')).toEqualTypeOf<Either>();
expectTypeOf(tf.placeholder('float32', null, { name: 'x' })).toEqualTypeOf<Either>();
expectTypeOf(tf.placeholder('float32', { shape: [2], name: 'x' })).toEqualTypeOf<Array>();
expectTypeOf(tf.placeholderWithDefault(1, [])).toEqualTypeOf<Scalar>();
expectTypeOf(tf.reshape(matrix, [])).toEqualTypeOf<Scalar>();
expectTypeOf(tf.reshape(scalar, [-1, 2])).toEqualTypeOf<Array>();
expectTypeOf(tf.reshape(matrix, sizes)).toEqualTypeOf<Either>();
expectTypeOf(tf.assertShape(either, [null])).toEqualTypeOf<Array>();

// Variables, and what changes them.
expectTypeOf(new tf.Variable(3)).toEqualTypeOf<tf.Variable<'float32', 'scalar'>>();
expectTypeOf(new tf.Variable([3], { dtype: 'int32' })).toEqualTypeOf<tf.Variable<'int32', 'array'>>();
expectTypeOf(new tf.Variable(tf.truncatedNormal([2, 2]))).toEqualTypeOf<tf.Variable<'float32', 'array'>>();
expectTypeOf(new tf.Variable(() => tf.zeros([]))).toEqualTypeOf<tf.Variable<'float32', 'scalar'>>();
expectTypeOf(new tf.Variable(tf.zeros([1]), { name: 'b' })).toEqualTypeOf<tf.Variable<'float32', 'array'>>();

// Variables by name: from the shape, or from the value they begin with.
expectTypeOf(tf.getVariable('w', [2, 3])).toEqualTypeOf<tf.Variable<'float32', 'array'>>();
expectTypeOf(tf.getVariable('w', { shape: [] })).toEqualTypeOf<tf.Variable<'float32', 'scalar'>>();
expectTypeOf(tf.getVariable('w', [null, 3], 'int32')).toEqualTypeOf<tf.Variable<'int32', 'array'>>();
expectTypeOf(tf.getVariable('w', { shape: [2], dtype: 'float64' })).toEqualTypeOf<tf.Variable<'float64', 'array'>>();
expectTypeOf(tf.getVariable('w', [2], 'float64', tf.zerosInitializer())).toEqualTypeOf<
  tf.Variable<'float64', 'array'>
>();
expectTypeOf(tf.getVariable('w', [2], { initializer: tf.zerosInitializer })).toEqualTypeOf<
  tf.Variable<'float32', 'array'>
>();
expectTypeOf(tf.getVariable('w', { shape: sizes })).toEqualTypeOf<tf.Variable<'float32'>>();
expectTypeOf(tf.getVariable('w')).toEqualTypeOf<tf.Variable<'float32'>>();
expectTypeOf(tf.getVariable('w', { initializer: 3 })).toEqualTypeOf<tf.Variable<'float32', 'scalar'>>();
expectTypeOf(tf.getVariable('w', { initializer: [1, 2], dtype: 'int32' })).toEqualTypeOf<
  tf.Variable<'int32', 'array'>
>();
expectTypeOf(tf.getVariable('w', { initializer: () => tf.ones([2]) })).toEqualTypeOf<tf.Variable<'float32'>>();
expectTypeOf(tf.variableScope('a', (scope) => scope.name)).toEqualTypeOf<string>();
expectTypeOf(tf.variableScope(null, { defaultName: 'a' }, () => scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.zerosInitializer()).toExtend<tf.Initializer>();
expectTypeOf(tf.regularizers.l2()).toExtend<tf.Regularizer>();
// @ts-expect-error A type of numbers that are not there.
tf.getVariable('w', [2], 'float');
// @ts-expect-error A default name needs its callback last.
tf.variableScope(null, () => 1, { defaultName: 'a' });

declare const counter: tf.Variable<'int64', 'scalar'>;
expectTypeOf(counter.assignAdd(1)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(tf.assign(counter, 1)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(counter.value()).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(counter.mul(2)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(counter).toExtend<tf.Variable>();
expectTypeOf(scalar).toExtend<tf.Tensor>();

// Element by element: the tensor's type, the larger rank.
expectTypeOf(tf.sqrt(either)).toEqualTypeOf<Either>();
expectTypeOf(tf.nn.relu(matrix)).toEqualTypeOf<Array>();
expectTypeOf(tf.add(scalar, matrix)).toEqualTypeOf<Array>();
expectTypeOf(tf.add(scalar, 1)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.add(1, whole)).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.add(scalar, either)).toEqualTypeOf<Either>();
expectTypeOf(tf.multiply(unknown, matrix)).toEqualTypeOf<Array>();
expectTypeOf(tf.multiply(counter, counter)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(tf.divide(whole, 2)).toEqualTypeOf<Array<'float64'>>();
expectTypeOf(tf.div(whole, 2)).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.equal(whole, 2)).toEqualTypeOf<Array<'bool'>>();
expectTypeOf(tf.logicalNot(tf.less(scalar, 0))).toEqualTypeOf<Scalar<'bool'>>();
expectTypeOf(tf.cast(tf.equal(whole, 2), 'float32')).toEqualTypeOf<Array>();
expectTypeOf(tf.where(tf.less(scalar, 0), scalar, 0)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.clipByValue(matrix, 0, 1)).toEqualTypeOf<Array>();
expectTypeOf(tf.addN([scalar, scalar])).toEqualTypeOf<Scalar>();

// Products and reductions. An axis says more of the rank the further it is from either end.
expectTypeOf(tf.matmul(matrix, unknown)).toEqualTypeOf<Array>();
expectTypeOf(tf.tensordot(matrix, matrix, 1)).toEqualTypeOf<Either>();
expectTypeOf(tf.reduceMean(matrix)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.reduceSum(matrix, null)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.reduceSum(matrix, { name: 'sum' })).toEqualTypeOf<Scalar>();
expectTypeOf(tf.reduceSum(matrix, 0)).toEqualTypeOf<Either>();
expectTypeOf(tf.reduceSum(matrix, 1)).toEqualTypeOf<Array>();
expectTypeOf(tf.reduceSum(matrix, { axis: 0 })).toEqualTypeOf<Either>();
expectTypeOf(tf.reduceSum(matrix, [0, 1])).toEqualTypeOf<Either>();
expectTypeOf(tf.reduceMax(matrix, 0, true)).toEqualTypeOf<Array>();
expectTypeOf(tf.reduceMax(matrix, { axis: 0, keepDims: true })).toEqualTypeOf<Array>();
expectTypeOf(tf.reduceAll(tf.equal(whole, 2))).toEqualTypeOf<Scalar<'bool'>>();
expectTypeOf(tf.reduceMean([1, 2])).toEqualTypeOf<Scalar>();
expectTypeOf(tf.countNonzero(matrix)).toEqualTypeOf<Scalar<'int64'>>();
expectTypeOf(tf.norm(matrix)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.argmax(matrix, 1)).toEqualTypeOf<Array<'int64'>>();
expectTypeOf(tf.argmax(matrix)).toEqualTypeOf<Either<'int64'>>();
expectTypeOf(tf.argmax(matrix, 1, { outputType: 'int32' })).toEqualTypeOf<Array<'int32'>>();

// Parts and wholes.
expectTypeOf(tf.stack([scalar, 1])).toEqualTypeOf<Array>();
expectTypeOf(tf.stack([tf.constant(1, 'int32'), 1])).toEqualTypeOf<Array<'int32'>>();
expectTypeOf(tf.concat([matrix, matrix], 0)).toEqualTypeOf<Array>();
expectTypeOf(tf.unstack(matrix)).toEqualTypeOf<Either[]>();
expectTypeOf(tf.transpose(matrix)).toEqualTypeOf<Array>();
expectTypeOf(tf.gather(matrix, 0)).toEqualTypeOf<Either>();
expectTypeOf(tf.gather(matrix, [0])).toEqualTypeOf<Array>();
expectTypeOf(tf.expandDims(scalar, 0)).toEqualTypeOf<Array>();
expectTypeOf(tf.squeeze(matrix)).toEqualTypeOf<Either>();
expectTypeOf(tf.oneHot(whole, 3)).toEqualTypeOf<Array>();
expectTypeOf(tf.shape(matrix)).toExtend<tf.Tensor<'int32' | 'int64', 'array'>>();
expectTypeOf(tf.identity(counter)).toEqualTypeOf<Scalar<'int64'>>();

// Networks and training.
expectTypeOf(tf.nn.softmax(matrix)).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.conv2d(matrix, matrix, [1, 1, 1, 1], 'SAME')).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.dropout(matrix, 0.5)).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.embeddingLookup(matrix, whole)).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.embeddingLookup([matrix, matrix], whole, { maxNorm: 1 })).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.l2Loss(matrix)).toEqualTypeOf<Scalar>();
expectTypeOf(tf.nn.softmaxCrossEntropyWithLogits({ labels: matrix, logits: matrix })).toEqualTypeOf<Either>();
expectTypeOf(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: whole, logits: matrix })).toEqualTypeOf<Array>();
expectTypeOf(tf.nn.sigmoidCrossEntropyWithLogits({ labels: matrix, logits: matrix })).toEqualTypeOf<Array>();
expectTypeOf(tf.gradients(scalar, [matrix, counter])).toEqualTypeOf<[Array | null, Scalar<'int64'> | null]>();
expectTypeOf(tf.gradients(scalar, matrix)).toEqualTypeOf<[Array | null]>();
expectTypeOf(new tf.train.AdamOptimizer(0.1).minimize(scalar)).toEqualTypeOf<tf.Operation>();
expectTypeOf(tf.nameScope('a', () => [scalar, whole])).toEqualTypeOf<readonly [Scalar, Array<'int32'>]>();

// Methods know what they are called on.
expectTypeOf(matrix.add(1).mul(scalar).relu()).toEqualTypeOf<Array>();
expectTypeOf(matrix.matmul(matrix).reduceMean()).toEqualTypeOf<Scalar>();
expectTypeOf(whole.div(2)).toEqualTypeOf<Array<'float64'>>();
expectTypeOf(scalar.greater(0)).toEqualTypeOf<Scalar<'bool'>>();
expectTypeOf(matrix.reshape([]).cast('int32')).toEqualTypeOf<Scalar<'int32'>>();
expectTypeOf(matrix.argmax(1)).toEqualTypeOf<Array<'int64'>>();
expectTypeOf(matrix.reduceSum(0)).toEqualTypeOf<Either>();
expectTypeOf(matrix.reduceSum({ axis: 0, keepDims: true })).toEqualTypeOf<Array>();
expectTypeOf(whole.zerosLike('float32')).toEqualTypeOf<Array>();
expectTypeOf(scalar.eval()).toEqualTypeOf<Promise<number>>();
expectTypeOf(counter.eval()).toEqualTypeOf<Promise<number | bigint>>();
