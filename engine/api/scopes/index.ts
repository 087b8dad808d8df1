/** Where and under which names operations are made, and the words for types and shapes. */

export * from './assert-shape.ts';
export * from './dtypes.ts';
export * from './scopes.ts';
