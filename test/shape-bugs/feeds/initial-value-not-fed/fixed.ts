// Fed to the initialiser.
import * as tf from 'tensorloom';

const pretrained = tf.placeholder('float32', [4, 2], { name: 'pretrained' });
const embeddings = new tf.Variable(pretrained, { name: 'embeddings' });
const first = tf.nn.embeddingLookup(embeddings, [0]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer(), [[pretrained, new Array(4).fill([0.5, 0.25])]]);
console.log((await sess.run(first)).toArray());
