// Variables: tensors that keep their value from one run to the next.
import * as tf from 'tensorloom';

const a = new tf.Variable(3, { dtype: 'int32' });
const b = new tf.Variable(4, { dtype: 'int32' });
const product = tf.multiply(a, b);

// Nothing has been computed: `product` is a node of the graph.
console.log(product);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(product));

// Assigning is an operation too: it happens when it is run.
const doubled = a.assign(a.mul(2));
await sess.run(doubled);
console.log(await sess.run([a, product]));
