// Weights that start from a placeholder: whoever runs the initialiser must feed it.
import * as tf from 'tensorloom';

const pretrained = tf.placeholder('float32', [4, 2], { name: 'pretrained' });
const embeddings = new tf.Variable(pretrained, { name: 'embeddings' });
const first = tf.nn.embeddingLookup(embeddings, [0]);

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer()); // error: feed-missing; fix: Feed 'pretrained'
console.log((await sess.run(first)).toArray());
