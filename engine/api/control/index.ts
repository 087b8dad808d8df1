/** Order and effects: `tf.group`, `tf.tuple`, `tf.noOp`, `tf.Print`, `tf.Assert`. */

export { group, noOp, type TupleOptions, tuple, type Waitable } from './group.ts';
export * from './print.ts';
