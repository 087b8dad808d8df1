/** The functions a user calls. */

export * from './convert.ts';
export * from './matmul.ts';
export * from './signature.ts';
