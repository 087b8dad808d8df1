/** A classifier for tables: one layer. */

import * as tf from 'tensorloom';

export interface ClassifierOptions {
  readonly inputs: number;
  readonly classes: number;
  /** What the last layer ends in; null for logits. */
  readonly activation?: 'softmax' | null;
}

export function classifier(x: tf.Tensor, { inputs, classes, activation = 'softmax' }: ClassifierOptions): tf.Tensor {
  const weights = new tf.Variable(tf.truncatedNormal([inputs, classes], { stddev: 0.1 }), { name: 'weights' });
  const biases = new tf.Variable(tf.zeros([classes]), { name: 'biases' });
  const logits = tf.nn.xwPlusB(x, weights, biases);
  return activation === 'softmax' ? tf.nn.softmax(logits) : logits;
}
