// A mask of [examples, words] against embeddings of [examples, words, size]: broadcasting lines up the last axes, so the
// mask needs one of size 1 at its end.
import * as tf from 'tensorloom';

const words = 6;
const ids = tf.placeholder('int32', [null, words], { name: 'ids' });
const table = new tf.Variable(tf.randomUniform([50, 16], { minval: -1, maxval: 1 }), { name: 'table' });
const embedded = tf.nn.embeddingLookup(table, ids);
const mask = tf.cast(tf.notEqual(ids, 0), 'float32');
const masked = embedded.mul(mask); // error: shape-mismatch; fix: Expand float32[batch, 6]
const sentence = tf.reduceSum(masked, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(sentence, [[ids, [[4, 8, 15, 16, 23, 0]]]])).shape);
