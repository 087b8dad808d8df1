// An autoencoder that decodes with the weights it encoded with. Going back needs the transposed matrix.
import * as tf from 'tensorloom';

const pixels = 8 * 8;
const code = 12;

class Autoencoder {
  weights = new tf.Variable(tf.truncatedNormal([pixels, code], { stddev: 0.1 }), { name: 'shared' });
  encoderBias = new tf.Variable(tf.zeros([code]), { name: 'encoder_bias' });
  decoderBias = new tf.Variable(tf.zeros([pixels]), { name: 'decoder_bias' });

  encode(x: tf.Tensor) {
    return tf.sigmoid(tf.matmul(x, this.weights).add(this.encoderBias));
  }
  decode(z: tf.Tensor) {
    return tf.matmul(z, this.weights).add(this.decoderBias); // error: shape-mismatch; fix: Transpose the second operand
  }
}

const model = new Autoencoder();
const x = tf.placeholder('float32', [null, pixels], { name: 'patches' });
const loss = tf.reduceMean(tf.squaredDifference(model.decode(model.encode(x)), x));
const trainStep = new tf.train.AdamOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const patches = Array.from({ length: 6 }, (_, i) => Array.from({ length: pixels }, (_, j) => ((i + j) % 5) / 5));
await sess.run(trainStep, [[x, patches]]);
