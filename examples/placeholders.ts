// Placeholders: values that the caller hands in. `null` is a wildcard: any size.
import * as tf from 'tensorloom';

const x = tf.placeholder('float32', [null, 2], { name: 'x' });
const scale = tf.placeholder('float32', [], { name: 'scale' });
const anything = tf.placeholder('float32');
const scaled = x.mul(scale);

console.log(x.shape.toString(), scaled.shape.toString(), anything.shape.toString());

using sess = new tf.Session();
const row = [1, 2];
for (const rows of [[row], [row, row, row]]) {
  const result = await sess.run(scaled, [
    [x, rows],
    [scale, 10],
  ]);
  console.log(result.shape, result.toArray());
}

// Any tensor can be fed, not only placeholders.
console.log(await sess.run(tf.reduceSum(scaled), [[scaled, [[1, 1]]]]));

// What does not fit is refused before anything runs.
try {
  await sess.run(scaled, [
    [x, [1, 2, 3]],
    [scale, 10],
  ]);
} catch (error) {
  console.log((error as Error).message.split('\n')[0]);
}

// A placeholder of unknown rank takes whatever comes; its size is an operation of the graph.
console.log((await sess.run(tf.shape(anything), [[anything, [[[1], [2]]]]])).toArray());
