/** Graphs, operations, tensors, shapes, element types: the vocabulary of every other room. */

export * from './array-like.ts';
export * from './attributes.ts';
export * from './collection-store.ts';
export * from './collections.ts';
export type { ControlFlowContext } from './control-flow.ts';
export * from './current-step.ts';
export * from './default-graph.ts';
export * from './default-session.ts';
export * from './device.ts';
export * from './dimension.ts';
export * from './dtype.ts';
export * from './errors.ts';
export * as errors from './errors.ts';
export { gradientTypeAttribute } from './gradient-overrides.ts';
export * from './graph.ts';

import './graph-methods.ts';

export * from './ndarray.ts';
export * from './operation.ts';
export * from './operators.ts';
export * from './partial-value.ts';
export * from './run-defaults.ts';
export * from './run-reporter.ts';
export * from './seed.ts';
export * from './shape.ts';
export * from './shape-like.ts';
export * from './tensor.ts';
export * from './tensor-value.ts';
export type { Mark as GraphMark } from './undo-log.ts';
export * from './uninitialized-variable.ts';
export { asOneCall, callUser, currentCall } from './user-call.ts';
