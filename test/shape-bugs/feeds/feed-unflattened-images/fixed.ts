// Flat.
import * as tf from 'tensorloom';

const size = 4;
const x = tf.placeholder('float32', [null, size * size], { name: 'x' });
const w = new tf.Variable(tf.ones([size * size, 1]), { name: 'w' });
const ink = tf.matmul(x, w);

const drawings = [
  ['.##.', '#..#', '#..#', '.##.'],
  ['..#.', '.##.', '..#.', '..#.'],
];
const pixels = drawings.map((lines) => lines.map((line) => [...line].map((c) => (c === '#' ? 1 : 0))));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
console.log((await sess.run(ink, [[x, pixels.map((rows) => rows.flat())]])).toArray());
