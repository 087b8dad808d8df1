/** Random tensors. */

export * from './random.ts';
