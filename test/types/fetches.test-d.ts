/** What a run gives, by the types of what is fetched. Only the compiler reads this file (`npm run typecheck`). */

import * as tf from 'tensorloom';
import { expectTypeOf } from 'vitest';

const sess = new tf.Session();
declare const unknown: tf.Tensor;
declare const scalarOfUnknownType: tf.Tensor<
  'float32' | 'float64' | 'int32' | 'int64' | 'uint8' | 'bool' | 'string' | 'resource',
  'scalar'
>;

// Rank 0: a plain value. Higher ranks: an array.
expectTypeOf(await sess.run(tf.constant(1))).toEqualTypeOf<number>();
expectTypeOf(await sess.run(tf.constant(true))).toEqualTypeOf<boolean>();
expectTypeOf(await sess.run(tf.constant('a'))).toEqualTypeOf<string>();
expectTypeOf(await sess.run(tf.constant(1n))).toEqualTypeOf<number | bigint>();
expectTypeOf(await sess.run(tf.constant([1]))).toEqualTypeOf<tf.NdArray<'float32'>>();

// Not known: a number, an array, or either.
expectTypeOf(await sess.run(scalarOfUnknownType)).toEqualTypeOf<number>();
expectTypeOf(await sess.run(unknown)).toEqualTypeOf<number | tf.NdArray>();
expectTypeOf(await sess.run(tf.placeholder('bool'))).toEqualTypeOf<boolean | tf.NdArray<'bool'>>();

// Variables, operations, summaries.
expectTypeOf(await sess.run(new tf.Variable(1))).toEqualTypeOf<number>();
expectTypeOf(await sess.run(new tf.Variable([1]).assign([2]))).toEqualTypeOf<tf.NdArray<'float32'>>();
expectTypeOf(await sess.run(tf.noOp())).toEqualTypeOf<null>();
expectTypeOf(await sess.run(tf.globalVariablesInitializer())).toEqualTypeOf<null>();
const summary = tf.summary.scalar('a', 1);
expectTypeOf(await sess.run(summary)).toEqualTypeOf<Uint8Array>();
expectTypeOf(await sess.run(tf.summary.merge([summary]))).toEqualTypeOf<Uint8Array>();
const writer = new tf.summary.FileWriter('logs');
writer.addSummary(await sess.run(tf.summary.mergeAll()), 1);
// @ts-expect-error the summary itself has no value before a run
writer.addSummary(summary);

// The structure stays.
expectTypeOf(await sess.run([tf.constant(1), tf.noOp()])).toEqualTypeOf<[number, null]>();
expectTypeOf(await sess.run({ a: [tf.constant(1)], b: tf.constant([true]) })).toEqualTypeOf<{
  a: [number];
  b: tf.NdArray<'bool'>;
}>();
declare const list: tf.Tensor<'float32', 'scalar'>[];
expectTypeOf(await sess.run(list)).toEqualTypeOf<number[]>();
expectTypeOf(await sess.run({ loss: tf.reduceMean([1]), list })).toEqualTypeOf<{ loss: number; list: number[] }>();

// What is not there is refused before it runs.
(await sess.run(tf.reduceMean([1]))).toFixed(3);
(await sess.run(tf.matmul([[1]], [[1]]))).toArray();
// @ts-expect-error a number has no toArray
(await sess.run(tf.reduceMean([1]))).toArray();
// @ts-expect-error an array has no toFixed
(await sess.run(tf.constant([1]))).toFixed(3);
// @ts-expect-error it may be an array
(await sess.run(unknown)).toFixed(3);
// @ts-expect-error a number cannot be fetched
await sess.run(3);

// Lists whose items answer to names keep them.
const top = await sess.run(tf.nn.topK([1, 2], 1));
expectTypeOf(top.indices).toEqualTypeOf<tf.NdArray<'int32'>>();
expectTypeOf(top[0]).toEqualTypeOf<tf.NdArray<'float32'>>();

// What belongs to a variable is of its type; rates of learning are numbers.
const weights = new tf.Variable([1]);
const average = new tf.train.ExponentialMovingAverage(0.9).average(weights);
expectTypeOf(average).toEqualTypeOf<tf.Variable<'float32', 'array'> | null>();
expectTypeOf(new tf.train.AdamOptimizer().getSlot(weights, 'm')).toEqualTypeOf<typeof average>();
const rate = tf.train.exponentialDecay(0.1, tf.train.getOrCreateGlobalStep(), 10, 0.9, true);
expectTypeOf(await sess.run(rate)).toEqualTypeOf<number>();
