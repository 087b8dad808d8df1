/** Order and effects: `tf.group`, `tf.tuple`, `tf.noOp`, `tf.Print`, `tf.Assert`. */

export * from './assertions.ts';
export { type CaseOptions, type CasePair, case_ as case } from './case.ts';
export * from './cond.ts';
export * from './functional.ts';
export { group, noOp, type TupleOptions, tuple, type Waitable } from './group.ts';
export * from './monotonic.ts';
export * from './print.ts';
export { TensorArray, type TensorArrayOptions } from './tensor-array.ts';
export * from './verify-finite.ts';
export * from './while-loop.ts';
