// Float64Array makes a float64 constant, and weights are float32: what NumPy's default does to people in Python.
import * as tf from 'tensorloom';

const samples = Float64Array.from({ length: 20 }, (_, i) => Math.sin(i));
const x = tf.reshape(tf.constant(samples), [10, 2]);
const weights = new tf.Variable(tf.randomNormal([2, 4], { stddev: 0.5 }), { name: 'weights' });
const features = tf.nn.elu(tf.matmul(x, weights)); // error: dtype-mismatch; fix: Cast x to float32

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(features)).shape);
