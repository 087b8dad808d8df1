// Read as numbers.
import * as tf from 'tensorloom';

const csv = `length,width
5.1,3.5
4.9,3.0`;
const rows = csv.split('\n').slice(1);
const table = rows.map((row) => row.split(',').map(Number));

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const area = tf.reduceProd(x, 1);
const sess = new tf.Session();
console.log((await sess.run(area, [[x, table]])).toArray());
