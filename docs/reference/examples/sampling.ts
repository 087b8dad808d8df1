/** Candidates, the losses of sampled classes, and random numbers of further distributions. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.random.uniformCandidateSampler; op UniformCandidateSampler
{
  // Four of the four classes, none of them twice; and of two draws, one in two is expected to be class 1.
  const { sampledCandidates } = tf.random.uniformCandidateSampler([[1]], 1, 4, true, 4);
  const { trueExpectedCount } = tf.random.uniformCandidateSampler([[1]], 1, 2, false, 4);
  console.log(await sess.run([tf.reduceSum(sampledCandidates), trueExpectedCount]));
  // [ 6, [[0.5]] ]
}

// tf.random.logUniformCandidateSampler; op LogUniformCandidateSampler
{
  // Two draws from three classes: 0 comes with probability log(2) / log(4) = 1/2 each time, so once in two.
  const { trueExpectedCount } = tf.random.logUniformCandidateSampler([[0]], 1, 2, false, 3);
  console.log(await sess.run(trueExpectedCount));
  // [[1]]
}

// tf.random.fixedUnigramCandidateSampler; op FixedUnigramCandidateSampler
{
  // Class 1 is three times as likely as class 0: of four draws three are expected.
  const { trueExpectedCount } = tf.random.fixedUnigramCandidateSampler([[0], [1]], 1, 4, false, 2, {
    unigrams: [1, 3],
  });
  console.log(await sess.run(trueExpectedCount));
  // [[1], [3]]
}

// tf.random.learnedUnigramCandidateSampler; op LearnedUnigramCandidateSampler
{
  // Both classes count once at first; after the first run class 1 has been seen twice more.
  const { trueExpectedCount } = tf.random.learnedUnigramCandidateSampler([[1], [1]], 1, 8, false, 2);
  console.log(await sess.run(trueExpectedCount));
  // [[4], [4]]
  console.log(await sess.run(trueExpectedCount));
  // [[6], [6]]
}

// tf.random.allCandidateSampler; op AllCandidateSampler
{
  const { sampledCandidates, sampledExpectedCount } = tf.random.allCandidateSampler([[1]], 1, 3, true);
  console.log(await sess.run([sampledCandidates, sampledExpectedCount]));
  // [ [0, 1, 2], [1, 1, 1] ]
}

// tf.nn.computeAccidentalHits; op ComputeAccidentalHits
{
  // Class 7 is true in row 0 and class 5 in row 1; among the candidates they have places 2 and 0.
  const { indices, ids } = tf.nn.computeAccidentalHits([[7], [5], [6]], [5, 1, 7], 1);
  console.log(await sess.run([indices, ids]));
  // [ [0, 1], [2, 0] ]
}

// tf.nn.nceLoss
{
  // All weights are 0: one true class and three drawn ones, each with loss log 2, make log 16.
  const labels = tf.constant([[1]], { dtype: 'int64' });
  const sampledValues = tf.random.allCandidateSampler(labels, 1, 3, true);
  const loss = tf.nn.nceLoss(tf.zeros([3, 2]), tf.zeros([3]), labels, [[1, 2]], 3, 3, { sampledValues });
  console.log(await sess.run(tf.round(tf.exp(loss))));
  // [16]
}

// tf.nn.sampledSoftmaxLoss
{
  // All weights are 0. The drawn class that is the true one counts for nothing: one of three equal classes is true.
  const labels = tf.constant([[1]], { dtype: 'int64' });
  const sampledValues = tf.random.allCandidateSampler(labels, 1, 3, true);
  const loss = tf.nn.sampledSoftmaxLoss(tf.zeros([3, 2]), tf.zeros([3]), labels, [[1, 2]], 3, 3, { sampledValues });
  console.log(await sess.run(tf.round(tf.exp(loss))));
  // [3]
}

// tf.sparseToDense; op SparseToDense
{
  console.log(await sess.run(tf.sparseToDense([1, 3], [5], [7, 8], { defaultValue: -1 })));
  // [-1, 7, -1, 8, -1]
}

// tf.randomGamma; op RandomGamma
{
  // The mean is alpha / beta = 6 / 2.
  const x = tf.randomGamma([20000], 6, { beta: 2, seed: 1 });
  console.log(await sess.run(tf.round(tf.reduceMean(x))));
  // 3
}

// op RandomGammaGrad
{
  const alpha = tf.constant(1);
  const x = tf.randomGamma([20000], alpha, { seed: 1 });
  // The mean is alpha, and changes as much as alpha does.
  const [slope] = tf.gradients(tf.reduceMean(x), [alpha]);
  console.log(await sess.run(tf.round(slope!)));
  // 1
}

// tf.randomPoisson; op RandomPoissonV2
{
  // The mean is the rate, and so is the variance.
  const x = tf.randomPoisson(20, [20000], { seed: 1 });
  const [mean, variance] = tf.nn.moments(x, [0]);
  console.log(await sess.run(tf.round(tf.stack([mean, variance]))));
  // [20, 20]
}

// tf.random.statelessUniform; op StatelessRandomUniform
{
  const x = tf.random.statelessUniform([3], [1, 2]);
  const [first, second] = [await sess.run(x), await sess.run(x)];
  // The second run gives the same numbers.
  console.log(first.data.every((number, i) => number === second.data[i]));
  // true
}

// tf.random.statelessUniform; op StatelessRandomUniformInt
{
  // Whole numbers from 5 to 5.
  console.log(await sess.run(tf.random.statelessUniform([4], [1, 2], 5, 6, 'int32')));
  // [5, 5, 5, 5]
}

// tf.random.statelessNormal; op StatelessRandomNormal
{
  const x = tf.random.statelessNormal([20000], [1, 2], { mean: 5, stddev: 2 });
  console.log(await sess.run(tf.round(tf.reduceMean(x))));
  // 5
}

// tf.random.statelessTruncatedNormal; op StatelessTruncatedNormal
{
  // Nothing is further than two standard deviations from the mean.
  const x = tf.random.statelessTruncatedNormal([10000], [1, 2], { stddev: 0.1 });
  console.log(await sess.run(tf.reduceAll(tf.abs(x).less(0.2))));
  // true
}

// tf.random.statelessCategorical
{
  // The second class has all the probability there is.
  console.log(await sess.run(tf.random.statelessCategorical([[-100, 100]], 4, [1, 2])));
  // [[1, 1, 1, 1]]
}

// tf.random.statelessMultinomial; op StatelessMultinomial
{
  console.log(await sess.run(tf.random.statelessMultinomial([[100, -100]], 4, [1, 2])));
  // [[0, 0, 0, 0]]
}
