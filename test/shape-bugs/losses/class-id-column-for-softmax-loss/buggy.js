// A column of class numbers beside rows of three logits.
import * as tf from 'tensorloom';

const flowers = [
  [5.1, 3.5, 1.4, 0.2, 0],
  [7.0, 3.2, 4.7, 1.4, 1],
  [6.3, 3.3, 6.0, 2.5, 2],
];
const x = tf.placeholder('float32', [null, 4], { name: 'x' });
const species = tf.placeholder('int32', [null, 1], { name: 'species' });
const w = new tf.Variable(tf.truncatedNormal([4, 3], { stddev: 0.1 }), { name: 'w' });
const logits = tf.matmul(x, w);
const labels = tf.cast(species, 'float32');
const losses = tf.nn.softmaxCrossEntropyWithLogits({ labels, logits }); // error: class-ids-as-one-hot; fix: Use sparseSoftmaxCrossEntropyWithLogits
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduceMean(losses));

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const feeds = new Map();
feeds.set(
  x,
  flowers.map((row) => row.slice(0, 4)),
);
feeds.set(
  species,
  flowers.map((row) => row.slice(4)),
);
await sess.run(trainStep, feeds);
