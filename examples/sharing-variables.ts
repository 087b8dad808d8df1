// Variables by name: a function that builds a layer twice shares its weights.
import * as tf from 'tensorloom';

const x = tf.constant([[1, 2]]);
const regularizer = tf.regularizers.l2(0.5);

// In a variable scope, 'weights' is 'layer/weights'; AUTO_REUSE makes it the first time and finds it the second.
const layer = (input: tf.Tensor) =>
  tf.variableScope('layer', { reuse: tf.AUTO_REUSE, regularizer }, () => {
    const weights = tf.getVariable('weights', { shape: [2, 2], initializer: tf.constantInitializer([1, 0, 1, 1]) });
    return tf.matmul(input, weights);
  });

const once = layer(x);
const twice = layer(once);
console.log(tf.globalVariables().map(String));

// Operations have name scopes of their own, each time another.
console.log(once.name, twice.name);

// Without reuse a name is taken once and for all, so that nothing is shared by accident.
try {
  tf.variableScope('layer', () => tf.getVariable('weights', [2, 2]));
} catch (error) {
  console.log((error as Error).message.split(' Originally')[0]);
}

const [cost] = tf.getCollection<tf.Tensor>(tf.GraphKeys.REGULARIZATION_LOSSES);
using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run([once, twice, cost]));
