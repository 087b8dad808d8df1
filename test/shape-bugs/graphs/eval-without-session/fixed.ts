// An interactive session is the default one until it is closed.
import * as tf from 'tensorloom';

const a = tf.constant([3, 4], { name: 'a' });
const length = tf.sqrt(tf.reduceSum(tf.square(a)));
const sess = new tf.InteractiveSession();
console.log(await length.eval());
sess.close();
