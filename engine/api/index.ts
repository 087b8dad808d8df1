/** The functions a user calls. */

export * from './array/index.ts';
export * as bitwise from './bitwise/index.ts';
export * as debugging from './control/debugging.ts';
export * from './control/index.ts';
export { type ConvertOptions, convertToTensor, type DTypeLike, type TensorHolder, type TensorLike } from './convert.ts';
export * from './gradients/index.ts';
export * as image from './image/index.ts';
export { extractImagePatches, type PatchOptions } from './image/patches.ts';
export { type RandomCropOptions, randomCrop } from './image/random.ts';
export * from './initializers/index.ts';
export * as initializers from './initializers/namespace.ts';
export * as layers from './layers/index.ts';
export * as linalg from './linalg/index.ts';
export * from './linalg/top-level.ts';
export * as losses from './losses/index.ts';
export * from './math/index.ts';
export * as math from './math/namespace.ts';
export * from './matmul.ts';
export type { TensorMethods } from './method-types.ts';
export * as metrics from './metrics/index.ts';
export * as nn from './nn/index.ts';
export * from './random/index.ts';
export * as random from './random/namespace.ts';
export * as regularizers from './regularizers/index.ts';
export type { MadeRegularizer, Regularizer } from './regularizers/regularizer.ts';
export * from './scopes/index.ts';
export * from './state/index.ts';
export * as summary from './summary/index.ts';

import './tensor-methods.ts';
