// A running average in a variable made as an integer, since it starts at 0.
import * as tf from 'tensorloom';

const average = new tf.Variable(0, { dtype: 'int32', name: 'average', trainable: false });
const value = tf.placeholder('float32', [], { name: 'value' });
const update = average.assign(value.mul(0.1)); // error: dtype-mismatch; fix: Make it float32 where it is made

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(update, [[value, 25]]));
