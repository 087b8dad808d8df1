// Features from two sources were joined, and the next layer still expects those of the first alone.
import * as tf from 'tensorloom';

const image = tf.placeholder(tf.float32, [null, 64], { name: 'image' });
const metadata = tf.placeholder(tf.float32, [null, 6], { name: 'metadata' });
const joined = tf.concat([image, metadata], 1);

const dense = (input, from, to) => {
  const w = new tf.Variable(tf.truncatedNormal([from, to], { stddev: 0.1 }));
  return tf.nn.relu(tf.matmul(input, w)); // error: shape-mismatch; fix: Change the size 64 to 70
};
const score = tf.reduceSum(dense(joined, 64, 8), 1);

const sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const feeds = new Map([
  [image, [new Array(64).fill(1)]],
  [metadata, [[1, 0, 0, 1, 0, 1]]],
]);
console.log(await sess.run(score, feeds));
sess.close();
