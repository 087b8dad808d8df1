// A variable of floats.
import * as tf from 'tensorloom';

const average = new tf.Variable(0, { name: 'average', trainable: false });
const value = tf.placeholder('float32', [], { name: 'value' });
const update = average.assign(value.mul(0.1));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(update, [[value, 25]]));
