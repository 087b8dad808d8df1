/** Variables: making, initialising and changing them. */

export * from './assign.ts';
export * from './initializers.ts';
export * from './variable.ts';
