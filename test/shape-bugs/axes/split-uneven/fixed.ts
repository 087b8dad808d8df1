// Four gates from four times as many columns.
import * as tf from 'tensorloom';

const units = 10;
const gateCount = 4;
const x = tf.placeholder('float32', [null, 6], { name: 'x' });
const kernel = new tf.Variable(tf.randomUniform([6, gateCount * units], { minval: -1, maxval: 1 }), { name: 'kernel' });
const gates = tf.matmul(x, kernel);
const [input, candidate, forget, output] = tf.split(gates, 4, 1);

const cell = tf.sigmoid(input).mul(tf.tanh(candidate)).add(tf.sigmoid(forget));
const hidden = tf.tanh(cell).mul(tf.sigmoid(output));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(hidden, [[x, [[1, 0, 1, 0, 1, 0]]]])).shape);
