// eval needs a session that is the default one. A plain Session is none.
import * as tf from 'tensorloom';

const a = tf.constant([3, 4], { name: 'a' });
const length = tf.sqrt(tf.reduceSum(tf.square(a)));
const sess = new tf.Session();
console.log(await length.eval()); // error: session-misuse
sess.close();
