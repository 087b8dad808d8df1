/** From operations to a program of primitives. */
export * from './lower.ts';
export * from './request.ts';
