/** The operation registry and the kernel language. Importing this loads every family. */

import './families.ts';

export * from './array/integers.ts';
export { planSlice } from './array/strided-slice-spec.ts';
export * from './constant.ts';
export * from './control/index.ts';
export { areaTaps, bicubicTaps, nearestTaps, type Resizing, type Taps } from './image/taps.ts';
export * from './kernel-language/index.ts';
export { choleskySolve, gramianCholesky } from './linalg/least-squares.ts';
export { matrixProduct, matrixTranspose } from './linalg/products.ts';
export * from './registry/index.ts';
