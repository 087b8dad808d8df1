// Biases of one value an example, because the batch size was at hand where the number of classes was meant.
import * as tf from 'tensorloom';

const config = { batchSize: 32, inputs: 12, classes: 4 };
const x = tf.placeholder('float32', [config.batchSize, config.inputs], { name: 'x' });
const weights = new tf.Variable(tf.randomNormal([config.inputs, config.classes]), { name: 'weights' });
const biases = new tf.Variable(tf.zeros([config.batchSize]), { name: 'biases' });
const logits = tf.nn.xwPlusB(x, weights, biases); // error: shape-mismatch; fix: Write config.classes in place of config.batchSize
const guess = tf.argmax(logits, 1);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const rows = Array.from({ length: config.batchSize }, () => new Array(config.inputs).fill(0.1));
console.log((await sess.run(guess, [[x, rows]])).toArray());
