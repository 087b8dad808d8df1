// A layer as a class, with the biases as wide as its input: there is one for each unit of the output.
import * as tf from 'tensorloom';

class Dense {
  readonly #weights: tf.Variable;
  readonly #biases: tf.Variable;

  constructor(inputs: number, units: number) {
    this.#weights = new tf.Variable(tf.truncatedNormal([inputs, units], { stddev: 0.1 }), { name: 'dense_weights' });
    this.#biases = new tf.Variable(tf.zeros([inputs]), { name: 'dense_biases' });
  }

  apply(x: tf.Tensor): tf.Tensor {
    return tf.matmul(x, this.#weights).add(this.#biases); // error: shape-mismatch; fix: Write units in place of inputs
  }
}

const x = tf.placeholder('float32', [null, 20], { name: 'x' });
const y = new Dense(20, 5).apply(x);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log(await sess.run(y, [[x, [new Array(20).fill(1)]]]));
