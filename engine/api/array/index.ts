/** `tf.constant`, `tf.placeholder`, and everything that moves elements about. */

export * from './batch-gather.ts';
export * from './blocks.ts';
export * from './constant.ts';
export * from './dynamic-rows.ts';
export * from './filled.ts';
export * from './gather.ts';
export * from './identity.ts';
export * from './join.ts';
export * from './matrix-parts.ts';
export * from './meshgrid.ts';
export * from './order.ts';
export * from './placeholder.ts';
export * from './repeat.ts';
export * from './search.ts';
export * from './select.ts';
export * from './shape.ts';
export { type StridedSliceOptions, slice, stridedSlice } from './slice.ts';
export { type ArgsortOptions, argsort, type SortDirection, type SortOptions, sort } from './sort.ts';
export * from './sparse-to-dense.ts';
export * from './string-join.ts';
export * from './tensor-scatter.ts';
