// A graph is made but nothing is built in it: without asDefault everything goes to the default graph.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const greeting = tf.constant('hello');

const sess = new tf.Session({ graph });
console.log(await sess.run(greeting)); // error: session-misuse
sess.close();
