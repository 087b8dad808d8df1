// Grey images read as if they had three colours. Three of them make one such picture, which only the number of images fed
// brings to light.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 20, test: 20 });
const channels = 3;
const input = tf.placeholder('float32', [null, 28 * 28], { name: 'input' });
const pictures = tf.reshape(input, [-1, 28, 28, channels]); // error: shape-mismatch
const kernel = new tf.Variable(tf.randomNormal([5, 5, channels, 6], { stddev: 0.1 }), { name: 'kernel' });
const edges = tf.nn.conv2d(pictures, kernel, [1, 2, 2, 1], 'SAME');
const brightness = tf.reduceMean(edges, [1, 2, 3]);

await withSession(async (sess) => {
  console.log(await sess.run(brightness, { 'input:0': digits.test.images }));
});

async function withSession(body: (sess: tf.Session) => Promise<void>) {
  const sess = new tf.Session();
  try {
    await sess.run(tf.globalVariablesInitializer());
    await body(sess);
  } finally {
    sess.close();
  }
}
