// Word numbers in a placeholder of the usual type. Rows are looked up by integers.
import * as tf from 'tensorloom';

const vocabulary = ['the', 'cat', 'sat', 'on', 'mat'];
const ids = tf.placeholder('float32', [null, 3], { name: 'ids' });
const table = new tf.Variable(tf.randomUniform([vocabulary.length, 6], { minval: -1, maxval: 1 }), { name: 'table' });
const vectors = tf.nn.embeddingLookup(table, ids); // error: dtype-mismatch; fix: Cast ids to int32
const sentence = tf.reduceMean(vectors, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const words = ['the', 'cat', 'sat'].map((word) => vocabulary.indexOf(word));
console.log((await sess.run(sentence, [[ids, [words]]])).shape);
