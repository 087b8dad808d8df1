// Half is kept in training.
import * as tf from 'tensorloom';

const features = tf.placeholder('float32', [null, 6], { name: 'features' });
const w = new tf.Variable(tf.ones([6, 2]), { name: 'w' });
const dropped = tf.nn.dropout(features, { rate: 0 });
const y = tf.matmul(dropped, w);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(y, [[features, [[1, 1, 1, 1, 1, 1]]]])).shape);
