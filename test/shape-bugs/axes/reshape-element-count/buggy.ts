// A strip of pixels folded into a picture of another size.
import * as tf from 'tensorloom';

const height = 12;
const width = 16;
const strip = tf.constant(
  Float32Array.from({ length: height * width }, (_, i) => i / 192),
  { name: 'strip' },
);
const picture = tf.reshape(strip, [height, width + 1]); // error: shape-mismatch; fix: Change the size 17 to 16
const mirrored = tf.reverse(picture, [1]);

using sess = new tf.Session();
console.log((await sess.run(mirrored)).shape);
