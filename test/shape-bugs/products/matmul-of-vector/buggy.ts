// One example is a vector, and a product of matrices wants a matrix of one row.
import * as tf from 'tensorloom';

const features = tf.constant([0.2, 1.4, 0.3, 5.1], { name: 'features' });
const weights = new tf.Variable(tf.truncatedNormal([4, 3], { stddev: 0.1 }), { name: 'weights' });
const scores = tf.matmul(features, weights); // error: shape-mismatch; fix: Make it a matrix
const probabilities = tf.nn.softmax(scores);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(probabilities)).toArray());
