// The graph is reset after the model was made, as in a notebook whose cells were run in another order.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null], { name: 'x' });
const doubled = x.mul(2);

tf.resetDefaultGraph();
const tripled = tf.constant([1, 2]).mul(3);

const sess = new tf.Session();
console.log(await sess.run(tripled));
console.log(await sess.run(doubled, [[x, [1, 2]]])); // error: wrong-graph
