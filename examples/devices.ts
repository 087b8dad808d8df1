// Devices: where operations are placed.
import * as tf from 'tensorloom';

const { devices } = tf.listDevices();
console.log(devices.map(({ name, deviceType }) => `${name} (${deviceType})`).join('\n'));

const [a, b] = tf.device('/cpu:0', () => [
  tf.constant([1, 2, 3, 4, 5, 6], { shape: [2, 3], name: 'a' }),
  tf.constant([1, 2, 3, 4, 5, 6], { shape: [3, 2], name: 'b' }),
]);
const product = tf.device('/gpu:0', () => tf.matmul(a, b));
console.log(a);
console.log(product);

// With soft placement, an operation whose device is not there runs on one that is.
using sess = new tf.Session({ config: { allowSoftPlacement: true } });
console.log((await sess.run(product)).toArray());
