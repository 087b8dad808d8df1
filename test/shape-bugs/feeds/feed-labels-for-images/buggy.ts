// nextBatch gives images first; destructured the other way round, each goes into the other's placeholder. The first one
// fails before the second is looked at.
import * as tf from 'tensorloom';

const digits = tf.data.digits({ train: 30, test: 10, oneHot: true });
const x = tf.placeholder('float32', [null, 784], { name: 'x' });
const y = tf.placeholder('float32', [null, 10], { name: 'y' });
const w = new tf.Variable(tf.zeros([784, 10]), { name: 'w' });
const b = new tf.Variable(tf.zeros([10]), { name: 'b' });
const logits = tf.nn.xwPlusB(x, w, b);
const loss = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits({ labels: y, logits }));
const train = new tf.train.RMSPropOptimizer(0.01).minimize(loss);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const [ys, xs] = digits.train.nextBatch(10);
const feeds = new Map<tf.Tensor, tf.NdArray>();
feeds.set(x, xs); // error: feed-mismatch
feeds.set(y, ys);
await sess.run(train, feeds);
