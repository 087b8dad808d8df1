// stack makes a new axis of tensors that are all alike; parts of different lengths are joined with concat.
import * as tf from 'tensorloom';

const age = tf.placeholder('float32', [null, 1], { name: 'age' });
const income = tf.placeholder('float32', [null, 1], { name: 'income' });
const city = tf.oneHot(tf.placeholder('int32', [null], { name: 'city' }), 5);
const person = tf.stack([age, income, city], 1); // error: shape-mismatch
const norm = tf.sqrt(tf.reduceSum(tf.square(person)));

using sess = new tf.Session();
const people = { 'age:0': [[0.4], [0.3]], 'income:0': [[1.1], [0.9]], 'city:0': [3, 0] };
console.log(await sess.run(norm, people));
