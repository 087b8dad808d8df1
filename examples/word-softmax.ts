// A word-level softmax model: the next word from the last three, each an embedding.
import * as tf from 'tensorloom';

const text = `the cat sat on the mat . the dog sat on the rug . the cat saw the dog . the dog saw the cat .
  the bird sat on the tree . the cat saw the bird . the bird saw the cat . the dog sat on the mat .`;
const words = text.split(/\s+/);
const vocabulary = [...new Set(words)].sort();
const ids = words.map((word) => vocabulary.indexOf(word));
const context = 3;
const starts = ids.slice(context).map((_, i) => i);
const inputs = starts.map((i) => ids.slice(i, i + context));
const targets = starts.map((i) => ids[i + context]);

tf.setRandomSeed(2);
const history = tf.placeholder('int32', [null, context], { name: 'history' });
const next = tf.placeholder('int32', [null], { name: 'next' });
const size = 16;
const embeddings = new tf.Variable(tf.randomUniform([vocabulary.length, size], { minval: -1, maxval: 1 }), {
  name: 'embeddings',
});
const embedded = tf.reshape(tf.nn.embeddingLookup(embeddings, history), [-1, context * size]);
const weights = new tf.Variable(tf.truncatedNormal([context * size, vocabulary.length], { stddev: 0.1 }), {
  name: 'weights',
});
const logits = tf.matmul(embedded, weights);
const loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: next, logits }));
const trainStep = new tf.train.AdamOptimizer(0.05).minimize(loss);
const guess = tf.argmax(logits, 1);

const lines: tf.Feeds = [
  [history, inputs],
  [next, targets],
];
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
for (const step of tf.train.steps(100)) {
  const [, value] = await sess.run([trainStep, loss], lines);
  if (step % 20 === 0) console.log('step', step, 'perplexity', Math.exp(value).toFixed(2));
}
const written = ['the', 'cat', 'sat'];
for (let i = 0; i < 4; i++) {
  const last = written.slice(-context).map((word) => vocabulary.indexOf(word));
  const [id] = await sess.run(guess, [[history, [last]]]);
  written.push(vocabulary[Number(id)]);
}
console.log(written.join(' '));
