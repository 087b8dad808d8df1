// The graph is reset after the model was made, as in a notebook whose cells were run in another order.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const doubled = x.mul(2);

tf.resetDefaultGraph();
const tripled = x.mul(tf.constant(3)); // error: wrong-graph

const sess = new tf.Session();
console.log(await sess.run([doubled, tripled], [[x, [1, 2]]]));
