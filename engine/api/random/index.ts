/** Random tensors. */

export * from './parametrized.ts';
export * from './random.ts';
