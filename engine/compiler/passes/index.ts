/** The passes over programs, in the order of compile.ts. */
export * from './absorb-gathers.ts';
export * from './absorb-transposes.ts';
export * from './drop-copies.ts';
export * from './eliminate.ts';
export * from './fuse.ts';
export * from './inline-constants.ts';
export * from './layouts.ts';
export * from './ride.ts';
export * from './share.ts';
export * from './simplify.ts';
export * from './sum-columns.ts';
