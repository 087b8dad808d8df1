// The initialiser covers the variables that exist when it is made. Adam's own come with minimize.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const w = new tf.Variable(tf.ones([2, 1]), { name: 'w' });
const loss = tf.reduceMean(tf.square(tf.matmul(x, w)));
const init = tf.globalVariablesInitializer();
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(init);
await sess.run(trainStep, [[x, [[1, 2]]]]); // error: uninitialized-variable; fix: Make the initialiser where it is run
