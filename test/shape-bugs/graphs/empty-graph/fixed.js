// Built inside asDefault.
import * as tf from 'tensorloom';

const graph = new tf.Graph();
const greeting = graph.asDefault(() => tf.constant('hello'));

const sess = new tf.Session({ graph });
console.log(await sess.run(greeting));
sess.close();
