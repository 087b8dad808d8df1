// Lazy evaluation: a run computes what its fetches need, and nothing else.
import * as tf from 'tensorloom';

const a = tf.constant(2, { name: 'a' });
const b = tf.constant(3, { name: 'b' });
const c = tf.multiply(a, b, { name: 'c' });
const d = tf.add(a, c, { name: 'd' });
const unused = tf.placeholder('float32', [], { name: 'unused' });
const never = tf.add(d, unused, { name: 'never' });

using sess = new tf.Session();
// `never` needs a feed, but nobody asks for it.
console.log('c and d:', await sess.run([c, d]));
console.log('by name:', await sess.run({ product: 'c:0', sum: 'd:0' }));

// The same fetch twice is computed once; feeding `c` cuts off everything before it.
console.log('c as 100:', await sess.run([d, d], [[c, 100]]));

try {
  await sess.run(never);
} catch (error) {
  console.log((error as Error).message.split('\n')[0]);
}
