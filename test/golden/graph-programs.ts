/** The programs of graphs.py, line by line, in our API. Names are those of the fixture's programs. */

import type { Api } from './engine.ts';

export const programs: Record<string, (tf: Api) => void> = {
  scopes(tf) {
    const b = tf.nameScope('Scope_A', () => {
      const a = tf.add(1, 2, { name: 'A_add' });
      return tf.multiply(a, 3, { name: 'A_mul' });
    });
    const d = tf.nameScope('Scope_B', () => {
      const c = tf.add(4, 5, { name: 'B_add' });
      return tf.multiply(c, 6, { name: 'B_mul' });
    });
    tf.multiply(b, d, { name: 'output' });
  },

  suffixes(tf) {
    tf.constant(1);
    tf.constant(2);
    tf.constant(3, { name: 'Const_3' });
    tf.constant(4);
    tf.constant(5);
    tf.nameScope('s', () => {
      tf.constant(1, { name: 'x' });
      tf.nameScope('s', () => {
        tf.constant(1, { name: 'x' });
      });
    });
    tf.nameScope('s', () => {
      tf.constant(1, { name: 'x' });
    });
    tf.nameScope('s/', () => {
      tf.constant(1, { name: 'x' });
      tf.constant(1, { name: 'y' });
    });
    tf.nameScope('kept/inner', () => {
      tf.nameScope(null, () => {
        tf.constant(1, { name: 'top' });
      });
    });
    tf.constant(1, { name: 's/x' });
  },

  operators(tf) {
    const a = tf.constant([1, 2], { name: 'a' });
    const b = tf.constant([3, 4], { name: 'b' });
    const c = a.mul(b).add(a);
    const d = c.sub(b).div(a);
    d.neg();
    c.pow(2);
    a.add(1);
    tf.multiply(a, b);
    tf.nameScope('scope', () => {
      a.add(b);
      a.add(b);
    });
  },

  variables(tf) {
    const v = new tf.Variable(3);
    const w = new tf.Variable(tf.truncatedNormal([2, 3], { stddev: 0.1, seed: 1 }), { name: 'weights' });
    const b = new tf.Variable(tf.constant(0.1, { shape: [3] }), { name: 'biases', trainable: false });
    tf.nameScope('scope', () => {
      new tf.Variable([1, 2], { name: 'v' });
    });
    tf.assign(v, 4);
    v.assignAdd(1);
    tf.matmul(tf.ones([1, 2]), w).add(b);
    tf.globalVariablesInitializer();
  },

  meanOfList(tf) {
    const a = new tf.Variable(2, { name: 'a' });
    const b = new tf.Variable(4, { name: 'b' });
    const c = new tf.Variable(6, { name: 'c' });
    tf.reduceMean([a, b, c]);
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    tf.reduceMean(x);
    tf.reduceSum(x, { axis: 1 });
    tf.reduceMax(x, { axis: [0, 1], name: 'largest' });
    tf.reduceSum(tf.placeholder('float32', null, { name: 'any' }));
  },

  changingNumber(tf) {
    const number = new tf.Variable(1, { name: 'ChangingNumber' });
    const factor = tf.constant(1.5);
    const product = tf.multiply(number, factor);
    const update = tf.controlDependencies([product], () => tf.assign(number, product));
    tf.controlDependencies([update], () => tf.identity(number, { name: 'after' }));
    tf.group(update, { name: 'all' });
    tf.noOp();
    tf.summary.scalar('ChangingNumber', number);
    tf.summary.histogram('spread', number);
    tf.summary.mergeAll();
    tf.globalVariablesInitializer();
  },

  arrays(tf) {
    const x = tf.placeholder('float32', [2, 6], { name: 'x' });
    const i = tf.placeholder('int32', [3], { name: 'i' });
    tf.concat([x, x], 1);
    tf.split(x, 2, 1);
    tf.stack([x, x]);
    tf.unstack(x);
    tf.expandDims(x, 0);
    tf.squeeze(tf.reshape(x, [1, -1]));
    tf.transpose(x);
    tf.transpose(x, [1, 0]);
    tf.tile(x, [1, 2]);
    tf.pad(x, [
      [0, 0],
      [1, 1],
    ]);
    tf.slice(x, [0, 0], [1, 2]);
    tf.gather(x, i);
    tf.oneHot(i, 4);
    tf.argmax(x, 1);
    tf.cast(i, 'float32');
    tf.cast(x, 'float32');
    tf.shape(x);
    tf.zerosLike(x);
    tf.fill([2], 0.5);
    tf.zeros([2, 2]);
    tf.range(0, 5, 1);
    tf.clipByValue(x, 0, 1);
    tf.addN([x, x]);
    tf.stopGradient(x);
  },

  network(tf) {
    const { x, labels } = tf.nameScope('input', () => ({
      x: tf.placeholder('float32', [null, 4], { name: 'input' }),
      labels: tf.placeholder('float32', [null, 3], { name: 'label' }),
    }));
    const logits = tf.nameScope('model', () => {
      const hidden = tf.nameScope('fc1', () => {
        const w = new tf.Variable(tf.truncatedNormal([4, 5], { stddev: 0.1, seed: 1 }), { name: 'weights' });
        const b = new tf.Variable(tf.constant(0.1, { shape: [5] }), { name: 'biases' });
        return tf.nameScope('activation', () => tf.nn.relu(tf.matmul(x, w).add(b)));
      });
      return tf.nameScope('fc2', () => {
        const w = new tf.Variable(tf.truncatedNormal([5, 3], { stddev: 0.1, seed: 2 }), { name: 'weights' });
        const b = new tf.Variable(tf.constant(0.1, { shape: [3] }), { name: 'biases' });
        return tf.matmul(hidden, w).add(b);
      });
    });
    tf.nameScope('train', () => {
      const loss = tf.nameScope('loss', () => tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }));
      new tf.train.AdamOptimizer(0.001).minimize(loss);
    });
    tf.nameScope('evaluation', () => {
      tf.reduceMean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), 'float32'));
    });
    tf.globalVariablesInitializer();
  },

  momentum(tf) {
    const w = new tf.Variable([1, 2], { name: 'w' });
    const step = tf.train.getOrCreateGlobalStep();
    const loss = tf.reduceSum(tf.square(w), { name: 'loss' });
    new tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss, { globalStep: step });
    new tf.train.GradientDescentOptimizer(0.1).minimize(loss, { name: 'again' });
    tf.globalVariablesInitializer();
  },

  losses(tf) {
    const logits = tf.placeholder('float32', [null, 3], { name: 'logits' });
    const classes = tf.placeholder('int64', [null], { name: 'classes' });
    const labels = tf.placeholder('float32', [null, 3], { name: 'labels' });
    tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits });
    tf.nn.softmaxCrossEntropyWithLogitsV2({ labels, logits });
    tf.nn.sigmoidCrossEntropyWithLogits({ labels, logits });
    tf.nn.softmax(logits);
    tf.nn.logSoftmax(logits);
    tf.nn.l2Loss(logits);
    tf.nn.topK(logits, 2);
    tf.nn.inTopK(logits, tf.placeholder('int32', [null], { name: 'targets' }), 1);
    tf.nn.moments(logits, [0]);
  },

  sampledLosses(tf) {
    const weights = new tf.Variable(tf.ones([50, 4]), { name: 'weights' });
    const biases = new tf.Variable(tf.zeros([50]), { name: 'biases' });
    const labels = tf.placeholder('int64', [null, 2], { name: 'labels' });
    const inputs = tf.placeholder('float32', [null, 4], { name: 'inputs' });
    tf.nn.nceLoss(weights, biases, labels, inputs, 5, 50, { numTrue: 2 });
    const narrow = tf.placeholder('int32', [null, 1], { name: 'narrow' });
    tf.nn.sampledSoftmaxLoss(weights, biases, narrow, inputs, 5, 50, { seed: 3 });
    const sampled = tf.nn.uniformCandidateSampler(labels, 2, 6, false, 50, { seed: 1 });
    const own = { numTrue: 2, sampledValues: sampled, removeAccidentalHits: true, name: 'own' };
    tf.nn.nceLoss(weights, biases, labels, inputs, 6, 50, own);
  },

  tablesInParts(tf) {
    const parts = [3, 2, 2].map((n) => new tf.Variable(tf.ones([n, 4]), { name: 'part' }));
    const numbers = [4, 3].map((n) => new tf.Variable(tf.zeros([n]), { name: 'number' }));
    const ids = tf.placeholder('int64', [null, 2], { name: 'ids' });
    tf.nn.embeddingLookup(parts, ids);
    const div = { partitionStrategy: 'div' };
    tf.nn.embeddingLookup(parts, ids, { ...div, name: 'div' });
    tf.nn.embeddingLookup(parts, tf.placeholder('int32', [3], { name: 'three' }), { ...div, name: 'few' });
    const open = tf.placeholder('float32', [null, null], { name: 'open' });
    tf.nn.embeddingLookup([open, open], ids, { ...div, name: 'sizes', maxNorm: 2 });
    tf.nn.embeddingLookup([open, parts[0]], ids, { ...div, name: 'size' });
    tf.nn.embeddingLookup(tf.placeholder('float32', null, { name: 'any' }), 0, { name: 'row', maxNorm: 2 });
    tf.nn.embeddingLookup([1, 2], 1, { name: 'plain' });
    const labels = tf.placeholder('int64', [null, 1], { name: 'labels' });
    const inputs = tf.placeholder('float32', [null, 4], { name: 'inputs' });
    tf.nn.nceLoss(parts, numbers, labels, inputs, 3, 7, div);
    tf.nn.sampledSoftmaxLoss(parts, numbers[0], labels, inputs, 3, 7, { seed: 3 });
  },

  randoms(tf) {
    tf.randomUniform([2], { minval: -1, maxval: 1, seed: 1 });
    tf.randomNormal([2], { seed: 1 });
    tf.truncatedNormal([2], { stddev: 0.5, seed: 1, name: 'init' });
    tf.randomShuffle(tf.constant([1, 2, 3]), { seed: 1 });
    tf.randomUniform([2], { minval: 0, maxval: 10, dtype: 'int32', seed: 1 });
  },

  convolution(tf) {
    const x = tf.placeholder('float32', [null, 8, 8, 1], { name: 'x' });
    const kernel = new tf.Variable(tf.truncatedNormal([3, 3, 1, 2], { seed: 1 }), { name: 'kernel' });
    const product = tf.nn.conv2d(x, kernel, [1, 1, 1, 1], 'SAME');
    const h = tf.nn.biasAdd(product, new tf.Variable(tf.zeros([2]), { name: 'bias' }));
    const pooled = tf.nn.maxPool(tf.nn.relu(h), [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
    tf.nn.avgPool(pooled, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
    tf.reshape(pooled, [-1, 32]);
  },

  windows(tf) {
    const row = tf.placeholder('float32', [2, 9, 2], { name: 'row' });
    const image = tf.placeholder('float32', [2, 6, 7, 2], { name: 'image' });
    const anySize = tf.placeholder('float32', [null, 2, null, 7], { name: 'any' });
    const ofRows = tf.placeholder('float32', [3, 2, 4], { name: 'of_rows' });
    const filters = tf.placeholder('float32', [3, 2, 2, 3], { name: 'filters' });
    tf.nn.convolution(image, filters, 'SAME', [2, 1]);
    tf.nn.convolution(row, ofRows, 'VALID');
    tf.nn.convolution(image, filters, 'SAME', { dilationRate: [2, 3] });
    tf.nn.convolution(row, ofRows, 'VALID', { dilationRate: [2], name: 'rows' });
    tf.nn.convolution(anySize, filters, 'SAME', { dilationRate: [2, 2], dataFormat: 'NCHW' });
    tf.nn.atrousConv2d(image, filters, 2, 'VALID');
    const back = tf.placeholder('float32', [2, 2, 3, 2], { name: 'back' });
    tf.nn.atrousConv2dTranspose(image, back, [2, 6, 7, 3], 2, 'SAME');
    tf.nn.pool(image, [2, 2], 'MAX', 'SAME', { strides: [2, 1] });
    tf.nn.pool(row, [3], 'AVG', 'VALID', [2]);
    tf.nn.conv1dTranspose(row, tf.placeholder('float32', [3, 5, 2], { name: 'longer' }), [2, 18, 5], 2);
    tf.nn.maxPool1d(row, 2, 2, 'VALID');
    tf.nn.avgPool1d(row, 2, 2, 'VALID');
    tf.nn.maxPool2d(image, 2, 2, 'VALID');
    tf.nn.maxPoolWithArgmax(image, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID');
    const dy = tf.placeholder('float32', [2, 6, 7, 3], { name: 'dy' });
    tf.nn.conv2dBackpropInput([2, 6, 7, 2], filters, dy, [1, 1, 1, 1], 'SAME');
    tf.nn.depthwiseConv2dNative(image, filters, [1, 1, 1, 1], 'SAME');
  },

  statistics(tf) {
    const x = tf.placeholder('float32', [4, 3], { name: 'x' });
    tf.nn.weightedMoments(x, [0], tf.placeholder('float32', [4, 1], { name: 'w' }));
    const shifted = tf.nn.sufficientStatistics(x, [0, 1], 0.5);
    tf.nn.normalizeMoments(...shifted);
    const plain = tf.nn.sufficientStatistics(x, [1]);
    tf.nn.normalizeMoments(...plain);
    tf.nn.logPoissonLoss(x, x);
    const counts = tf.placeholder('float32', [null], { name: 'counts' });
    tf.nn.logPoissonLoss(counts, counts, true);
    tf.fakeQuantWithMinMaxArgs(x);
    tf.fakeQuantWithMinMaxVars(x, -1, 1);
    tf.fakeQuantWithMinMaxVarsPerChannel(x, [-1, -1, -2], [1, 2, 1]);
  },

  edges(tf) {
    const x = tf.placeholder('float32', [2, 6, 7, 2], { name: 'x' });
    tf.image.imageGradients(x);
    const images = tf.placeholder('float32', [2, 6, 7, 3], { name: 'images' });
    tf.image.drawBoundingBoxes(images, tf.placeholder('float32', [2, 1, 4], { name: 'boxes' }));
  },

  saver(tf) {
    new tf.Variable(1, { name: 'a' });
    tf.nameScope('s', () => {
      new tf.Variable([2, 3], { name: 'b' });
    });
    new tf.train.Saver();
  },
};
