// Feeds by name want the name of the tensor, with the number of the output.
import * as tf from 'tensorloom';

const celsius = tf.placeholder('float32', [null], { name: 'celsius' });
const fahrenheit = celsius.mul(1.8).add(32);

const sess = new tf.Session();
const degrees = await sess.run(fahrenheit, { celsius: [0, 37, 100] }); // error: feed-mismatch; fix: Feed 'celsius:0'
console.log(degrees.toArray());
