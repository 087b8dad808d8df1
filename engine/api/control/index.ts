/** Order and effects: `tf.group`, `tf.tuple`, `tf.noOp`, `tf.Print`, `tf.Assert`. */

export * from './group.ts';
export * from './print.ts';
