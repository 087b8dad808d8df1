// Minus the mean of the log-likelihood, with JavaScript's minus.
import * as tf from 'tensorloom';

const counts = tf.placeholder('float32', [null, 4], { name: 'counts' });
const scores = new tf.Variable(tf.zeros([4]), { name: 'scores' });
const likelihood = tf.reduceSum(counts.mul(tf.nn.logSoftmax(scores)), 1);
const loss = -tf.reduceMean(likelihood); // error: javascript-operator; fix: Write it with the method neg
const trainStep = new tf.train.GradientDescentOptimizer(0.1).minimize(loss);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
await sess.run(trainStep, { 'counts:0': [[3, 1, 0, 0]] });
console.log((await sess.run(scores)).shape);
