// The operation's name where the tensor's is asked for, which says which of its outputs is meant.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 3], { name: 'x' });
tf.nameScope('predict', () => tf.nn.softmax(x, { name: 'probabilities' }));

const graph = tf.getDefaultGraph();
const probabilities = graph.getTensorByName('predict/probabilities'); // error: name-not-found; fix: Write 'predict/probabilities:0'

using sess = new tf.Session({ graph });
console.log((await sess.run(probabilities, [[x, [[1, 2, 3]]]])) instanceof tf.NdArray);
