import { beforeEach, describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

/** Compiles only if the static types allow the claim, passes only if the tensor that was built bears it out. */
function claim<D extends tf.DTypeLike, R extends 'scalar' | 'array'>(
  tensor: tf.Tensor<D, R>,
  dtype: NoInfer<D>,
  rank: NoInfer<R>,
): void {
  expect(tensor.dtype, String(tensor)).toBe(dtype);
  expect(tensor.shape.rank === 0 ? 'scalar' : 'array', String(tensor)).toBe(rank);
}

beforeEach(() => tf.resetDefaultGraph());

describe('static types agree with what is built', () => {
  it('for variables by name', () => {
    claim(tf.getVariable('a', [2, 3]).value(), 'float32', 'array');
    claim(tf.getVariable('b', { shape: [], dtype: 'int32' }).value(), 'int32', 'scalar');
    claim(tf.getVariable('c', { initializer: 3 }).value(), 'float32', 'scalar');
    claim(tf.getVariable('d', { initializer: [1], dtype: 'int64' }).value(), 'int64', 'array');
    claim(tf.getVariable('e', [2], 'float64', tf.onesInitializer()).value(), 'float64', 'array');
  });

  it('for values and shapes', () => {
    claim(tf.constant(1), 'float32', 'scalar');
    claim(tf.constant([[1, 2]]), 'float32', 'array');
    claim(tf.constant([]), 'float32', 'array');
    claim(tf.constant(1, 'int32'), 'int32', 'scalar');
    claim(tf.constant(0.1, { shape: [500] }), 'float32', 'array');
    claim(tf.constant([0.1], { shape: [] }), 'float32', 'scalar');
    claim(tf.constant(true), 'bool', 'scalar');
    claim(tf.constant(['a']), 'string', 'array');
    claim(tf.constant(5n), 'int64', 'scalar');
    claim(tf.constant(new Int32Array(3)), 'int32', 'array');
    claim(tf.constant(new Float64Array(3)), 'float64', 'array');
    claim(tf.constant(new BigInt64Array(3)), 'int64', 'array');
    claim(tf.constant(new Uint8Array(3)), 'uint8', 'array');
    claim(tf.constant(new Uint8ClampedArray(3)), 'uint8', 'array');
    claim(tf.constant([new Float32Array(3)]), 'float32', 'array');
    claim(tf.zeros([]), 'float32', 'scalar');
    claim(tf.zeros(3), 'float32', 'array');
    claim(tf.ones([2], { dtype: 'int64' }), 'int64', 'array');
    claim(tf.fill([2], true), 'bool', 'array');
    claim(tf.zerosLike(tf.constant(1, 'int32')), 'int32', 'scalar');
    claim(tf.eye(3), 'float32', 'array');
    claim(tf.randomNormal([2]), 'float32', 'array');
    claim(tf.randomUniform([], { dtype: 'float64' }), 'float64', 'scalar');
    claim(tf.multinomial([[1, 2]], 3), 'int64', 'array');
    claim(tf.random.statelessUniform([], [1, 2]), 'float32', 'scalar');
    claim(tf.random.statelessNormal([2], [1, 2], { dtype: 'float64' }), 'float64', 'array');
    claim(tf.random.statelessCategorical([[1, 2]], 3, [1, 2], 'int32'), 'int32', 'array');
    claim(tf.nn.uniformCandidateSampler([[1]], 1, 2, true, 9).sampledCandidates, 'int64', 'array');
    claim(tf.nn.computeAccidentalHits([[1]], [1], 1).weights, 'float32', 'array');
    claim(tf.sparseToDense([1], [3], [2]), 'float32', 'array');
    claim(tf.placeholder('int32', []), 'int32', 'scalar');
    claim(tf.placeholder('int32', { shape: [null] }), 'int32', 'array');
    claim(tf.reshape([1], []), 'float32', 'scalar');
    claim(tf.linspace(0, 1, 3), 'float32', 'array');
  });

  it('for variables', () => {
    claim(new tf.Variable(3).value(), 'float32', 'scalar');
    claim(new tf.Variable([3], { dtype: 'int32' }).value(), 'int32', 'array');
    claim(new tf.Variable(() => tf.zeros([])).assign(1), 'float32', 'scalar');
    claim(new tf.Variable(tf.truncatedNormal([2, 2])).mul(2), 'float32', 'array');
  });

  it('for arithmetic', () => {
    const scalar = tf.constant(2);
    const matrix = tf.constant([[1, 2]]);
    const whole = tf.constant([[1, 2]], 'int32');
    claim(tf.add(scalar, matrix), 'float32', 'array');
    claim(tf.add(scalar, 1), 'float32', 'scalar');
    claim(tf.add(1, whole), 'int32', 'array');
    claim(tf.add(whole, [[1, 1]]), 'int32', 'array');
    claim(tf.divide(whole, 2), 'float64', 'array');
    claim(tf.divide(tf.cast(whole, 'uint8'), 2), 'float32', 'array');
    claim(tf.div(whole, 2), 'int32', 'array');
    claim(tf.equal(whole, 2), 'bool', 'array');
    claim(tf.isNan(scalar), 'bool', 'scalar');
    claim(tf.toFloat(whole), 'float32', 'array');
    claim(tf.clipByValue(scalar, 0, 1), 'float32', 'scalar');
    claim(tf.clipByGlobalNorm([matrix, scalar], 1)[1], 'float32', 'scalar');
    claim(tf.matmul(whole, whole, { transposeB: true }), 'int32', 'array');
    claim(tf.where([[true, false]], whole, whole), 'int32', 'array');
    claim(tf.where([true, false]), 'int64', 'array');
  });

  it('for reductions, along any axis', () => {
    const cube = tf.constant([[[1, 2]]]);
    const vector = tf.constant([1, 2]);
    claim(tf.reduceMean(cube), 'float32', 'scalar');
    claim(tf.reduceMean(vector, 0), 'float32', 'scalar');
    claim(tf.reduceMean(cube, 0), 'float32', 'array');
    claim(tf.reduceMean(cube, 1), 'float32', 'array');
    claim(tf.reduceMean(cube, -2), 'float32', 'array');
    claim(tf.reduceMean(vector, -1), 'float32', 'scalar');
    claim(tf.reduceMean(cube, [0, 1, 2]), 'float32', 'scalar');
    claim(tf.reduceMean(vector, { keepDims: true }), 'float32', 'array');
    claim(tf.reduceMean(vector, 0, true), 'float32', 'array');
    claim(tf.countNonzero(vector), 'int64', 'scalar');
    claim(tf.norm(vector), 'float32', 'scalar');
    claim(tf.norm(cube, 'euclidean', 1), 'float32', 'array');
    claim(tf.argmax(vector), 'int64', 'scalar');
    claim(tf.argmax(cube, 1), 'int64', 'array');
    claim(tf.argmax(vector, 0, { outputType: 'int32' }), 'int32', 'scalar');
    claim(tf.cumsum(vector), 'float32', 'array');
  });

  it('for parts and wholes', () => {
    const scalar = tf.constant(2);
    const vector = tf.constant([1, 2], 'int32');
    claim(tf.stack([scalar, 1]), 'float32', 'array');
    claim(tf.stack([vector, [1, 2]]), 'int32', 'array');
    claim(tf.concat([vector, [1]], 0), 'int32', 'array');
    claim(tf.unstack(vector)[0], 'int32', 'scalar');
    claim(tf.split(vector, 2)[0], 'int32', 'array');
    claim(tf.transpose(vector), 'int32', 'array');
    claim(tf.gather(vector, 0), 'int32', 'scalar');
    claim(tf.gather(vector, [0]), 'int32', 'array');
    claim(tf.expandDims(scalar, 0), 'float32', 'array');
    claim(tf.oneHot(vector, 3), 'float32', 'array');
    claim(tf.oneHot(0, 3, { onValue: true, offValue: false }), 'bool', 'array');
    claim(tf.pad(vector, [[1, 1]]), 'int32', 'array');
    claim(tf.slice(vector, [0], [1]), 'int32', 'array');
    claim(tf.unique(vector).y, 'int32', 'array');
    claim(tf.sequenceMask([1, 2]), 'bool', 'array');
    claim(tf.shape(vector), 'int32', 'array');
    claim(tf.size(vector), 'int32', 'scalar');
  });

  it('for networks and gradients', () => {
    const images = tf.placeholder('float32', [null, 4, 4, 1]);
    const filter = tf.zeros([2, 2, 1, 3]);
    const logits = tf.placeholder('float32', [null, 3]);
    const classes = tf.placeholder('int32', [null]);
    claim(tf.nn.conv2d(images, filter, [1, 1, 1, 1], 'SAME'), 'float32', 'array');
    claim(tf.nn.maxPool(images, 2, 2, 'SAME'), 'float32', 'array');
    claim(tf.nn.biasAdd(logits, [1, 2, 3]), 'float32', 'array');
    claim(tf.nn.softmax(logits), 'float32', 'array');
    claim(tf.nn.dropout(logits, 0.5), 'float32', 'array');
    claim(tf.nn.l2Loss(logits), 'float32', 'scalar');
    claim(tf.nn.topK(logits).indices, 'int32', 'array');
    claim(tf.nn.inTopK(logits, classes, 1), 'bool', 'array');
    claim(tf.nn.nceLoss(tf.ones([9, 3]), tf.zeros([9]), [[1], [2]], tf.ones([2, 3]), 2, 9), 'float32', 'array');
    claim(tf.nn.embeddingLookup(filter, classes), 'float32', 'array');
    claim(tf.nn.zeroFraction(logits), 'float32', 'scalar');
    claim(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits }), 'float32', 'array');
    claim(tf.nn.softmaxCrossEntropyWithLogits({ labels: logits, logits }), 'float32', 'array');
    const weight = new tf.Variable(1, { dtype: 'float64' });
    const [gradient] = tf.gradients(weight.mul(2), [weight]);
    claim(gradient as NonNullable<typeof gradient>, 'float64', 'scalar');
    claim(tf.summary.scalar('a', weight), 'string', 'scalar');
  });

  it('for methods', () => {
    const whole = tf.constant([[1, 2]], 'int32');
    claim(whole.add(1).abs(), 'int32', 'array');
    claim(whole.div(2), 'float64', 'array');
    claim(whole.greater(1).logicalNot(), 'bool', 'array');
    claim(whole.reduceSum(), 'int32', 'scalar');
    claim(whole.cast('float32').reduceMean(1), 'float32', 'array');
    claim(whole.argmax(1), 'int64', 'array');
    claim(whole.reshape([2]).oneHot(3), 'float32', 'array');
    claim(whole.onesLike('bool'), 'bool', 'array');
    claim(whole.matmul([[1], [2]]), 'int32', 'array');
  });
});
