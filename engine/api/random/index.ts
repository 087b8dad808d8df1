/** Random tensors and their seeds. */

export * from './random.ts';
export * from './seeds.ts';
