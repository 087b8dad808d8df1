/** Memory planning. */
export * from './arena.ts';
export * from './place.ts';
