/** Derivatives as operations of the same graph. */

export * from './gradients.ts';
