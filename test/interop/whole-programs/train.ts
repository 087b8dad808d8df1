/** One way to train for all whole programs, from here and from TensorFlow: by the collections `loss` and `train_op`. */

import type { NdArray } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

export type Arrays = Readonly<Record<'x' | 'labels', NdArray>>;

/** The losses of some steps, each before its update. Every step sees the next rows. */
export async function losses(
  sess: tf.Session,
  { x, labels }: Arrays,
  batch: number,
  from: number,
  to: number,
): Promise<number[]> {
  const [loss] = sess.graph.collections.get<tf.Tensor>('loss');
  const [train] = sess.graph.collections.get<tf.Operation>('train_op');
  const curve: number[] = [];
  for (let step = from; step < to; step++) {
    const feeds = {
      'x:0': rows(x, step * batch, batch),
      'labels:0': rows(labels, step * batch, batch),
      'keep_prob:0': 0.5,
    };
    const [value] = await sess.run([loss, train], feeds);
    curve.push(Number(value));
  }
  return curve;
}

function rows({ dtype, shape, data }: NdArray, from: number, count: number): NdArray {
  const length = shape.slice(1).reduce((a, b) => a * b, 1);
  const part = (data as Float32Array).slice(from * length, (from + count) * length);
  return new tf.NdArray(dtype, [count, ...shape.slice(1)], part);
}
