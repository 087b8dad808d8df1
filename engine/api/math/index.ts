/** Arithmetic, comparisons, reductions, casts, clipping, products and sequences. */

export * from './arg-reduce.ts';
export * from './arithmetic.ts';
export * from './cast.ts';
export * from './clip.ts';
export * from './comparison.ts';
export * from './composite-reduction.ts';
export * from './confusion-matrix.ts';
export * from './division.ts';
export * from './einsum.ts';
export type { BinaryFunction, BinaryPredicate, NameOption, UnaryFunction, UnaryPredicate } from './elementwise.ts';
export * from './fake-quantization.ts';
export * from './histogram.ts';
export * from './reduction.ts';
export * from './segment.ts';
export * from './sequence.ts';
export { betainc, igamma, igammac, lbeta } from './special.ts';
export * from './tensordot.ts';
export * from './unary.ts';
