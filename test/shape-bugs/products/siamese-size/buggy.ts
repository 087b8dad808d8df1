// Two towers of a siamese network share their weights, so both need inputs of one size; the second gets thumbnails.
import * as tf from 'tensorloom';
import { makeTower } from './tower.ts';

const left = tf.placeholder('float32', [null, 14 * 14], { name: 'left' });
const right = tf.placeholder('float32', [null, 7 * 7], { name: 'right' });

const tower = makeTower(14 * 14, 16);
const a = tf.nameScope('left_tower', () => tower(left));
const b = tf.nameScope('right_tower', () => tower(right));
const distance = tf.sqrt(tf.reduceSum(tf.squaredDifference(a, b), 1));

using sess = new tf.Session();
await sess.run(tf.globalVariablesInitializer());
const blank = (size: number) => [new Array(size).fill(0)];
const pair: tf.Feeds = [
  [left, blank(196)],
  [right, blank(49)],
];
console.log((await sess.run(distance, pair)).toArray());
