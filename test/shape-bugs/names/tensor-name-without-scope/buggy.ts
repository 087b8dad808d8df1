// Made inside a scope, asked for without it.
import * as tf from 'tensorloom';

function buildModel(size: number) {
  tf.nameScope('model', () => {
    const input = tf.placeholder('float32', [null, size], { name: 'input' });
    const weights = new tf.Variable(tf.ones([size, 2]), { name: 'weights' });
    return tf.matmul(input, weights, { name: 'output' });
  });
}
buildModel(4);

const graph = tf.getDefaultGraph();
const input = graph.getTensorByName('input:0'); // error: name-not-found; fix: Write 'model/input:0'
const output = graph.getTensorByName('model/output:0');

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(output, [[input, [[1, 2, 3, 4]]]])) !== null);
